// In which region a node lies. Putting it into another leaves it where it is on the map.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { moveNodes } from "#shared/map/edit.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { absolutePosition, isWithin, parentOf } from "#shared/map/topology.ts";
import type { Touched } from "../binding/ContentStore.ts";
import { useShownMap } from "../session/sessionHooks.ts";
import { ChoiceField } from "./ChoiceField.tsx";
import { useFoundIds, useNodeValue } from "./elementValue.ts";

const touchesNodes = (touched: Touched): boolean => touched.nodes.size > 0;

export function RegionField({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const { content, edit } = useShownMap();
  const parent = useNodeValue(id, (node) => parentOf(content.nodes, node)) ?? null;
  const find = useCallback(() => {
    const regions: NodeId[] = [];
    for (const node of content.nodes.values()) {
      if (node.kind === "region" && !isWithin(content.nodes, node.id, id)) regions.push(node.id);
    }
    return regions;
  }, [content, id]);
  const regions = useFoundIds(find, touchesNodes);
  if (regions.length === 0) return null;

  const putInto = (region: NodeId | null) => {
    const node = content.node(id);
    const holder = region === null ? undefined : content.node(region);
    if (node === undefined || (region !== null && holder === undefined)) return;
    const here = absolutePosition(content.nodes, node);
    const origin = holder === undefined ? { x: 0, y: 0 } : absolutePosition(content.nodes, holder);
    const place = { parentId: region, x: here.x - origin.x, y: here.y - origin.y };
    moveNodes(edit, new Map([[id, place]]));
  };
  return (
    <ChoiceField
      label={t("nodeKinds.region")}
      options={regions}
      none={t("inspector.noRegion")}
      nameOf={(region) => {
        const title = content.node(region)?.title ?? "";
        return title === "" ? t("inspector.untitled") : title;
      }}
      value={parent}
      onChange={putInto}
    />
  );
}
