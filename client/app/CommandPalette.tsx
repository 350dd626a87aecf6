// Ctrl+K: finds any node and goes there, finds any command and runs it.
import { Search } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { MapNode } from "#shared/map/schema.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useShownMap } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { kindIcons } from "../ui/kindIcons.ts";
import styles from "./CommandPalette.module.css";
import { type Command, commands } from "./commandRegistry.ts";
import { keyNames } from "./keyNames.ts";
import { openPanel } from "./openPanel.ts";
import { bestMatches } from "./paletteSearch.ts";
import { requestReveal } from "./revealRequests.ts";
import { giveKeys } from "./typedAhead.ts";

const MAX_NODES = 30;
const MAX_COMMANDS = 60;
/** Whatever scrolls can be reached by keyboard. */
const REACHABLE = { tabIndex: 0 };

export function CommandPalette() {
  const isOpen = useStore(openPanel) === "palette";
  const { t } = useTranslation();
  return (
    <ModalOverlay
      className={styles.veil ?? ""}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) openPanel.set(null);
      }}
      isDismissable
    >
      <Modal className={styles.modal ?? ""}>
        <Dialog className={styles.dialog ?? ""} aria-label={t("map.findAnything")}>
          <Finder onDone={() => openPanel.set(null)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { content, flow } = useShownMap();
  const [query, setQuery] = useState("");
  // A frame later its field has the focus, and its list follows what is written.
  useEffect(() => {
    const frame = requestAnimationFrame(giveKeys);
    return () => cancelAnimationFrame(frame);
  }, []);
  const [available] = useState(() =>
    commands.get().filter((command) => command.isAvailable?.() ?? true),
  );
  const foundNodes = useMemo(
    () =>
      query.trim() === ""
        ? []
        : bestMatches(content.nodes.values(), ({ title }) => title, query, MAX_NODES),
    [content, query],
  );
  const foundCommands = useMemo(
    () => bestMatches(available, ({ label }) => label, query, MAX_COMMANDS),
    [available, query],
  );
  const goTo = ({ id }: MapNode): void => {
    flow.select({ nodes: [id] });
    requestReveal({ nodes: [id] });
  };
  // Closed first: focus goes back to where it was, and a command may move it on.
  const run = (command: Command): void => {
    onDone();
    requestAnimationFrame(command.run);
  };
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField
        className={styles.field ?? ""}
        aria-label={t("map.findAnything")}
        {...{ autoFocus: true }}
      >
        <Search className={styles.glass} aria-hidden="true" />
        <Input className={styles.input ?? ""} placeholder={t("map.findPlaceholder")} />
      </SearchField>
      {/* The focus stays in the field; that one can scroll without a pointer, the list itself can be focused. */}
      <div className={styles.list} role="group" aria-label={t("map.results")} {...REACHABLE}>
        <Menu
          className={styles.menu ?? ""}
          aria-label={t("map.findAnything")}
          onClose={onDone}
          renderEmptyState={() => <p className={styles.nothing}>{t("map.nothingFound")}</p>}
        >
          {foundNodes.length === 0 ? null : (
            <MenuSection>
              <Header className={styles.title}>{t("map.nodes")}</Header>
              {foundNodes.map((node) => {
                const Icon = kindIcons[node.kind];
                const title = node.title || t("maps.untitled");
                return (
                  <MenuItem
                    key={node.id}
                    id={`node:${node.id}`}
                    textValue={title}
                    className={styles.item ?? ""}
                    onAction={() => goTo(node)}
                  >
                    <Icon
                      className={styles.icon}
                      style={{ color: `var(--kind-${node.kind}-line)` }}
                      aria-hidden="true"
                    />
                    <span className={styles.label}>{title}</span>
                    <span className={styles.kind}>{t(`nodeKinds.${node.kind}`)}</span>
                  </MenuItem>
                );
              })}
            </MenuSection>
          )}
          {foundCommands.length === 0 ? null : (
            <MenuSection>
              <Header className={styles.title}>{t("map.commands")}</Header>
              {foundCommands.map((command) => (
                <MenuItem
                  key={command.id}
                  id={command.id}
                  textValue={command.label}
                  className={styles.item ?? ""}
                  onAction={() => run(command)}
                >
                  <span className={styles.icon} aria-hidden="true">
                    {command.icon}
                  </span>
                  <span className={styles.label}>{command.label}</span>
                  {command.keys === undefined ? null : (
                    <kbd className={styles.keys}>{keyNames(command.keys, language)}</kbd>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
      </div>
    </Autocomplete>
  );
}
