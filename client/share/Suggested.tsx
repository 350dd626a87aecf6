// A field for words with suggestions; anything else can be written too.
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import field from "../ui/Field.module.css";

export interface SuggestedProps {
  label: string;
  placeholder: string;
  suggestions: readonly string[];
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
}

export function Suggested({
  label,
  placeholder,
  suggestions,
  value,
  onChange,
  maxLength,
}: SuggestedProps) {
  const items = suggestions.map((name) => ({ id: name, name }));
  return (
    <ComboBox
      className={field.field ?? ""}
      inputValue={value}
      onInputChange={onChange}
      allowsCustomValue
      menuTrigger="focus"
      defaultItems={items}
    >
      <Label className={field.label}>{label}</Label>
      <Input className={field.input ?? ""} placeholder={placeholder} maxLength={maxLength} />
      <Popover className={field.popover ?? ""} offset={4}>
        <ListBox<{ id: string; name: string }> className={field.list ?? ""}>
          {({ name }) => (
            <ListBoxItem textValue={name} className={field.option ?? ""}>
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
