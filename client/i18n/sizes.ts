// Amounts of data as people say them, in the page's language.
import type { Language } from "./language.ts";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
const STEP = 1000;

/** "312 Byte", "48 kB", "1,2 MB" */
export function byteSize(bytes: number, language: Language): string {
  const power = Math.min(
    UNITS.length - 1,
    bytes < STEP ? 0 : Math.floor(Math.log10(bytes) / Math.log10(STEP)),
  );
  const amount = bytes / STEP ** power;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[power] ?? "byte",
    // The short English form has no plural.
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}
