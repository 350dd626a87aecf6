// Asks whether somebody has restored a version while this page was not connected. Knows the session and the address.
import { lastRestoreSchema } from "#shared/versions/api.ts";
import { askServer } from "../../app/askServer.ts";
import { afterFirstPicture } from "../../app/firstPicture.ts";
import type { MapSession } from "../../map/session/MapSession.ts";

/** Asks each time the session has come into step with the server. Returns how to stop. */
export function followMissed(session: MapSession): () => void {
  let wasLive = false;
  const look = (): void => {
    const isLive = session.status.get().phase === "live";
    if (isLive && !wasLive) void ask(session);
    wasLive = isLive;
  };
  look();
  return session.status.subscribe(look);
}

async function ask({ mapId, restores }: MapSession): Promise<void> {
  // Who comes to the map has missed nothing of it: nobody waits for this answer.
  if (restores.knownAt.get() === null) await afterFirstPicture();
  try {
    restores.learn(await askServer(`/api/maps/${mapId}/restored`, lastRestoreSchema));
  } catch {
    // The next connection asks again.
  }
}
