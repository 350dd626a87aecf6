// What is offered while a name or a title is typed: people behind @, nodes behind [[. Knows the words, not how they look.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Author } from "#shared/comments/api.ts";
import { mentionOf, nodeLinkTo } from "#shared/comments/tokens.ts";
import type { NodeKind } from "#shared/map/kinds.ts";
import { bestMatches } from "../../app/paletteSearch.ts";
import { useSession } from "../../map/session/sessionHooks.ts";
import { authorName, useMentionable } from "./authors.ts";
import { wantedAt, type Wanted } from "./completion.ts";
import { mentionLabel, nodeLabel } from "./draftText.ts";

const MAX_OFFERED = 8;

export interface Suggestion {
  id: string;
  /** As it is offered, with what tells it from others of the same name. */
  name: string;
  detail: string;
  person: Author | null;
  kind: NodeKind | null;
  /** What is written, and what it stands for. */
  label: string;
  token: string;
}

export interface Suggestions {
  offered: readonly Suggestion[];
  wanted: Wanted | null;
  active: number;
  setActive: (active: number) => void;
  /** Nothing more is offered for this name: it is written out, or given up. */
  dismiss: () => void;
}

const NONE: readonly Suggestion[] = [];

/** @param caret null: nobody writes here */
export function useSuggestions(text: string, caret: number | null): Suggestions {
  const { t } = useTranslation();
  const { content } = useSession();
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [choice, setChoice] = useState<{ query: string; active: number }>({ query: "", active: 0 });
  const seen = useMemo(() => (caret === null ? null : wantedAt(text, caret)), [text, caret]);
  // Where nothing is looked for there any more, the next name is a new one.
  if (dismissed !== null && seen?.from !== dismissed) setDismissed(null);
  const wanted = seen === null || seen.from === dismissed ? null : seen;
  const people = useMentionable(wanted?.what === "person");
  const offered = useMemo(() => {
    if (wanted === null) return NONE;
    if (wanted.what === "person") {
      return bestMatches(people, ({ name }) => name, wanted.query, MAX_OFFERED).map((person) => ({
        id: person.id,
        name: authorName(person, t),
        detail: [person.organisation, person.perspective].filter(Boolean).join(" · "),
        person,
        kind: null,
        label: mentionLabel(person.name),
        token: mentionOf(person.id),
      }));
    }
    const titled = [...content.nodes.values()].filter(({ title }) => title.trim() !== "");
    return bestMatches(titled, ({ title }) => title, wanted.query, MAX_OFFERED).map(
      ({ id, title, kind }) => ({
        id,
        name: title,
        detail: t(`nodeKinds.${kind}`),
        person: null,
        kind,
        label: nodeLabel(title),
        token: nodeLinkTo(id),
      }),
    );
  }, [wanted, people, content, t]);
  const query = wanted?.query ?? "";
  return {
    offered,
    wanted,
    active: choice.query === query ? Math.min(choice.active, Math.max(0, offered.length - 1)) : 0,
    setActive: (active) => setChoice({ query, active }),
    dismiss: () => setDismissed(seen?.from ?? null),
  };
}
