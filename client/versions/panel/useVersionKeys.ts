// The keys of the history: one shows and hides it, one saves a version of the open map.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { mayDo } from "#shared/access/policy.ts";
import { isModKey } from "../../app/keyNames.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { isHistoryKey, toggleHistory } from "./historyShown.ts";
import { saveNow } from "./saveNow.ts";

/** @param canSave whether it is the open map that is shown */
export function useVersionKeys(session: MapSession | null, canSave: boolean): void {
  const { t } = useTranslation();
  const language = useLanguage();
  useEffect(() => {
    if (session === null) return;
    const may = (action: "versions.read" | "versions.write"): boolean =>
      mayDo(session.role.get(), action);
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (isHistoryKey(event) && may("versions.read")) toggleHistory();
      else if (canSave && isModKey(event, "s") && !event.shiftKey && may("versions.write")) {
        if (!event.repeat) void saveNow(session, t, language);
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [session, canSave, t, language]);
}
