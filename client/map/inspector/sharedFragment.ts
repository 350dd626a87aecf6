// Binds an editor to a shared fragment. Undo is the map's own: an editor with a history of its own would undo what
// the map's undo has undone already.
import { Extension } from "@tiptap/core";
import type { Plugin } from "@tiptap/pm/state";
import { ySyncPlugin, ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import type { UndoStack } from "../session/UndoStack.ts";

/** The origin of every change that is typed into a description. */
export const RICH_TEXT_ORIGIN: unknown = ySyncPluginKey;

export function sharedFragment(
  fragment: Y.XmlFragment,
  { undo, redo }: Pick<UndoStack, "undo" | "redo">,
) {
  return Extension.create({
    name: "sharedFragment",
    priority: 1_000,
    addKeyboardShortcuts() {
      const run = (step: () => void) => () => {
        step();
        return true;
      };
      return { "Mod-z": run(undo), "Mod-y": run(redo), "Mod-Shift-z": run(redo) };
    },
    addProseMirrorPlugins() {
      const plugin = ySyncPlugin(fragment) as Plugin;
      return [plugin];
    },
  });
}
