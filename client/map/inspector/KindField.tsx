// Which kind of node it is, with its icon.
import { useTranslation } from "react-i18next";
import { NODE_KINDS, type NodeKind } from "#shared/map/kinds.ts";
import { kindIcons } from "../../ui/kindIcons.ts";
import { Select } from "../../ui/Select.tsx";

export interface KindFieldProps {
  /** null: several nodes of different kinds. */
  value: NodeKind | null;
  onChange: (kind: NodeKind) => void;
}

export function KindField({ value, onChange }: KindFieldProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={t("inspector.kind")}
      value={value}
      placeholder={t("inspector.differentKinds")}
      options={NODE_KINDS.map((kind) => {
        const Icon = kindIcons[kind];
        return { id: kind, label: t(`nodeKinds.${kind}`), icon: <Icon aria-hidden="true" /> };
      })}
      onChange={onChange}
    />
  );
}
