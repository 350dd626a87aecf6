// Bold, lists, links and the like for the description that is being edited.
import type { Editor } from "@tiptap/core";
import {
  Bold,
  Heading,
  Italic,
  Link as LinkIcon,
  List,
  ListOrdered,
  type LucideIcon,
  Strikethrough,
  TextQuote,
  Underline,
} from "lucide-react";
import { useCallback, useState, useSyncExternalStore } from "react";
import { Toolbar } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../ui/IconButton.tsx";
import { AddressForm } from "./AddressForm.tsx";
import styles from "./RichText.module.css";

interface Tool {
  name:
    | "bold"
    | "italic"
    | "underline"
    | "strike"
    | "heading"
    | "bulletList"
    | "orderedList"
    | "blockquote";
  icon: LucideIcon;
  run: (editor: Editor) => unknown;
}

const TOOLS: readonly Tool[] = [
  { name: "bold", icon: Bold, run: (editor) => editor.chain().focus().toggleBold().run() },
  { name: "italic", icon: Italic, run: (editor) => editor.chain().focus().toggleItalic().run() },
  {
    name: "underline",
    icon: Underline,
    run: (editor) => editor.chain().focus().toggleUnderline().run(),
  },
  {
    name: "strike",
    icon: Strikethrough,
    run: (editor) => editor.chain().focus().toggleStrike().run(),
  },
  {
    name: "heading",
    icon: Heading,
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: "bulletList",
    icon: List,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: "orderedList",
    icon: ListOrdered,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: "blockquote",
    icon: TextQuote,
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
];

export function DescriptionToolbar({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const [asksAddress, setAsksAddress] = useState(false);
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on("transaction", listener);
      return () => {
        editor.off("transaction", listener);
      };
    },
    [editor],
  );
  const active = useSyncExternalStore(subscribe, () =>
    [...TOOLS.map(({ name }) => name), "link"]
      .filter((name) => !editor.isDestroyed && editor.isActive(name))
      .join(" "),
  ).split(" ");
  return (
    <>
      <Toolbar className={styles.toolbar ?? ""} aria-label={t("inspector.formatting")}>
        {TOOLS.map(({ name, icon: Icon, run }) => (
          <IconButton
            key={name}
            size="small"
            label={t(`richText.${name}`)}
            icon={<Icon aria-hidden="true" />}
            isSelected={active.includes(name)}
            onPress={() => run(editor)}
          />
        ))}
        <IconButton
          size="small"
          label={t("richText.link")}
          icon={<LinkIcon aria-hidden="true" />}
          isSelected={active.includes("link")}
          onPress={() => setAsksAddress(!asksAddress)}
        />
      </Toolbar>
      {asksAddress ? <AddressForm editor={editor} onDone={() => setAsksAddress(false)} /> : null}
    </>
  );
}
