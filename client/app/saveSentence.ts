// What the save state is called, from the session's status. Pure.
import type { TFunction } from "i18next";
import { clockTime } from "../i18n/times.ts";
import type { Language } from "../i18n/language.ts";
import type { SessionStatus } from "../map/session/MapSession.ts";
import type { SaveStateProps } from "../ui/SaveState.tsx";

export type SaveStateName = SaveStateProps["state"];

/** The worst that is true. "saved" only when nothing waits and the server is there. */
export function saveStateName(status: SessionStatus): SaveStateName {
  const isWaiting = allWaiting(status) > 0;
  if (status.outboxFailing && isWaiting && status.phase !== "live") return "failing";
  if (status.phase !== "live") return "offline";
  if (status.storeFailing) return "failing";
  return isWaiting ? "saving" : "saved";
}

/** Changes and comments: whoever has written one asks the same of both. */
function allWaiting(status: SessionStatus): number {
  return status.waiting + status.waitingComments;
}

/** `state` may be older than `status` by the moment for which "saving" is held; `isLong`: it takes unusually long. */
export function saveSentence(
  state: SaveStateName,
  isLong: boolean,
  status: SessionStatus,
  t: TFunction,
  language: Language,
): string {
  const { savedAt, outboxFailing, phase } = status;
  const waiting = allWaiting(status);
  const withCount = (sentence: string): string =>
    `${sentence} (${t("map.waiting", { count: waiting })})`;
  switch (state) {
    case "saved":
      return savedAt === null
        ? t("map.saved")
        : t("map.savedAt", { time: clockTime(savedAt, language) });
    case "saving":
      return isLong && waiting > 0 ? withCount(t("map.saving")) : t("map.saving");
    case "offline":
      return waiting === 0 ? t("map.disconnected") : withCount(t("map.disconnected"));
    case "failing":
      return outboxFailing && phase !== "live"
        ? t("map.deviceCannotKeep", { count: waiting })
        : t("map.serverCannotSave", { count: waiting });
  }
}
