// Which keys do what: everything that registered a command with keys, by group.
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useStore } from "../map/session/useStore.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { type CommandGroup, commands } from "./commandRegistry.ts";
import { keyNames } from "./keyNames.ts";
import styles from "./KeyboardHelp.module.css";
import { openPanel } from "./openPanel.ts";

const GROUPS: readonly CommandGroup[] = ["map", "node", "view", "page"];

export function KeyboardHelp() {
  const { t } = useTranslation();
  const language = useLanguage();
  const panel = useStore(openPanel);
  const all = useStore(commands);
  return (
    <Dialog
      title={t("map.keyboard")}
      size="large"
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
                  <div key={id} className={styles.row}>
                    <dt>{label}</dt>
                    <dd>
                      <kbd>{keyNames(keys ?? "", language)}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
