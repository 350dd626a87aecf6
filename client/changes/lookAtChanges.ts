// "Changes since my last visit", as a command: asks anew, and says why there is nothing to look at.
import type { TFunction } from "i18next";
import { problemSentence } from "../app/problemSentence.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import { toast } from "../ui/toast.ts";
import { changeNewsOf } from "./ChangeNews.ts";

export async function lookAtChanges(session: MapSession, t: TFunction): Promise<void> {
  const news = changeNewsOf(session);
  try {
    const outcome = await news.ask();
    if (outcome === "new") news.show();
    else toast({ text: t(`changes.none-${outcome}`) });
  } catch (error) {
    toast({ text: problemSentence(error, t), tone: "danger" });
  }
}
