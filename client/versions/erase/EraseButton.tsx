// For owners: takes what is selected out of the map, its past and its copies.
import { ShieldX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay, useShownMap } from "../../map/session/sessionHooks.ts";
import { Button } from "../../ui/Button.tsx";
import { askToErase } from "./eraseAsked.ts";
import type { Chosen } from "./eraseQueries.ts";

export function EraseButton({ nodes, links }: Chosen) {
  const { t } = useTranslation();
  const { mapId } = useShownMap();
  const mayErase = useMay("content.erase");
  if (!mayErase) return null;
  return (
    <Button
      variant="quiet"
      size="small"
      icon={<ShieldX size={16} aria-hidden="true" />}
      onPress={() => askToErase(mapId, { nodes, links })}
    >
      {t("erase.ask")}
    </Button>
  );
}
