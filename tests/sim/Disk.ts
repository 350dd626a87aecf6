// What survives every crash of the simulated server: rows, whose client ids are in them, and summaries. Knows nothing of how they got there.
import type { ClientBinding, JournalRow, SummaryRow } from "../../server/store/JournalStore.ts";

export class Disk {
  readonly rows = new Map<string, JournalRow[]>();
  /** By map and client id. */
  readonly clientIds = new Map<string, Map<number, string>>();
  readonly summaries = new Map<string, SummaryRow>();

  bindingsOf(mapId: string): ClientBinding[] {
    const owners = this.clientIds.get(mapId) ?? new Map<number, string>();
    return [...owners].map(([clientId, personId]) => ({ clientId, personId }));
  }

  /** Throws where the client id is somebody else's, as the real store does. */
  bind(mapId: string, { clientId, personId }: ClientBinding): void {
    const owners = this.clientIds.get(mapId) ?? new Map<number, string>();
    this.clientIds.set(mapId, owners);
    const owner = owners.get(clientId) ?? personId;
    if (owner !== personId) throw new Error("a client id belongs to another person");
    owners.set(clientId, personId);
  }
}
