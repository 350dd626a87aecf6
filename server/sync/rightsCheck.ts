// Whether those who are connected may still do what they were let in for. A change of rights is told by an event and acted
// on at once (Room.rightsChanged); what ends by itself, an invitation on its last day, tells nobody and is found here.
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import type { GrantFor } from "../access/grantFor.ts";
import type { SignedIn } from "../people/Sessions.ts";
import type { Connection } from "./Connection.ts";

/** As whom a connection came, and where to. */
export interface Admission {
  who: SignedIn;
  mapId: string;
}

/** Closes those whose role is another now, or gone: they come back and are judged anew. */
export async function closeOutdated(
  open: ReadonlyMap<Connection, Admission>,
  grantFor: GrantFor,
): Promise<void> {
  for (const [connection, { who, mapId }] of open) {
    const grant = await grantFor(who, mapId);
    if (grant?.role !== connection.grant.role) {
      connection.close(CLOSE.rightsChanged, "rights changed");
    }
  }
}
