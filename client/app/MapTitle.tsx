// The map's title in the bar, edited in place, by several people at once: letters of others shift the caret, never
// what one is typing.
import { useTranslation } from "react-i18next";
import { setMapTitle } from "#shared/map/edit.ts";
import { MAX_TITLE_CHARS } from "#shared/map/schema.ts";
import { useSharedText } from "../map/inspector/useSharedText.ts";
import { useMapTitle, useMay, useSession } from "../map/session/sessionHooks.ts";
import styles from "./MapTitle.module.css";

export function MapTitle() {
  const { t } = useTranslation();
  const session = useSession();
  const title = useMapTitle();
  const mayChange = useMay("map.change");
  const { ref, ...handlers } = useSharedText(title, (text, caret) =>
    setMapTitle(session.merging("map.title"), text, caret),
  );
  if (!mayChange) return <h1 className={styles.fixed}>{title || t("maps.untitled")}</h1>;
  return (
    <>
      <h1 className="unseen">{title || t("maps.untitled")}</h1>
      <div className={styles.box} data-text={title || t("maps.untitled")}>
        <input
          {...handlers}
          ref={ref}
          className={styles.input}
          aria-label={t("maps.mapTitle")}
          placeholder={t("maps.untitled")}
          maxLength={MAX_TITLE_CHARS}
          size={1}
          spellCheck={false}
          onBlur={session.undo.endStep}
          onKeyDown={(event) => {
            if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </div>
    </>
  );
}
