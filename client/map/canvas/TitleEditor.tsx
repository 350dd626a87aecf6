// The title of a node, edited where it stands, by several people at once: each input becomes the smallest change of
// the shared text, and what others type leaves the caret where it was.
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { setNodeTitle } from "#shared/map/edit.ts";
import { MAX_TITLE_CHARS, type NodeId } from "#shared/map/schema.ts";
import { caretAfter, replacementBetween } from "#shared/map/textDiff.ts";
import { useMay } from "../session/sessionHooks.ts";
import { useCanvas } from "./canvasHooks.ts";
import { createLinkedChild } from "./createNodes.ts";
import styles from "./NodeContents.module.css";

export function TitleEditor({ id, label }: { id: NodeId; label: string }) {
  const canvas = useCanvas();
  const { session } = canvas;
  const field = useRef<HTMLTextAreaElement>(null);
  /** The title before an input method began to compose; null while none does. */
  const composedOver = useRef<string | null>(null);

  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.value = session.content.node(id)?.title ?? "";
    fitHeight(area);
    area.focus({ preventScroll: true });
    area.select();
    return session.content.subscribeOne(id, () => {
      if (composedOver.current === null) takeOver(area, session.content.node(id)?.title ?? "");
    });
  }, [session, id]);

  // Whatever takes the editor away (another node, a deletion by somebody else) ends the editing.
  useEffect(() => {
    const { presence, content } = canvas.session;
    presence.setEditing(id);
    return () => {
      presence.setEditing(null);
      if (content.node(id) === undefined && canvas.editing.get() === id) canvas.editing.set(null);
    };
  }, [canvas, id]);

  // The right to change the map can go while somebody writes.
  const mayChange = useMay("map.change");
  useEffect(() => {
    if (!mayChange) canvas.stopEditing();
  }, [canvas, mayChange]);

  const write = (): void => {
    const area = field.current;
    if (area === null || composedOver.current !== null) return;
    setNodeTitle(session.merging(`title ${id}`), id, area.value, area.selectionStart);
    fitHeight(area);
  };

  const endComposing = (): void => {
    const area = field.current;
    const before = composedOver.current;
    composedOver.current = null;
    if (area === null || before === null) return;
    const now = session.content.node(id)?.title ?? "";
    const own = replacementBetween(before, area.value, area.selectionStart);
    const others = replacementBetween(before, now);
    if (own !== null && others !== null) {
      const index = caretAfter(own.index, others);
      const merged = now.slice(0, index) + own.insert + now.slice(index + own.remove);
      takeOver(area, merged);
    }
    write();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      canvas.stopEditing();
      createLinkedChild(canvas, id);
    } else if (event.key === "Escape" || event.key === "Enter") {
      event.preventDefault();
      canvas.stopEditing();
      canvas.view?.focus(id);
    } else if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) {
      // The browser's own undo knows nothing of what others typed in between.
      event.preventDefault();
      if (event.shiftKey || /y/i.test(event.key)) session.undo.redo();
      else session.undo.undo();
    }
  };

  return (
    <textarea
      ref={field}
      className={`nodrag nopan nowheel ${styles.editor ?? ""}`}
      rows={1}
      maxLength={MAX_TITLE_CHARS}
      aria-label={label}
      spellCheck
      onInput={write}
      onCompositionStart={() => {
        composedOver.current = session.content.node(id)?.title ?? "";
      }}
      onCompositionEnd={endComposing}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (canvas.editing.get() === id) canvas.stopEditing();
      }}
    />
  );
}

/** Shows a text that somebody else changed, with the caret or selection where it stood in the words. */
function takeOver(area: HTMLTextAreaElement, text: string): void {
  const change = replacementBetween(area.value, text);
  if (change === null) return;
  const start = caretAfter(area.selectionStart, change);
  const end = caretAfter(area.selectionEnd, change);
  area.value = text;
  area.setSelectionRange(start, end);
  fitHeight(area);
}

function fitHeight(area: HTMLTextAreaElement): void {
  area.style.height = "0";
  area.style.height = `${area.scrollHeight}px`;
}
