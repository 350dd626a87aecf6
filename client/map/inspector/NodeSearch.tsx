// Finds a node by words of its title. A map may have thousands: only the best matches are offered.
import { useMemo, useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { NodeId } from "#shared/map/schema.ts";
import { bestMatches } from "../../app/paletteSearch.ts";
import fieldStyles from "../../ui/Field.module.css";
import { kindIcons } from "../../ui/kindIcons.ts";
import { useShownMap } from "../session/sessionHooks.ts";

const MAX_OFFERED = 20;

export interface NodeSearchProps {
  label: string;
  exclude: NodeId;
  onChoose: (id: NodeId | null) => void;
}

export function NodeSearch({ label, exclude, onChoose }: NodeSearchProps) {
  const { t } = useTranslation();
  const { content } = useShownMap();
  const [text, setText] = useState("");
  const found = useMemo(
    () =>
      bestMatches(content.nodes.values(), ({ title }) => title, text, MAX_OFFERED + 1)
        .filter(({ id }) => id !== exclude)
        .slice(0, MAX_OFFERED),
    [content, text, exclude],
  );
  return (
    <ComboBox
      className={fieldStyles.field ?? ""}
      inputValue={text}
      onInputChange={setText}
      items={found}
      defaultFilter={() => true}
      // What was typed stays when the list closes, as it does when something scrolls.
      allowsCustomValue
      allowsEmptyCollection={false}
      onChange={(key) => onChoose(key === null ? null : String(key))}
    >
      <Label className={fieldStyles.label}>{label}</Label>
      <Input className={fieldStyles.input ?? ""} placeholder={t("inspector.searchHint")} />
      <Popover className={fieldStyles.popover ?? ""} offset={4}>
        <ListBox<(typeof found)[number]> className={fieldStyles.list ?? ""}>
          {({ id, title, kind }) => {
            const Icon = kindIcons[kind];
            const name = title === "" ? t("inspector.untitled") : title;
            return (
              <ListBoxItem id={id} textValue={name} className={fieldStyles.option ?? ""}>
                <Icon aria-hidden="true" />
                <span>{name}</span>
              </ListBoxItem>
            );
          }}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
