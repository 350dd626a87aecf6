// What can be done with what lies under the pointer: the same commands as everywhere else.
import { useTranslation } from "react-i18next";
import { ClipboardPaste, Copy, MessageSquarePlus } from "lucide-react";
import { commentAt, mayComment } from "../../comments/canvas/starting.ts";
import { keyNames } from "../../app/keyNames.ts";
import { toast } from "../../ui/toast.ts";
import { MenuItem } from "../../ui/Menu.tsx";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { useSelection } from "../session/sessionHooks.ts";
import { useStore } from "../session/useStore.ts";
import { useCanvas } from "./canvasHooks.ts";
import { pasteText, selectedAsJson } from "./clipboard.ts";
import { canvasCommands, isAvailable, labelKeyOf, type CanvasCommand } from "./commands.ts";
import { createNodeAt } from "./createNodes.ts";
import { PopoverAt } from "./PopoverAt.tsx";
import { shownKeys } from "./useCanvasCommands.tsx";

export function ContextMenu() {
  const { t } = useTranslation();
  const language = useLanguage();
  const canvas = useCanvas();
  const at = useStore(canvas.menu);
  const { nodes, links } = useSelection();
  const isOfCanvas = nodes.size + links.size === 0;
  const close = (): void => canvas.menu.set(null);

  const isListed = (command: CanvasCommand): boolean => {
    if (command.id === "create" || command.id === "clear") return false;
    return (command.group !== "node") === isOfCanvas && isAvailable(canvas, command);
  };
  // The clipboard is forbidden, or missing: on pages that are not secure (plain http from another machine).
  const copy = async (): Promise<void> => {
    const json = selectedAsJson(canvas);
    if (json === null) return;
    try {
      await navigator.clipboard.writeText(JSON.stringify(json));
      canvas.say("saidCopied", { count: json.nodes.length });
    } catch {
      toast({ text: t("canvas.noClipboard"), tone: "danger" });
    }
  };
  const paste = async (): Promise<void> => {
    try {
      pasteText(canvas, await navigator.clipboard.readText());
    } catch {
      toast({ text: t("canvas.noClipboard"), tone: "danger" });
    }
  };
  const createHere = (): void => {
    if (at !== null && canvas.view !== null) createNodeAt(canvas, "note", canvas.view.toMap(at));
  };

  const commentHere = (): void => {
    if (at !== null && canvas.view !== null) commentAt(canvas, canvas.view.toMap(at), null);
  };

  const item = ({ id, icon: Icon, keys, run }: CanvasCommand) => (
    <MenuItem
      key={id}
      id={id}
      label={t(labelKeyOf(id))}
      icon={<Icon />}
      keys={keys[0] === undefined ? undefined : keyNames(shownKeys(keys[0]), language)}
      isDanger={id === "delete"}
      onAction={() => run(canvas)}
    />
  );
  const listed = canvasCommands.filter(isListed);

  return (
    <PopoverAt at={at} label={t("canvas.contextMenu")} onClose={close}>
      {isOfCanvas && canvas.mayChange ? (
        <MenuItem id="createHere" label={t("canvas.doCreate")} keys="N" onAction={createHere} />
      ) : null}
      {listed.filter(({ id }) => id !== "delete").map(item)}
      {isOfCanvas && mayComment(canvas) ? (
        <MenuItem
          id="commentHere"
          label={t("commentMarks.here")}
          icon={<MessageSquarePlus />}
          keys="C"
          onAction={commentHere}
        />
      ) : null}
      {nodes.size > 0 ? (
        <MenuItem
          id="copy"
          label={t("canvas.doCopy")}
          icon={<Copy />}
          keys={keyNames("Mod+C", language)}
          onAction={() => void copy()}
        />
      ) : null}
      {isOfCanvas && canvas.mayChange ? (
        <MenuItem
          id="paste"
          label={t("canvas.doPaste")}
          icon={<ClipboardPaste />}
          keys={keyNames("Mod+V", language)}
          onAction={() => void paste()}
        />
      ) : null}
      {listed.filter(({ id }) => id === "delete").map(item)}
    </PopoverAt>
  );
}
