// Says why the map was begun anew: content was erased from it for good, and the copy that was here may have held it.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../../app/queryClient.ts";
import { useSession } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { toast } from "../../ui/toast.ts";

export function useErasureNews(): void {
  const { t } = useTranslation();
  const { mapId, begunAnew } = useSession();
  const isNew = useStore(begunAnew);
  useEffect(() => {
    if (!isNew) return;
    // States of the map that were looked at on this page hold it too.
    queryClient.removeQueries({ queryKey: ["states", mapId] });
    toast({ text: t("erase.begunAnew") });
    begunAnew.set(false);
  }, [mapId, begunAnew, isNew, t]);
}
