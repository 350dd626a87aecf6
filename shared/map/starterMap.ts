// The map that a new installation begins with, as JSON that the server seeds. Perspective and certainty are left open:
// the source does not say what the interviewed persons said.
import {
  MAP_JSON_FORMAT,
  MAP_JSON_VERSION,
  type LinkJson,
  type MapJson,
  type NodeJson,
} from "./json.ts";
import type { RichText } from "./richText.ts";
import { STARTER_PLACES, STARTER_SIZES } from "./starterLayout.ts";
import {
  STARTER_LINKS,
  STARTER_NODES,
  STARTER_SENTENCES,
  STARTER_SOURCE,
  STARTER_TITLE,
  type SentenceKey,
  type StarterNode,
} from "./starterTexts.ts";

export type StarterLanguage = "de" | "en";

/** Ids need only be unique within a map: the starter map's are the same wherever it is seeded. */
function starterId(key: string): string {
  return `start-${key}`;
}

/** The sentences as quotations, each in a paragraph of its own, with their source. */
function quotation(sentences: readonly SentenceKey[], language: StarterLanguage): RichText {
  const quoted = sentences.map((key) => ({
    element: "paragraph",
    children: [{ text: STARTER_SENTENCES[key] }],
  }));
  return [
    { element: "blockquote", children: quoted },
    { element: "paragraph", children: [{ text: STARTER_SOURCE[language] }] },
  ];
}

function nodeJson(node: StarterNode, language: StarterLanguage): NodeJson {
  const spot = STARTER_PLACES[node.key];
  if (spot === undefined) throw new Error(`the starter map has no place for ${node.key}`);
  return {
    id: starterId(node.key),
    kind: node.kind,
    title: node[language],
    place: { parentId: null, ...spot },
    size: STARTER_SIZES[node.key] ?? null,
    description: quotation(node.sentences, language),
    perspectives: [],
    tags: [],
    horizon: null,
    certainty: null,
    relevance: null,
    level: null,
    status: null,
  };
}

/** 29 nodes and 31 links, with ids that are the same every time. */
export function starterMap(language: StarterLanguage): MapJson {
  const links = STARTER_LINKS.map(({ source, kind, target, polarity }, index): LinkJson => ({
    id: starterId(`l${String(index + 1).padStart(2, "0")}`),
    kind,
    source: starterId(source),
    target: starterId(target),
    label: "",
    polarity: polarity ?? null,
    strength: null,
    delayed: false,
    certainty: null,
  }));
  return {
    format: MAP_JSON_FORMAT,
    version: MAP_JSON_VERSION,
    title: STARTER_TITLE[language],
    nodes: STARTER_NODES.map((node) => nodeJson(node, language)),
    links,
  };
}
