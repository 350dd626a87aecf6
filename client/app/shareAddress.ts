// Puts the address of the page on the clipboard, or hands it out where that is not allowed.
import type { TFunction } from "i18next";
import { toast } from "../ui/toast.ts";
import { openPanel } from "./openPanel.ts";

/** Without anything behind the path: that is this person's affair. */
export function pageAddress(): string {
  return `${location.origin}${location.pathname}`;
}

export function shareAddress(t: TFunction): void {
  copy(pageAddress()).then(
    () => toast({ text: t("map.addressCopied") }),
    () => openPanel.set("share"),
  );
}

/** Rejects on pages that are not secure (plain http from another machine), and when the person forbids it. */
async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
