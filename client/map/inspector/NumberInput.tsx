// A whole number in a labelled field; arrow keys count, Enter or leaving the field takes it.
import { Input, Label, NumberField } from "react-aria-components";
import fieldStyles from "../../ui/Field.module.css";

export interface NumberInputProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

export function NumberInput({ label, value, min, max, onChange }: NumberInputProps) {
  return (
    <NumberField
      className={fieldStyles.field ?? ""}
      value={value}
      minValue={min}
      maxValue={max}
      step={1}
      formatOptions={{ useGrouping: false, maximumFractionDigits: 0 }}
      onChange={(wanted) => {
        if (Number.isFinite(wanted) && wanted !== value) onChange(wanted);
      }}
    >
      <Label className={fieldStyles.label}>{label}</Label>
      <Input className={fieldStyles.input ?? ""} />
    </NumberField>
  );
}
