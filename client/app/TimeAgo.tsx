// A point in time as people say it; grows older by itself.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { longDateTime, relativeTime } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";

const LOOK_AT_THE_CLOCK_MS = 20_000;

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

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_AT_THE_CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
