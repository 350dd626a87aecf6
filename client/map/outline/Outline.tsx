// The map as a list: for screen readers, for keyboards, for the quick look. Choosing a node selects it and moves the
// canvas there.
import { X } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../ui/IconButton.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useShownMap } from "../session/sessionHooks.ts";
import { useSettled } from "../session/useSettled.ts";
import styles from "./Outline.module.css";
import { outlineRows, type OutlineGrouping } from "./outlineRows.ts";
import { OutlineTree } from "./OutlineTree.tsx";

/** The list may lag behind what people type on the map; what a row says does not (it reads its own node). */
const SETTLE_MS = 150;

export function Outline({ onClose }: { onClose?: () => void }) {
  const { t } = useTranslation();
  const { content } = useShownMap();
  const all = useSettled(content.all, SETTLE_MS);
  const [filter, setFilter] = useState("");
  const [grouping, setGrouping] = useState<OutlineGrouping>("kind");
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const wanted = useDeferredValue(filter);
  const { rows, found } = useMemo(
    () => outlineRows(all, { grouping, filter: wanted, folded }),
    [all, grouping, wanted, folded],
  );

  const fold = (key: string, isFolded: boolean) => {
    setFolded((before) => {
      const after = new Set(before);
      if (isFolded) after.add(key);
      else after.delete(key);
      return after;
    });
  };
  return (
    <div className={styles.outline}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t("outline.title")}</h2>
        {onClose === undefined ? null : (
          <IconButton
            label={t("outline.close")}
            icon={<X aria-hidden="true" />}
            hintPlacement="right"
            onPress={onClose}
          />
        )}
      </header>
      <div className={styles.controls}>
        <TextField label={t("outline.filter")} value={filter} onChange={setFilter} />
        <Select
          label={t("outline.groupBy")}
          value={grouping}
          options={[
            { id: "kind", label: t("outline.byKind") },
            { id: "region", label: t("outline.byRegion") },
          ]}
          onChange={setGrouping}
        />
      </div>
      <output className={styles.found}>
        {wanted.trim() === ""
          ? t("outline.count", { count: all.nodes.size })
          : t("outline.found", { count: found })}
      </output>
      <OutlineTree rows={rows} onFold={fold} />
    </div>
  );
}
