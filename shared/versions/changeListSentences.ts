// Facts as sentences, with the words that went and came marked in them. Pure: whoever asks brings the words of a language.
import type { Author, Fact, TextField, ValueField } from "./changeListFacts.ts";
import type { Subject } from "./changeList.ts";
import { wordDiff, type WordRun } from "./wordDiff.ts";

/** A sentence, piece by piece: plain words, and words that were removed or added. */
export type Sentence = readonly WordRun[];

/** Sentences that a language must have; each may hold `{{…}}` of the given names. */
export type ChangeSentence =
  | "added"
  | "removed"
  /** field, before, after */
  | "fromTo"
  /** field, after */
  | "set"
  /** field, before */
  | "taken"
  /** field, difference */
  | "textChanged"
  | "formatting"
  /** field, words */
  | "membersAdded"
  | "membersRemoved"
  /** before, after */
  | "regionFromTo"
  | "regionInto"
  | "regionOut"
  | "moved"
  | "resized"
  | "reordered"
  | "endSource"
  | "endTarget"
  /** people */
  | "by"
  /** name, when */
  | "who";

export interface ChangeWords {
  say: (sentence: ChangeSentence, values?: Readonly<Record<string, string>>) => string;
  field: (field: TextField | ValueField | "perspectives" | "tags") => string;
  value: (field: ValueField, value: string, on: Subject["on"]) => string;
  /** A member of a set: perspectives have names, tags are words. */
  member: (field: "perspectives" | "tags", member: string) => string;
  untitled: string;
  when: (at: number) => string;
  /** null: nobody who may be named. */
  name: (personId: string) => string | null;
  listOf: (words: readonly string[]) => string;
}

/** Longer texts are shown as one with what came and went in it, not as two. */
const MAX_SIDE_BY_SIDE_CHARS = 160;

/** Stand where pieces with marked words go; no title holds them. */
const HOLES = { before: "\u0001", after: "\u0002", difference: "\u0003" } as const;

/** @param on what the fact is of: values of nodes and links have names of their own */
function sentencesOf(fact: Fact, on: Subject["on"], words: ChangeWords): Sentence[] {
  switch (fact.what) {
    case "added":
    case "removed":
    case "moved":
    case "resized":
    case "reordered":
    case "formatting":
      return [[plain(words.say(fact.what))]];
    case "text":
      return [textSentence(fact, words)];
    case "value": {
      const name = (value: string | null): string | null =>
        value === null ? null : words.value(fact.field, value, on);
      return [fromTo(words, words.field(fact.field), name(fact.before), name(fact.after))];
    }
    case "members": {
      const field = words.field(fact.field);
      const named = (members: string[]): string =>
        words.listOf(members.map((member) => words.member(fact.field, member)));
      const { added, removed } = fact;
      const sentences: Sentence[] = [];
      if (added.length > 0)
        sentences.push([plain(words.say("membersAdded", { field, words: named(added) }))]);
      if (removed.length > 0)
        sentences.push([plain(words.say("membersRemoved", { field, words: named(removed) }))]);
      return sentences;
    }
    case "region": {
      const before = fact.before === "" ? words.untitled : fact.before;
      const after = fact.after === "" ? words.untitled : fact.after;
      if (before !== null && after !== null) {
        return [[plain(words.say("regionFromTo", { before, after }))]];
      }
      if (after !== null) return [[plain(words.say("regionInto", { after }))]];
      return [[plain(words.say("regionOut", { before: before ?? "" }))]];
    }
    case "end": {
      const before = fact.before === "" ? words.untitled : fact.before;
      const after = fact.after === "" ? words.untitled : fact.after;
      const sentence = fact.field === "source" ? "endSource" : "endTarget";
      return [[plain(words.say(sentence, { before, after }))]];
    }
  }
}

function textSentence(
  { field, before, after }: Extract<Fact, { what: "text" }>,
  words: ChangeWords,
): Sentence {
  const name = words.field(field);
  const [was, is] = [before.trim(), after.trim()];
  const isShort = was.length + is.length <= MAX_SIDE_BY_SIDE_CHARS;
  if (isShort && field !== "description") {
    return fromTo(words, name, was === "" ? null : was, is === "" ? null : is, true);
  }
  const template = words.say("textChanged", { field: name, difference: HOLES.difference });
  return weave(template, { [HOLES.difference]: wordDiff(was, is) });
}

function fromTo(
  words: ChangeWords,
  field: string,
  before: string | null,
  after: string | null,
  isMarked = false,
): Sentence {
  const { before: atBefore, after: atAfter } = HOLES;
  const runs = isMarked ? wordDiff(before ?? "", after ?? "") : null;
  const pieces = {
    [atBefore]: runs?.filter(({ how }) => how !== "added") ?? [plain(before ?? "")],
    [atAfter]: runs?.filter(({ how }) => how !== "removed") ?? [plain(after ?? "")],
  };
  if (before !== null && after !== null) {
    return weave(words.say("fromTo", { field, before: atBefore, after: atAfter }), pieces);
  }
  if (after !== null) return weave(words.say("set", { field, after: atAfter }), pieces);
  return weave(words.say("taken", { field, before: atBefore }), pieces);
}

/** A sentence with pieces in the place of its holes. */
function weave(template: string, pieces: Readonly<Record<string, readonly WordRun[]>>): Sentence {
  const sentence: WordRun[] = [];
  let text = "";
  for (const char of template) {
    const piece = pieces[char];
    if (piece === undefined) text += char;
    else {
      if (text !== "") sentence.push(plain(text));
      text = "";
      sentence.push(...piece);
    }
  }
  if (text !== "") sentence.push(plain(text));
  return sentence;
}

function plain(text: string): WordRun {
  return { how: "same", text };
}

/** Who did it and when, as far as that is known and may be said; null: it is not. */
function bySentence(by: readonly Author[], words: ChangeWords): string | null {
  const people = by.flatMap(({ personId, at }) => {
    const name = words.name(personId);
    return name === null ? [] : words.say("who", { name, when: words.when(at) });
  });
  return people.length === 0 ? null : words.say("by", { people: words.listOf(people) });
}

export interface Said {
  sentence: Sentence;
  /** null: unknown, or said of all sentences at once. */
  by: string | null;
}

/** All that is to be said of one change. `by` stands once where all of it was done by the same. */
export function saidOf(
  facts: readonly Fact[],
  on: Subject["on"],
  words: ChangeWords,
): { said: Said[]; by: string | null } {
  const said = facts.flatMap((fact) => {
    const by = bySentence(fact.by, words);
    return sentencesOf(fact, on, words).map((sentence) => ({ sentence, by }));
  });
  const [first] = said;
  const isSame = first !== undefined && said.every(({ by }) => by === first.by);
  if (!isSame) return { said, by: null };
  return { said: said.map(({ sentence }) => ({ sentence, by: null })), by: first.by };
}
