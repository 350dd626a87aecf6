// Binds an editor to a shared fragment. Undo is the map's own: an editor with a history of its own would undo what
// the map's undo has undone already.
import { Extension, type JSONContent } from "@tiptap/core";
import type { Plugin } from "@tiptap/pm/state";
import { initProseMirrorDoc, ySyncPlugin, ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import type { UndoStack } from "../session/UndoStack.ts";

/** The origin of every change that is typed into a description. */
export const RICH_TEXT_ORIGIN: unknown = ySyncPluginKey;

export function sharedFragment(
  fragment: Y.XmlFragment,
  { undo, redo }: Pick<UndoStack, "undo" | "redo">,
) {
  // Which shared type became which node. Without it the binding draws everything a second time.
  let mapping: ReturnType<typeof initProseMirrorDoc>["mapping"] = new Map();
  return Extension.create({
    name: "sharedFragment",
    priority: 1_000,
    onBeforeCreate() {
      const initial = initProseMirrorDoc(fragment, this.editor.schema);
      // An empty fragment stays empty until somebody types: the editor's own empty paragraph is not written.
      if (initial.doc.childCount === 0) return;
      mapping = initial.mapping;
      // Taken as it is (createNodeFromContent), though the option's type speaks of JSON alone.
      this.editor.options.content = initial.doc as unknown as JSONContent;
    },
    addKeyboardShortcuts() {
      const run = (step: () => void) => () => {
        step();
        return true;
      };
      return { "Mod-z": run(undo), "Mod-y": run(redo), "Mod-Shift-z": run(redo) };
    },
    addProseMirrorPlugins() {
      const plugin = ySyncPlugin(fragment, { mapping }) as Plugin;
      return [plugin];
    },
  });
}
