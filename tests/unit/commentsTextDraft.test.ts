// Names and titles in the field, ids on the way to the server: nobody is mentioned who was not meant.
import fc from "fast-check";
import { expect, it } from "vitest";
import { complete, wantedAt } from "../../client/comments/thread/completion.ts";
import {
  type Draft,
  draftOf,
  EMPTY_DRAFT,
  labelFor,
  mentionLabel,
  nodeLabel,
  sentText,
  withUniqueNames,
} from "../../client/comments/thread/draftText.ts";

const PEOPLE = new Map([
  ["p1", "Anika Weber"],
  ["p2", "Anika"],
  ["p3", "Anika Weber"],
  ["_4_", "Dr. Ö [x] *y*"],
]);
const NODES = new Map([
  ["n1", "Digitale Daseinsvorsorge"],
  ["n2", "Titel [mit] Klammern"],
  ["n3", "Digitale Daseinsvorsorge"],
]);

function words(names: ReadonlyMap<string, string>, label: (name: string) => string) {
  return (id: string): string | null => {
    const name = names.get(id);
    return name === undefined ? null : label(name);
  };
}
const WORDS = { mention: words(PEOPLE, mentionLabel), node: words(NODES, nodeLabel) };

function draftWith(text: string, tokens: Record<string, string>): Draft {
  return { text, tokens: new Map(Object.entries(tokens)) };
}

it("CO-80: chosen names and titles are sent as tokens, whole words only, the longest first", () => {
  const tokens = { "@Anika": "@{p2}", "@Anika Weber": "@{p1}", "[[Netz]]": "[[n9]]" };
  expect(sentText(draftWith("@Anika Weber und @Anika: [[Netz]]!", tokens))).toBe(
    "@{p1} und @{p2}: [[n9]]!",
  );
  expect(sentText(draftWith("@Anikas @Anika_ post@Anika", tokens))).toBe(
    "@Anikas @Anika_ post@Anika",
  );
});

it("CO-80: two of one name are told apart in the field", () => {
  const draft = draftOf("@{p1} fragt @{p3} und @{p1}", WORDS);
  expect(draft.text).toBe("@Anika Weber fragt @Anika Weber (2) und @Anika Weber");
  expect(sentText(draft)).toBe("@{p1} fragt @{p3} und @{p1}");
  expect(draftOf("[[n1]] [[n3]]", WORDS).text).toBe(
    "[[Digitale Daseinsvorsorge]] [[Digitale Daseinsvorsorge (2)]]",
  );
  expect(labelFor("@A", "@{x}", EMPTY_DRAFT)).toBe("@A");
});

it("CO-80: a title with brackets becomes words that do not end the link early", () => {
  const draft = draftOf("Siehe [[n2]].", WORDS);
  expect(draft.text).toBe("Siehe [[Titel (mit) Klammern]].");
  expect(sentText(draft)).toBe("Siehe [[n2]].");
});

it("CO-80: a text that was sent is the same again after it was only opened for editing", () => {
  const part = fc.oneof(
    fc.constantFrom("@{p1}", "@{p2}", "@{p3}", "@{_4_}", "@{gone}", "[[n1]]", "[[n2]]", "[[n3]]"),
    fc.constantFrom("@Anika", "@Anika Weber", " (2)", "[[Digitale Daseinsvorsorge]]", "[[x]]"),
    fc.constantFrom(" ", "\n", "@", "[[", "]]", "s", "`", "**"),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      const sent = parts.join("");
      expect(sentText(draftOf(sent, WORDS))).toBe(sent);
    }),
    { numRuns: 2_000 },
  );
});

it("CO-80: a name that was typed counts when only one person bears it", () => {
  const named = [...PEOPLE].map(([id, name]) => [mentionLabel(name), `@{${id}}`] as const);
  const typed = draftWith("@Anika und @Anika Weber", {});
  // Two are called Anika Weber: neither is meant, and she who is only called Anika is not either.
  expect(sentText(withUniqueNames(typed, named))).toBe("@{p2} und @Anika Weber");
  const chosen = draftWith("@Anika Weber", { "@Anika Weber": "@{p3}" });
  expect(sentText(withUniqueNames(chosen, named))).toBe("@{p3}");
});

it("CO-81: people are looked for behind an @, nodes behind [[, and nothing in an address of mail", () => {
  const at = (text: string) => wantedAt(text, text.length);
  expect(at("Hallo @Ani")).toEqual({ what: "person", from: 6, query: "Ani" });
  expect(at("@Anika We")).toEqual({ what: "person", from: 0, query: "Anika We" });
  expect(at("mail an a.b@beispiel.de")).toBeNull();
  expect(at("@ nichts")).toBeNull();
  expect(at("@{abc}")).toBeNull();
  expect(at("Zeile @A\nneue Zeile")).toBeNull();
  expect(at("siehe [[Digi")).toEqual({ what: "node", from: 6, query: "Digi" });
  expect(at("siehe [[Digi]] und")).toBeNull();
  expect(at("[[A @b")).toEqual({ what: "node", from: 0, query: "A @b" });
  expect(wantedAt("@Anika Weber", 3)).toEqual({ what: "person", from: 0, query: "An" });
});

it("CO-81: what is chosen takes the place of what was typed, and the caret stands behind it", () => {
  const draft: Draft = { text: "Frage an @An bitte", tokens: new Map([["@Anika Weber", "@{p1}"]]) };
  const wanted = wantedAt(draft.text, 12);
  if (wanted === null) throw new Error("Nothing is looked for.");
  const done = complete(draft, wanted, 12, { label: "@Anika Weber", token: "@{p3}" });
  expect(done.draft.text).toBe("Frage an @Anika Weber (2) bitte");
  expect(done.draft.text.slice(done.caret)).toBe("bitte");
  expect(sentText(done.draft)).toBe("Frage an @{p3} bitte");
  const closed = { text: "[[Di]] da", tokens: new Map<string, string>() };
  const link = complete(closed, { what: "node", from: 0, query: "Di" }, 4, {
    label: "[[Digitale Daseinsvorsorge]]",
    token: "[[n1]]",
  });
  expect(link.draft.text).toBe("[[Digitale Daseinsvorsorge]] da");
});
