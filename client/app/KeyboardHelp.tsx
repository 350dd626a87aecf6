// Which keys do what: everything that registered a command with keys, by group, and what keys do in lists alone.
import { useTranslation } from "react-i18next";
import { UNREAD_KEYS } from "../comments/panel/panelKeys.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useStore } from "../map/session/useStore.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { type CommandGroup, commands } from "./commandRegistry.ts";
import { keyNames } from "./keyNames.ts";
import styles from "./KeyboardHelp.module.css";
import { openPanel } from "./openPanel.ts";
import { NEXT_KEYS, PREVIOUS_KEYS } from "../versions/compare/stepKeys.ts";

const GROUPS: readonly CommandGroup[] = ["map", "node", "view", "page"];

export function KeyboardHelp() {
  const { t } = useTranslation();
  const panel = useStore(openPanel);
  const all = useStore(commands);
  return (
    <Dialog
      title={t("map.keyboard")}
      size="large"
      isText
      isOpen={panel === "keyboard"}
      onClose={() => openPanel.set(null)}
    >
      <div className={styles.groups}>
        {GROUPS.map((group) => {
          const inGroup = all.filter((command) => command.group === group && command.keys);
          if (inGroup.length === 0) return null;
          return (
            <section key={group}>
              <h3 className={styles.title}>{t(`map.group-${group}`)}</h3>
              <dl className={styles.list}>
                {inGroup.map(({ id, label, keys }) => (
                  <Row key={id} label={label} keys={keys ?? ""} />
                ))}
              </dl>
            </section>
          );
        })}
        <section>
          <h3 className={styles.title}>{t("map.group-lists")}</h3>
          <dl className={styles.list}>
            <Row label={t("map.keysUnread")} keys={UNREAD_KEYS} />
            <Row label={t("map.keysNextChange")} keys={NEXT_KEYS} />
            <Row label={t("map.keysPreviousChange")} keys={PREVIOUS_KEYS} />
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function Row({ label, keys }: { label: string; keys: string }) {
  const language = useLanguage();
  return (
    <div className={styles.row}>
      <dt>{label}</dt>
      <dd>
        <kbd>{keyNames(keys, language)}</kbd>
      </dd>
    </div>
  );
}
