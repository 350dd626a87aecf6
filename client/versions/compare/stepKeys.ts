// The keys that lead from change to change, wherever the focus is. With Alt: a letter alone must stay a letter.
export const NEXT_KEYS = "Alt+.";
export const PREVIOUS_KEYS = "Alt+,";

/** null: another key. By its place on the keyboard: with Alt some layouts write another sign. */
export function stepOf(event: KeyboardEvent): 1 | -1 | null {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (event.code === "Period") return 1;
  return event.code === "Comma" ? -1 : null;
}
