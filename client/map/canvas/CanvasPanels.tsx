// Everything that lies on the canvas without moving with it.
import { useTranslation } from "react-i18next";
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
  useCanvasCommands();
  return (
    <>
      <p id="canvas-help" className="unseen">
        {t("canvas.canvasHelp")}
      </p>
      {mayChange ? <Palette /> : null}
      {mayChange ? <SelectionTools /> : null}
      {mayChange ? <ToolHint /> : null}
      {mayChange ? <LinkKindChooser /> : null}
      <ContextMenu />
      <ZoomTools />
      <Minimap />
      <Announcer />
    </>
  );
}
