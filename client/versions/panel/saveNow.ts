// Saves a version of the open map at once, and offers a name for it afterwards.
import type { TFunction } from "i18next";
import { newId } from "#shared/map/ids.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import type { Language } from "../../i18n/language.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { toast } from "../../ui/toast.ts";
import { saveVersion } from "./versionRequests.ts";
import { versionWindow } from "./versionWindow.ts";
import { nameFromDate } from "./versionWords.ts";

/** A change that is on its way is waited for this long: what somebody sees is what they want to keep. */
const ON_THE_WAY_MS = 8_000;

/** Never rejects. */
export async function saveNow(
  session: MapSession,
  t: TFunction,
  language: Language,
): Promise<void> {
  if (!(await isAllSaved(session))) {
    toast({ text: t("versions.notSaved"), tone: "danger" });
    return;
  }
  const name = nameFromDate(Date.now(), t, language);
  try {
    const version = await saveVersion(session.mapId, newId(), name);
    const run = (): void => versionWindow.set({ what: "edit", version });
    toast({
      text: t("versions.saved", { name: version.name }),
      action: { label: t("versions.rename"), run },
    });
  } catch (error) {
    toast({ text: problemSentence(error, t), tone: "danger" });
  }
}

/** Whether the server has, within the time for it, everything that was changed here. */
async function isAllSaved({ status }: MapSession): Promise<boolean> {
  const state = (): "saved" | "waiting" | "away" => {
    const { phase, waiting } = status.get();
    if (phase !== "live") return "away";
    return waiting === 0 ? "saved" : "waiting";
  };
  if (state() !== "waiting") return state() === "saved";
  return await new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
      resolve(state() === "saved");
    };
    const timer = setTimeout(end, ON_THE_WAY_MS);
    const stop = status.subscribe(() => {
      if (state() !== "waiting") end();
    });
  });
}
