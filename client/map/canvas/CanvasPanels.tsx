// Everything that lies on the canvas without moving with it.
import { useTranslation } from "react-i18next";
import { CommentWindows } from "../../comments/canvas/CommentWindows.tsx";
import { useMay } from "../session/sessionHooks.ts";
import { Announcer } from "./Announcer.tsx";
import { ContextMenu } from "./ContextMenu.tsx";
import { LinkKindChooser } from "./LinkKindChooser.tsx";
import { Minimap } from "./Minimap.tsx";
import { Palette } from "./Palette.tsx";
import { SelectionTools } from "./SelectionTools.tsx";
import { ToolHint } from "./ToolHint.tsx";
import { useCanvasCommands } from "./useCanvasCommands.tsx";
import { ZoomTools } from "./ZoomTools.tsx";

export function CanvasPanels() {
  const { t } = useTranslation();
  const mayChange = useMay("map.change");
  const mayComment = useMay("comments.write");
  useCanvasCommands();
  return (
    <>
      <p id="canvas-help" className="unseen">
        {t("canvas.canvasHelp")}
      </p>
      {mayChange ? <Palette /> : null}
      {mayChange || mayComment ? <SelectionTools /> : null}
      {mayChange || mayComment ? <ToolHint /> : null}
      {mayChange ? <LinkKindChooser /> : null}
      <ContextMenu />
      <ZoomTools />
      <Minimap />
      <CommentWindows />
      <Announcer />
    </>
  );
}
