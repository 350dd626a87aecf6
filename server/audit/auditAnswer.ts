// The audit log as an answer: a page of it, with the names of those people in it who are still known.
import type { Kysely } from "kysely";
import type { auditSchema } from "#shared/access/api.ts";
import type { ProblemCode } from "#shared/maps/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import type { Tables } from "../store/schema.ts";
import type { AuditLog } from "./AuditLog.ts";

const PAGE_ENTRIES = 100;

/** The page before the entry with the id in the query's `before`; the first page if there is none. */
export async function auditPage(
  { audit, db }: { audit: AuditLog; db: Kysely<Tables> },
  { before, mapId }: { before: unknown; mapId: string | null },
): Promise<z.infer<typeof auditSchema> | { problem: ProblemCode }> {
  const wanted = readBefore(before);
  if (wanted === undefined) return { problem: "invalid-request" };
  const found = await audit.read({ before: wanted, mapId, limit: PAGE_ENTRIES + 1 });
  const entries = found.slice(0, PAGE_ENTRIES);
  const next = found.length > PAGE_ENTRIES ? (entries.at(-1)?.id ?? null) : null;
  const ids = new Set(
    entries.flatMap(({ actorId, subjectId }) => [actorId ?? [], subjectId ?? []].flat()),
  );
  return { entries, names: await namesOf(db, [...ids]), next };
}

function readBefore(value: unknown): number | null | undefined {
  if (value === undefined) return null;
  if (typeof value !== "string" || !/^[1-9]\d{0,14}$/.test(value)) return undefined;
  return Number(value);
}

async function namesOf(db: Kysely<Tables>, ids: string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const people = await db
    .selectFrom("people")
    .select(["id", "name"])
    .where("id", "in", ids)
    .where("erased_at", "is", null)
    .execute();
  return Object.fromEntries(people.map(({ id, name }) => [id, name]));
}
