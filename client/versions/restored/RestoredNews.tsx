// Says to everybody on the map that somebody has restored a version, with the way to the history for those who may see it.
import type { TFunction } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { mayDo } from "#shared/access/policy.ts";
import type { RestoredNews as News } from "#shared/versions/api.ts";
import type { Language } from "../../i18n/language.ts";
import { longDateTime } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { useStore } from "../../map/session/useStore.ts";
import { nameShown } from "../../people/nameShown.ts";
import { toast } from "../../ui/toast.ts";
import { historyShown } from "../panel/historyShown.ts";
import { useFollowedVersions } from "../panel/versionQueries.ts";
import { followMissed } from "./followMissed.ts";
import { isOwnNews } from "./restore.ts";

export function RestoredNews({ session }: { session: MapSession }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const news = useStore(session.restores.news);
  useFollowedVersions(session);
  useEffect(() => followMissed(session), [session]);
  useEffect(() => {
    if (news === null) return;
    session.restores.news.set(null);
    if (isOwnNews(news)) return;
    const action = { label: t("versions.newsShow"), run: () => historyShown.set(true) };
    const mayLook = mayDo(session.role.get(), "versions.read");
    toast({ text: newsSentence(news, t, language), ...(mayLook ? { action } : {}) });
  }, [session, news, t, language]);
  return null;
}

/** "Anika Weber hat „Vor der Sitzung“ wiederhergestellt." */
function newsSentence(
  { by, versionName, versionAt, isWhole }: News,
  t: TFunction,
  language: Language,
): string {
  const name = nameShown(by.name, by.isGuest, t);
  const when = longDateTime(versionAt, language);
  if (versionName === "") {
    return t(isWhole ? "versions.newsUnnamed" : "versions.newsPartUnnamed", { name, when });
  }
  return t(isWhole ? "versions.news" : "versions.newsPart", { name, version: versionName });
}
