// Something that needs the server: where it fails, it says why.
import type { TFunction } from "i18next";
import { problemSentence } from "../../app/problemSentence.ts";
import { toast } from "../../ui/toast.ts";

/** Never rejects. @returns whether it was done */
export async function act(work: Promise<void>, t: TFunction): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    toast({ text: problemSentence(error, t), tone: "danger" });
    return false;
  }
}
