// What everything that changes rights needs, and how it says so afterwards.
import type { Kysely } from "kysely";
import type { ProblemCode } from "#shared/maps/api.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import type { Bus } from "../bus/Bus.ts";
import type { Tables } from "../store/schema.ts";

export interface AccessSetup {
  db: Kysely<Tables>;
  bus: Bus;
  audit: AuditLog;
}

/** An expected outcome that is not the wanted one. */
export interface Failed {
  problem: ProblemCode;
}

/** Says that rights of these people on a map have changed. To be called once it is stored. */
export function announceRights(bus: Bus, mapId: string, personIds: Iterable<string>): void {
  for (const personId of new Set(personIds)) {
    bus.publish({ type: "rightsChanged", mapId, personId });
  }
}
