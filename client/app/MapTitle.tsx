// The map's title in the bar, edited in place, by several people at once: letters of others shift the caret, never
// what one is typing.
import { type RefObject, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { setMapTitle } from "#shared/map/edit.ts";
import { MAX_TITLE_CHARS } from "#shared/map/schema.ts";
import { replacementBetween } from "#shared/map/textDiff.ts";
import { useMapTitle, useMay, useSession } from "../map/session/sessionHooks.ts";
import styles from "./MapTitle.module.css";

export function MapTitle() {
  const { t } = useTranslation();
  const session = useSession();
  const title = useMapTitle();
  const mayChange = useMay("map.change");
  const input = useRef<HTMLInputElement>(null);
  useCaretThroughForeignChanges(input, title);
  if (!mayChange) return <h1 className={styles.fixed}>{title || t("maps.untitled")}</h1>;
  return (
    <>
      <h1 className="unseen">{title || t("maps.untitled")}</h1>
      <div className={styles.box} data-text={title || t("maps.untitled")}>
        <input
          ref={input}
          className={styles.input}
          aria-label={t("maps.mapTitle")}
          placeholder={t("maps.untitled")}
          value={title}
          maxLength={MAX_TITLE_CHARS}
          size={1}
          spellCheck={false}
          onChange={({ target }) =>
            setMapTitle(
              session.merging("map.title"),
              target.value,
              target.selectionStart ?? undefined,
            )
          }
          onBlur={session.undo.endStep}
          onKeyDown={(event) => {
            if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </div>
    </>
  );
}

/** React sets the new value and with it the caret to the end; this puts it back where it belongs. */
function useCaretThroughForeignChanges(
  ref: RefObject<HTMLInputElement | null>,
  title: string,
): void {
  const caret = useRef<{ title: string; start: number; end: number } | null>(null);
  useLayoutEffect(() => {
    const input = ref.current;
    const before = caret.current;
    if (input === null || document.activeElement !== input || before === null) return;
    const change = replacementBetween(before.title, title);
    if (change === null || input.selectionStart !== title.length) return;
    const moved = (at: number): number =>
      at <= change.index ? at : Math.max(change.index, at - change.remove) + change.insert.length;
    input.setSelectionRange(moved(before.start), moved(before.end));
  }, [ref, title]);
  useLayoutEffect(() => {
    const remember = (): void => {
      const input = ref.current;
      if (input === null || document.activeElement !== input) return;
      const { selectionStart, selectionEnd, value } = input;
      caret.current = { title: value, start: selectionStart ?? 0, end: selectionEnd ?? 0 };
    };
    document.addEventListener("selectionchange", remember);
    return () => document.removeEventListener("selectionchange", remember);
  }, [ref]);
}
