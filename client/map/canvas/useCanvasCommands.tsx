// Adds the canvas's commands to the page's command palette.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { NODE_KINDS, type NodeKind } from "#shared/map/kinds.ts";
import { useCommands, type Command } from "../../app/commandRegistry.ts";
import { kindIcons } from "../../ui/kindIcons.ts";
import { centreOf } from "./box.ts";
import type { Canvas } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";
import { canvasCommands, isAvailable, labelKeyOf } from "./commands.ts";
import { createNodeAt } from "./createNodes.ts";

export function useCanvasCommands(): void {
  const { t } = useTranslation();
  const canvas = useCanvas();
  const all = useMemo<Command[]>(() => {
    const own = canvasCommands.map((command): Command => {
      const { id, group, icon: Icon, keys, run } = command;
      const [shown] = keys;
      return {
        id: `canvas.${id}`,
        group,
        label: t(labelKeyOf(id)),
        icon: <Icon />,
        run: () => run(canvas),
        isAvailable: () => isAvailable(canvas, command),
        ...(shown === undefined ? {} : { keys: shownKeys(shown) }),
      };
    });
    const creating = NODE_KINDS.map((kind): Command => {
      const Icon = kindIcons[kind];
      return {
        id: `canvas.create.${kind}`,
        group: "map",
        label: t("canvas.createKind", { kind: t(`nodeKinds.${kind}`) }),
        icon: <Icon />,
        run: () => createInView(canvas, kind),
        isAvailable: () => canvas.mayChange,
      };
    });
    return [...own, ...creating];
  }, [canvas, t]);
  useCommands(all);
}

/** Names of places on the keyboard as they are printed on it. */
export function shownKeys(keys: string): string {
  return keys.replace("BracketRight", "]").replace("BracketLeft", "[");
}

/** In the middle of what is seen: for those who have no pointer there. */
export function createInView(canvas: Canvas, kind: NodeKind): void {
  if (canvas.view !== null) createNodeAt(canvas, kind, centreOf(canvas.view.visible()));
}
