// The rich text editor of a description. Made outside React's render; several people may be in the same text.
import { Editor } from "@tiptap/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type * as Y from "yjs";
import type { NodeId } from "#shared/map/schema.ts";
import { useShownMap } from "../session/sessionHooks.ts";
import { DescriptionToolbar } from "./DescriptionToolbar.tsx";
import styles from "./RichText.module.css";
import { richTextExtensions } from "./richTextExtensions.ts";
import { RICH_TEXT_ORIGIN, sharedFragment } from "./sharedFragment.ts";

export interface DescriptionEditorProps {
  fragment: Y.XmlFragment;
  nodeId: NodeId;
}

export function DescriptionEditor({ fragment, nodeId }: DescriptionEditorProps) {
  const { t } = useTranslation();
  const { undo, presence } = useShownMap();
  const host = useRef<HTMLDivElement | null>(null);
  const [editor, setEditor] = useState<Editor | null>(null);

  useEffect(() => {
    undo.track(RICH_TEXT_ORIGIN);
    const made = new Editor({
      element: host.current,
      // The page's policy forbids injected styles; ours are in RichText.module.css.
      injectCSS: false,
      extensions: [...richTextExtensions, sharedFragment(fragment, undo)],
      onFocus: () => {
        // What is typed here is not one step with what was typed in another description just before.
        undo.endStep();
        presence.setEditing(nodeId);
      },
      onBlur: () => presence.setEditing(null),
    });
    setEditor(made);
    return () => {
      if (made.isFocused) presence.setEditing(null);
      setEditor(null);
      made.destroy();
    };
  }, [fragment, nodeId, undo, presence]);

  const label = t("inspector.description");
  useEffect(() => {
    editor?.setOptions({
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": label,
          class: styles.text ?? "",
        },
      },
    });
  }, [editor, label]);

  return (
    <div className={styles.editor}>
      {editor === null ? null : <DescriptionToolbar editor={editor} />}
      <div ref={host} />
    </div>
  );
}
