// Restores a version, and offers the way back. Remembers what this page restored itself: it needs no news of that.
import type { TFunction } from "i18next";
import { newId } from "#shared/map/ids.ts";
import type { z } from "#shared/schemaLanguage.ts";
import {
  type RestoredNews,
  restoredSchema,
  type restoreSchema,
  type Version,
} from "#shared/versions/api.ts";
import { askServer } from "../../app/askServer.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { toast } from "../../ui/toast.ts";
import { fetchVersion, versionsPath } from "../panel/versionRequests.ts";
import { versionTitle } from "../panel/versionWords.ts";

/** When the versions were made that this page has restored and not yet heard of. */
const expected: number[] = [];

/** Whether news are of what this page did itself; asked once for each. */
export function isOwnNews({ versionAt }: RestoredNews): boolean {
  const index = expected.indexOf(versionAt);
  if (index >= 0) expected.splice(index, 1);
  return index >= 0;
}

type RestoreQuestion = z.infer<typeof restoreSchema>;

/** What is restored of a version; null: all of it. */
export type Chosen = RestoreQuestion["chosen"];

/** Says how it went, with the way back. Throws as `askServer`. */
export async function restore(
  mapId: string,
  version: Version,
  t: TFunction,
  chosen: Chosen = null,
): Promise<void> {
  const { keptId, isChanged } = await ask(mapId, version, chosen);
  if (!isChanged) {
    toast({ text: t("versions.restoredSame") });
    return;
  }
  const run = (): void => void goBack(mapId, keptId, t);
  toast({
    text: t(chosen === null ? "versions.restoredOwn" : "versions.restoredOwnPart", {
      name: versionTitle(version, t),
    }),
    action: { label: t("versions.undo"), run },
  });
}

async function goBack(mapId: string, keptId: string, t: TFunction): Promise<void> {
  try {
    await ask(mapId, await fetchVersion(mapId, keptId), null);
    toast({ text: t("versions.undone") });
  } catch (error) {
    toast({ text: problemSentence(error, t), tone: "danger" });
  }
}

async function ask(mapId: string, version: Version, chosen: Chosen) {
  expected.push(version.at);
  try {
    const path = `${versionsPath(mapId)}/${version.id}/restore`;
    const question = { method: "POST", body: { requestId: newId(), chosen } } as const;
    const answer = await askServer(path, restoredSchema, question);
    // There will be no news of it.
    if (!answer.isChanged) forget(version.at);
    return answer;
  } catch (error) {
    forget(version.at);
    throw error;
  }
}

function forget(versionAt: number): void {
  const index = expected.indexOf(versionAt);
  if (index >= 0) expected.splice(index, 1);
}
