// For how long an invitation or link can hold, as offered; the contract allows any number up to a year.
import type { TFunction } from "i18next";
import type { SelectOption } from "../ui/Select.tsx";

const DAYS = [1, 7, 14, 30, 90] as const;
const YEAR_DAYS = 365;

export function expiryOptions(t: TFunction): SelectOption<string>[] {
  return [
    ...DAYS.map((count) => ({ id: String(count), label: t("share.days", { count }) })),
    { id: String(YEAR_DAYS), label: t("share.oneYear") },
  ];
}
