// A text that several people type in, in a plain field: every keystroke is the smallest change of the shared text, and
// the caret stays between its letters when others type.
import { useLayoutEffect, useRef, useState } from "react";
import type { ChangeEvent, CompositionEvent, SyntheticEvent } from "react";
import { caretAfter, replacementBetween } from "#shared/map/textDiff.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** `write` gets the wanted text and where the caret stands in it. */
export function useSharedText(value: string, write: (text: string, caret: number) => void) {
  const field = useRef<Field | null>(null);
  const shown = useRef(value);
  const caret = useRef({ start: 0, end: 0 });
  // While letters are being composed (accents, Japanese, …) the field must not be touched: the change is made after.
  const [draft, setDraft] = useState<{ base: string; text: string } | null>(null);

  const noteCaret = (element: Field): number => {
    const start = element.selectionStart ?? element.value.length;
    caret.current = { start, end: element.selectionEnd ?? start };
    return start;
  };
  const isComposing = draft !== null;
  // The page's own word that the caret has moved comes later, if it is busy much later; when the new text is in the field,
  // nobody knows any more where it was.
  const noteLastCaret = (): void => {
    const own = field.current;
    if (value === shown.current || own === null || document.activeElement !== own) return;
    noteCaret(own);
  };
  // oxlint-disable-next-line react/refs -- nothing is drawn by it, and no later moment will do
  noteLastCaret();

  useLayoutEffect(() => {
    const element = field.current;
    const before = shown.current;
    shown.current = value;
    if (isComposing || element === null || before === value) return;
    if (document.activeElement !== element) return;
    const change = replacementBetween(before, value);
    if (change === null) return;
    const start = caretAfter(caret.current.start, change);
    const end = caretAfter(caret.current.end, change);
    element.setSelectionRange(start, end);
    caret.current = { start, end };
  }, [value, isComposing]);

  return {
    ref: (element: Field | null) => {
      field.current = element;
    },
    value: draft?.text ?? value,
    onChange: (event: ChangeEvent<Field>) => {
      const element = event.currentTarget;
      const at = noteCaret(element);
      if (draft !== null) {
        setDraft({ base: draft.base, text: element.value });
        return;
      }
      const text = element.value.replaceAll("\n", " ");
      shown.current = text;
      write(text, at);
    },
    onSelect: (event: SyntheticEvent<Field>) => {
      noteCaret(event.currentTarget);
    },
    onCompositionStart: () => setDraft({ base: value, text: value }),
    onCompositionEnd: (event: CompositionEvent<Field>) => {
      const base = draft?.base ?? value;
      const text = event.currentTarget.value;
      const change = replacementBetween(base, text, noteCaret(event.currentTarget));
      setDraft(null);
      // What the field shows, and where the caret is in it: what others wrote meanwhile comes on top.
      shown.current = text;
      if (change === null) return;
      const meanwhile = replacementBetween(base, value);
      const index = meanwhile === null ? change.index : caretAfter(change.index, meanwhile);
      const merged = value.slice(0, index) + change.insert + value.slice(index + change.remove);
      write(merged, index + change.insert.length);
    },
  };
}
