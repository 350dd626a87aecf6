// Says why the map was begun anew: content was erased from it for good, and the copy that was here may have held it.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../../app/queryClient.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { useStore } from "../../map/session/useStore.ts";
import { toast } from "../../ui/toast.ts";

export function useErasureNews({ mapId, begunAnew }: MapSession): void {
  const { t } = useTranslation();
  const isNew = useStore(begunAnew);
  useEffect(() => {
    if (!isNew) return;
    // States of the map that were looked at on this page hold it too.
    queryClient.resetQueries({ queryKey: ["states", mapId] }).catch(() => undefined);
    toast({ text: t("erase.begunAnew") });
    begunAnew.set(false);
  }, [mapId, begunAnew, isNew, t]);
}
