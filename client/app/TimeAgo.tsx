// A point in time as people say it; grows older by itself.
import { useTranslation } from "react-i18next";
import { longDateTime, relativeTime } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useNow } from "./useNow.ts";

/** @param at milliseconds since the epoch */
export function TimeAgo({ at }: { at: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={longDateTime(at, language)}>
      {relativeTime(at, Math.max(now, at), language) ?? t("shell.justNow")}
    </time>
  );
}
