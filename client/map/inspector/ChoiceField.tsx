// One of a list of words, or nothing said. Who may only read gets it as a sentence, and nothing where nothing is said.
import { useTranslation } from "react-i18next";
import { Select } from "../../ui/Select.tsx";
import { useMay } from "../session/sessionHooks.ts";
import { Fact } from "./Fact.tsx";

const NOT_SAID = "not-said";

export interface ChoiceFieldProps<T extends string> {
  label: string;
  options: readonly T[];
  /** The word for an option, in the language of the page. */
  nameOf: (option: T) => string;
  value: T | null;
  /** What is said where nothing is chosen; "not said" by itself. */
  none?: string;
  onChange: (value: T | null) => void;
}

export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { label, options, nameOf, value, none, onChange } = props;
  const { t } = useTranslation();
  const mayChange = useMay("map.change");
  if (!mayChange) return value === null ? null : <Fact label={label}>{nameOf(value)}</Fact>;
  return (
    <Select<T | typeof NOT_SAID>
      label={label}
      value={value ?? NOT_SAID}
      options={[
        { id: NOT_SAID, label: none ?? t("inspector.notSaid") },
        ...options.map((option) => ({ id: option, label: nameOf(option) })),
      ]}
      onChange={(chosen) => onChange(chosen === NOT_SAID ? null : chosen)}
    />
  );
}
