// A node's title, changed in its row of the outline.
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { setNodeTitle } from "#shared/map/edit.ts";
import { MAX_TITLE_CHARS, type NodeId } from "#shared/map/schema.ts";
import { isModKey } from "../../app/keyNames.ts";
import { useNodeValue } from "../inspector/elementValue.ts";
import { useSharedText } from "../inspector/useSharedText.ts";
import { useShownMap } from "../session/sessionHooks.ts";
import styles from "./Outline.module.css";

export function RenameField({ id, onDone }: { id: NodeId; onDone: () => void }) {
  const { t } = useTranslation();
  const session = useShownMap();
  const title = useNodeValue(id, (node) => node.title) ?? "";
  const { ref, ...handlers } = useSharedText(title, (text, caret) =>
    setNodeTitle(session.merging(`title ${id}`), id, text, caret),
  );
  const field = useRef<HTMLTextAreaElement | null>(null);

  useEffect(() => {
    const { presence } = session;
    field.current?.focus();
    field.current?.select();
    presence.setEditing(id);
    return () => presence.setEditing(null);
  }, [session, id]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const native = event.nativeEvent;
    if (native.isComposing) return;
    if (event.key === "Enter" || event.key === "Escape" || event.key === "F2") {
      event.preventDefault();
      onDone();
    } else if (isModKey(native, "z") || isModKey(native, "y")) {
      event.preventDefault();
      if (event.shiftKey || isModKey(native, "y")) session.undo.redo();
      else session.undo.undo();
    }
  };
  return (
    <textarea
      {...handlers}
      ref={(element) => {
        field.current = element;
        ref(element);
      }}
      rows={1}
      maxLength={MAX_TITLE_CHARS}
      aria-label={t("outline.rename")}
      className={styles.rename}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
      onBlur={onDone}
    />
  );
}
