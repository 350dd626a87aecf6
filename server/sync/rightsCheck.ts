// Whether those who are connected may still do what they were let in for. A change of rights is told by an event and acted
// on at once (Room.rightsChanged); what ends by itself, an invitation on its last day, tells nobody and is found here.
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import type { GrantFor } from "../access/grantFor.ts";
import type { SignedIn } from "../people/Sessions.ts";
import type { Connection } from "./Connection.ts";

/** A connection, as whom it came, and where to. */
export interface Admission {
  readonly connection: Connection;
  readonly who: SignedIn;
  readonly room: { readonly mapId: string };
}

/** Closes those whose role is another now, or gone: they come back and are judged anew. */
export async function closeOutdated(open: Iterable<Admission>, grantFor: GrantFor): Promise<void> {
  for (const { connection, who, room } of open) {
    const grant = await grantFor(who, room.mapId);
    if (grant?.role !== connection.grant.role) {
      connection.close(CLOSE.rightsChanged, "rights changed");
    }
  }
}
