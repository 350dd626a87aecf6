// Something for the clipboard, and a word on whether it is there.
import type { TFunction } from "i18next";
import { toast } from "../../ui/toast.ts";

export async function copyText(text: string, done: string, t: TFunction): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: done });
  } catch {
    toast({ text: t("canvas.noClipboard"), tone: "danger" });
  }
}
