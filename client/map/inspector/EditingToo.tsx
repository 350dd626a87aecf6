// Who else is editing this node or link right now.
import { useCallback, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { nameShown } from "../../people/nameShown.ts";
import { useShownMap } from "../session/sessionHooks.ts";
import styles from "./Inspector.module.css";

/** Cannot stand in a name: the server takes control characters out. */
const SEPARATOR = "\n";

export function EditingToo({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { presence } = useShownMap();
  const subscribe = useCallback(
    (listener: () => void) => presence.subscribeAny(listener),
    [presence],
  );
  const joined = useSyncExternalStore(subscribe, () =>
    presence.others
      .get()
      .flatMap((clientId) => {
        const other = presence.get(clientId);
        return other?.editing === id ? [nameShown(other.person.name, other.person.isGuest, t)] : [];
      })
      .join(SEPARATOR),
  );
  const names = joined === "" ? [] : joined.split(SEPARATOR);
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(names);
  return (
    <output className={styles.editingToo}>
      {names.length === 0 ? "" : t("inspector.editingToo", { count: names.length, names: list })}
    </output>
  );
}
