// Text of strangers over several lines: comments, reasons.
import { HARMFUL_CHARACTERS } from "./cleanLine.ts";

/** Text as it may be kept and shown: line breaks and tabs, no other control, no direction-override, no half characters. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(HARMFUL_CHARACTERS, "")
    .trimEnd()
    .toWellFormed();
}
