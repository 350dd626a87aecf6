// Turns a description into another by the smallest changes that do it: paragraphs that stay are not touched, so that what
// others write in them at the same time stays too, and nothing is there twice. Opens no transaction.
import * as Y from "yjs";
import { keptPairs } from "./alignment.ts";
import {
  readMarks,
  readRichText,
  richTextTypes,
  type RichText,
  type RichTextElement,
  type RichTextRun,
} from "./richText.ts";
import { replacementBetween } from "./textDiff.ts";

/** One child of a fragment: a stretch of text with its marks, or an element. */
type Unit = { runs: RichTextRun[] } | RichTextElement;

/** `fragment` then reads as `wanted`, which must be something that reading gives. */
export function changeRichText(fragment: Y.XmlFragment, wanted: RichText): void {
  if (JSON.stringify(readRichText(fragment)) === JSON.stringify(wanted)) return;
  changeChildren(fragment, wanted, 0);
  // What a stranger wrote can read as less than it is; then it is written anew.
  if (JSON.stringify(readRichText(fragment)) === JSON.stringify(wanted)) return;
  fragment.delete(0, fragment.length);
  fragment.insert(0, richTextTypes(wanted));
}

function unitsOf(content: RichText): Unit[] {
  const units: Unit[] = [];
  for (const part of content) {
    const last = units.at(-1);
    if (!("text" in part)) units.push(part);
    else if (last !== undefined && "runs" in last) last.runs.push(part);
    else units.push({ runs: [part] });
  }
  return units;
}

/** What each child reads as, one for one; null where that is not possible. */
function currentUnits(parent: Y.XmlFragment): Unit[] | null {
  const units: Unit[] = [];
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      const runs = runsOf(child);
      const last = units.at(-1);
      if (runs === null || (last !== undefined && "runs" in last)) return null;
      units.push({ runs: runs.map(({ text, marks }) => (marks ? { text, marks } : { text })) });
    } else if (child instanceof Y.XmlElement) {
      units.push(elementOf(child));
    } else return null;
  }
  return units;
}

function elementOf(element: Y.XmlElement): RichTextElement {
  const children = readRichText(element);
  if (element.nodeName !== "heading") return { element: element.nodeName, children };
  const level = Number(element.getAttribute("level"));
  return { element: "heading", level: level >= 1 && level <= 3 ? level : 2, children };
}

function changeChildren(parent: Y.XmlFragment, wanted: RichText, depth: number): void {
  const before = currentUnits(parent);
  const after = unitsOf(wanted);
  if (before === null) {
    parent.delete(0, parent.length);
    parent.insert(0, richTextTypes(wanted, depth));
    return;
  }
  const key = (unit: Unit): string => JSON.stringify(unit);
  const kept = keptPairs(before.map(key), after.map(key));
  // From the end, so that positions before stay what they are.
  let [endBefore, endAfter] = [before.length, after.length];
  for (const [keptBefore, keptAfter] of [...kept.toReversed(), [-1, -1] as const]) {
    changeGap(
      parent,
      before.slice(keptBefore + 1, endBefore),
      after.slice(keptAfter + 1, endAfter),
      { at: keptBefore + 1, depth },
    );
    [endBefore, endAfter] = [keptBefore, keptAfter];
  }
}

/** Between two units that stay: those that are alike in kind become one another, the others go and come. */
function changeGap(
  parent: Y.XmlFragment,
  before: readonly Unit[],
  after: readonly Unit[],
  { at, depth }: { at: number; depth: number },
): void {
  const pairs = keptPairs(before.map(kindOf), after.map(kindOf));
  let [endBefore, endAfter] = [before.length, after.length];
  for (const [pairBefore, pairAfter] of [...pairs.toReversed(), [-1, -1] as const]) {
    const gone = endBefore - pairBefore - 1;
    if (gone > 0) parent.delete(at + pairBefore + 1, gone);
    const come = after.slice(pairAfter + 1, endAfter);
    if (come.length > 0) {
      const content = come.flatMap((unit): RichText => ("runs" in unit ? unit.runs : [unit]));
      parent.insert(at + pairBefore + 1, richTextTypes(content, depth));
    }
    const unit = pairAfter < 0 ? undefined : after[pairAfter];
    if (unit !== undefined) changeUnit(parent.get(at + pairBefore), unit, depth);
    [endBefore, endAfter] = [pairBefore, pairAfter];
  }
}

function kindOf(unit: Unit): string {
  return "runs" in unit ? "" : unit.element;
}

function changeUnit(type: unknown, wanted: Unit, depth: number): void {
  if (type instanceof Y.XmlText && "runs" in wanted) changeText(type, wanted.runs);
  else if (type instanceof Y.XmlElement && "element" in wanted) {
    const element = type as Y.XmlElement<Record<string, string | number>>;
    if (wanted.level !== undefined && element.getAttribute("level") !== wanted.level) {
      element.setAttribute("level", wanted.level);
    }
    changeChildren(type, wanted.children, depth + 1);
  }
}

interface StoredRun {
  text: string;
  marks: RichTextRun["marks"];
  /** As they are stored: a mark can stand under several names. */
  attributes: Record<string, unknown>;
}

/** null: it holds what is no text. */
function runsOf(text: Y.XmlText): StoredRun[] | null {
  const runs: StoredRun[] = [];
  for (const { insert, attributes } of text.toDelta() as Iterable<{
    insert: unknown;
    attributes?: Record<string, unknown>;
  }>) {
    if (typeof insert !== "string") return null;
    runs.push({
      text: insert.toWellFormed(),
      marks: readMarks(attributes),
      attributes: { ...attributes },
    });
  }
  return runs;
}

function changeText(text: Y.XmlText, wanted: readonly RichTextRun[]): void {
  const words = (runs: readonly { text: string }[]): string => runs.map((run) => run.text).join("");
  const replacement = replacementBetween(words(runsOf(text) ?? []), words(wanted));
  if (replacement !== null) {
    const { index, remove, insert } = replacement;
    if (remove > 0) text.delete(index, remove);
    if (insert !== "") text.insert(index, insert, {});
  }
  let end = words(wanted).length;
  for (const run of wanted.toReversed()) {
    changeMarks(text, { start: end - run.text.length, end }, readMarks(run.marks) ?? {});
    end -= run.text.length;
  }
}

/** Gives a stretch exactly these marks. */
function changeMarks(
  text: Y.XmlText,
  { start, end }: { start: number; end: number },
  wanted: Record<string, Record<string, string>>,
): void {
  let at = 0;
  for (const run of runsOf(text) ?? []) {
    const from = Math.max(at, start);
    const to = Math.min(at + run.text.length, end);
    at += run.text.length;
    if (from >= to) continue;
    const change: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(run.attributes)) {
      const mark = readMarks({ [name]: value }) ?? {};
      const [known] = Object.keys(mark);
      if (known === undefined) continue;
      const isWanted = JSON.stringify(mark[known]) === JSON.stringify(wanted[known]);
      if (!isWanted) change[name] = null;
    }
    for (const [name, value] of Object.entries(wanted)) {
      const isThere = JSON.stringify(run.marks?.[name]) === JSON.stringify(value);
      if (!isThere) change[name] = value;
    }
    if (Object.keys(change).length > 0) text.format(from, to - from, change);
  }
}
