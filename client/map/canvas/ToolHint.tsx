// While a tool waits for a click: what to do, and how to get rid of it.
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { useStore } from "../session/useStore.ts";
import { SELECT, type Canvas, type Tool } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";
import styles from "./MapCanvas.module.css";

export function ToolHint() {
  const { t } = useTranslation();
  const canvas = useCanvas();
  const tool = useStore(canvas.tool);
  const sentence = useSentence(canvas, tool);
  return (
    <div className={styles.hintPlace}>
      {/* The live region is there before its words: only then are they read out. */}
      <output className={sentence === null ? "unseen" : styles.hint}>{sentence}</output>
      {sentence === null ? null : (
        <Button size="small" onPress={() => canvas.tool.set(SELECT)}>
          {t("canvas.cancel")}
        </Button>
      )}
    </div>
  );
}

function useSentence(canvas: Canvas, tool: Tool): string | null {
  const { t } = useTranslation();
  const named = (id: string): string => canvas.nameOf(id) || t("canvas.untitled");
  switch (tool.mode) {
    case "select":
      return null;
    case "place":
      return t("canvas.hintPlace", { kind: t(`nodeKinds.${tool.kind}`) });
    case "comment":
      return t("canvas.hintComment");
    case "link":
      return t("canvas.hintLink", { title: named(tool.from) });
    case "move": {
      const [first] = tool.nodes;
      const title = first === undefined ? "" : named(first);
      return t("canvas.hintMove", { count: tool.nodes.length, title });
    }
  }
}
