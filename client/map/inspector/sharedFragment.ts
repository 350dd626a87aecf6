// Binds an editor to a shared fragment. Undo is the map's own: an editor with a history of its own would undo what
// the map's undo has undone already.
import { Extension, type JSONContent } from "@tiptap/core";
import { Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
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
      return [caretFirst(fragment), plugin];
    },
  });
}

/**
 * The editor hears of a caret that was just moved by an event that comes later, if the page is busy much later. Until then
 * a change from elsewhere would put the caret back where the editor believes it to be, and a key such as Enter would act
 * there: so it is told before every such change, before every key and when the text is left. Stands before the binding,
 * which notes the caret at the same moment.
 */
function caretFirst({ doc }: Y.XmlFragment): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view) => {
          if (view.hasFocus()) readCaret(view);
          return false;
        },
        // What a button or a field beside the text then acts on.
        blur: (view) => {
          readCaret(view);
          return false;
        },
      },
    },
    view(view) {
      const look = (changed: Y.Doc): void => {
        if (changed._transaction?.local === false && view.hasFocus()) readCaret(view);
      };
      doc?.on("beforeAllTransactions", look);
      return { destroy: () => doc?.off("beforeAllTransactions", look) };
    },
  });
}

/** The selection alone: letters that the editor has not heard of yet must not become part of somebody else's change. */
function readCaret(view: EditorView): void {
  const { doc, selection, tr } = view.state;
  const seen = view.dom.ownerDocument.getSelection();
  const { anchorNode = null, focusNode = null } = seen ?? {};
  if (seen === null || anchorNode === null || focusNode === null) return;
  if (view.composing || !(selection instanceof TextSelection)) return;
  if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return;
  // With such letters the page's text is longer than the editor's.
  const within = (position: number) => Math.min(position, doc.content.size);
  const anchor = within(view.posAtDOM(anchorNode, seen.anchorOffset, 1));
  const head = within(view.posAtDOM(focusNode, seen.focusOffset, 1));
  if (anchor === selection.anchor && head === selection.head) return;
  view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))));
}
