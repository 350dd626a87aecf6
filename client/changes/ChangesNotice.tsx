// Says quietly what others did since one was here last, and offers to look at it.
import { Eye, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNow } from "../app/useNow.ts";
import { dayAndTime } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { changeNewsOf } from "./ChangeNews.ts";
import styles from "./ChangesNotice.module.css";
import { countWords } from "./changeWords.ts";

export function ChangesNotice() {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const news = changeNewsOf(useSession());
  const found = useStore(news.found);
  const isLooking = useStore(news.lens, (lens) => lens !== null);
  return (
    <div className={styles.place} role="status">
      {found === null || isLooking ? null : (
        <div className={styles.notice} data-change-news>
          <p className={styles.words}>
            {t("changes.news", {
              what: countWords(found.entries, language, t),
              when: dayAndTime(found.since, now, language),
            })}
          </p>
          <Button size="small" icon={<Eye size={16} />} onPress={() => news.show()}>
            {t("changes.show")}
          </Button>
          <IconButton
            size="small"
            label={t("changes.putAway")}
            icon={<X />}
            onPress={() => news.putAway()}
          />
        </div>
      )}
    </div>
  );
}
