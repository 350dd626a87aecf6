// Says why the map was begun anew: content was erased from it for good, and the copy that was here may have held it.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { pastStates } from "../../app/pastState.ts";
import { queryClient } from "../../app/queryClient.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { useStore } from "../../map/session/useStore.ts";
import { toast } from "../../ui/toast.ts";
import { eraseAsked } from "./eraseAsked.ts";

export function useErasureNews({ mapId, begunAnew }: MapSession): void {
  const { t } = useTranslation();
  const isNew = useStore(begunAnew);
  useEffect(() => {
    if (!isNew) return;
    // States of the map that were looked at on this page hold it too.
    queryClient.resetQueries(pastStates(mapId)).catch(() => undefined);
    // Whoever erases it is shown how far it is.
    if (eraseAsked.get()?.mapId !== mapId) toast({ text: t("erase.begunAnew"), stays: true });
    begunAnew.set(false);
  }, [mapId, begunAnew, isNew, t]);
}
