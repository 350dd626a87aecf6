// Where a node lies and how large it is, as numbers: the exact way, and one without dragging.
import { useTranslation } from "react-i18next";
import { moveNodes, resizeNode } from "#shared/map/edit.ts";
import { estimateSize } from "#shared/map/nodeSize.ts";
import {
  MAX_COORDINATE,
  MAX_NODE_SIDE,
  MIN_NODE_HEIGHT,
  MIN_NODE_WIDTH,
  type NodeId,
  type Size,
} from "#shared/map/schema.ts";
import { absolutePosition } from "#shared/map/topology.ts";
import { Button } from "../../ui/Button.tsx";
import { useShownMap } from "../session/sessionHooks.ts";
import { useNodeValue } from "./elementValue.ts";
import styles from "./Inspector.module.css";
import { NumberInput } from "./NumberInput.tsx";

const SEPARATOR = " ";

export function PlaceFields({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const { content, edit, flow } = useShownMap();
  // Absolute, whatever region it lies in: what a person compares with its neighbours.
  const joined = useNodeValue(id, (node) => {
    const { x, y } = absolutePosition(content.nodes, node);
    const { width = "", height = "" } = node.size ?? {};
    return [x, y, width, height].join(SEPARATOR);
  });
  if (joined === undefined) return null;
  const [x = 0, y = 0, width = 0, height = 0] = joined.split(SEPARATOR).map(Number);

  const currentSize = (): Size => {
    const node = content.node(id);
    const measured = flow.flowNode(id)?.measured;
    const guess = node === undefined ? { width: 0, height: 0 } : estimateSize(node);
    return {
      width: width || (measured?.width ?? guess.width),
      height: height || (measured?.height ?? guess.height),
    };
  };
  const move = (to: { x: number; y: number }) => {
    const node = content.node(id);
    if (node === undefined) return;
    const { place } = node;
    moveNodes(edit, new Map([[id, { ...place, x: place.x + to.x - x, y: place.y + to.y - y }]]));
  };
  const resize = (size: Size | null) => {
    const node = content.node(id);
    if (node !== undefined) resizeNode(edit, id, node.place, size);
  };
  const size = currentSize();
  const place = { min: -MAX_COORDINATE, max: MAX_COORDINATE };
  return (
    <fieldset className={styles.members}>
      <legend className={styles.legend}>{t("inspector.placeAndSize")}</legend>
      <div className={styles.numbers}>
        <NumberInput
          {...place}
          label={t("inspector.x")}
          value={x}
          onChange={(to) => move({ x: to, y })}
        />
        <NumberInput
          {...place}
          label={t("inspector.y")}
          value={y}
          onChange={(to) => move({ x, y: to })}
        />
        <NumberInput
          label={t("inspector.width")}
          value={Math.round(size.width)}
          min={MIN_NODE_WIDTH}
          max={MAX_NODE_SIDE}
          onChange={(to) => resize({ ...currentSize(), width: to })}
        />
        <NumberInput
          label={t("inspector.height")}
          value={Math.round(size.height)}
          min={MIN_NODE_HEIGHT}
          max={MAX_NODE_SIDE}
          onChange={(to) => resize({ ...currentSize(), height: to })}
        />
      </div>
      {width > 0 ? (
        <Button size="small" variant="quiet" onPress={() => resize(null)}>
          {t("inspector.sizeByText")}
        </Button>
      ) : null}
    </fieldset>
  );
}
