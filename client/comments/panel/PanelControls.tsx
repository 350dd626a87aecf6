// What the comments panel shows, and in which order: search, filters, perspective, order.
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { MAX_QUERY_CHARS } from "#shared/comments/api.ts";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./CommentsPanel.module.css";
import { PANEL_ORDERS, type PanelFilter, type PanelOrder } from "./panelRows.ts";

export interface PanelChoice {
  filter: PanelFilter;
  order: PanelOrder;
  perspective: string;
  words: string;
}

export interface PanelControlsProps {
  choice: PanelChoice;
  filters: readonly PanelFilter[];
  counts: Record<PanelFilter, number>;
  perspectives: readonly string[];
  onChange: (changed: Partial<PanelChoice>) => void;
}

/** No perspective is called so: invitations are trimmed. */
const ALL = " ";

export function PanelControls({
  choice,
  filters,
  counts,
  perspectives,
  onChange,
}: PanelControlsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.controls}>
      <TextField
        label={t("comments.search")}
        placeholder={t("comments.searchPlaceholder")}
        type="search"
        maxLength={MAX_QUERY_CHARS}
        value={choice.words}
        onChange={(words) => onChange({ words })}
      />
      <ToggleButtonGroup
        className={styles.filters ?? ""}
        aria-label={t("comments.filter")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[choice.filter]}
        onSelectionChange={(keys) => {
          const filter = filters.find((id) => keys.has(id));
          if (filter !== undefined) onChange({ filter });
        }}
      >
        {filters.map((id) => (
          <ToggleButton key={id} id={id} className={styles.filter ?? ""}>
            {t(`comments.filter-${id}`)}
            {counts[id] === 0 ? null : <span className={styles.filterCount}>{counts[id]}</span>}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className={styles.selects}>
        <Select
          label={t("comments.order")}
          value={choice.order}
          options={PANEL_ORDERS.map((id) => ({ id, label: t(`comments.order-${id}`) }))}
          onChange={(order) => onChange({ order })}
        />
        {perspectives.length === 0 ? null : (
          <Select
            label={t("comments.perspective")}
            value={choice.perspective === "" ? ALL : choice.perspective}
            options={[
              { id: ALL, label: t("comments.perspectiveAll") },
              ...perspectives.map((perspective) => ({ id: perspective, label: perspective })),
            ]}
            onChange={(id) => onChange({ perspective: id === ALL ? "" : id })}
          />
        )}
      </div>
    </div>
  );
}
