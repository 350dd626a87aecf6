// People who speak on a map, and those who may be spoken to: as they are today.
import type { Kysely } from "kysely";
import type { Author } from "#shared/comments/api.ts";
import type { PersonKind } from "#shared/people/api.ts";
import type { Tables } from "../store/schema.ts";

/**
 * These people as authors on a map. Perspective and organisation are those of the first invitation that names any, whether
 * it still holds or not: what somebody said stays said from where they stood.
 */
export async function authorsOf(
  db: Kysely<Tables>,
  mapId: string,
  ids: Iterable<string>,
): Promise<Author[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const people = await db
    .selectFrom("people")
    .select(["id", "name", "colour", "kind", "erased_at as erasedAt"])
    .where("id", "in", wanted)
    .execute();
  const invitations = await db
    .selectFrom("invited_people")
    .innerJoin("invitations", "invitations.id", "invited_people.invitation_id")
    .select(["invited_people.person_id as personId"])
    .select(["invitations.perspective", "invitations.organisation"])
    .where("invited_people.map_id", "=", mapId)
    .where("invited_people.person_id", "in", wanted)
    .orderBy("invited_people.joined_at")
    .execute();
  const cameBy = Map.groupBy(invitations, ({ personId }) => personId);
  return people.map((person) => {
    const came = cameBy.get(person.id) ?? [];
    return author(person, {
      perspective: came.find(({ perspective }) => perspective !== "")?.perspective ?? "",
      organisation: came.find(({ organisation }) => organisation !== "")?.organisation ?? "",
    });
  });
}

interface PersonRow {
  id: string;
  name: string;
  colour: number;
  kind: PersonKind;
  erasedAt: number | null;
}

function author(
  { id, name, colour, kind, erasedAt }: PersonRow,
  from: { perspective: string; organisation: string },
): Author {
  if (erasedAt !== null) {
    return { id, name: "", colour, isErased: true, perspective: "", organisation: "" };
  }
  return { id, name, colour, ...(kind === "guest" ? { isGuest: true } : {}), ...from };
}

/**
 * Who may open a map now, as server/access/roles.ts has it for one of them: by name, as a member, or by an invitation that
 * holds. `among`: only of these.
 */
export async function whoMayOpen(
  db: Kysely<Tables>,
  mapId: string,
  among?: readonly string[],
): Promise<string[]> {
  if (among?.length === 0) return [];
  const people = await db
    .selectFrom("people")
    .innerJoin("maps", (join) => join.on("maps.id", "=", mapId))
    .select("people.id")
    .where("people.erased_at", "is", null)
    .$if(among !== undefined, (query) => query.where("people.id", "in", among ?? []))
    .where((eb) =>
      eb.or([
        eb.and([eb("people.kind", "=", "member"), eb("maps.team_role", "is not", null)]),
        eb.exists(
          eb
            .selectFrom("map_members")
            .select("map_members.person_id")
            .where("map_members.map_id", "=", mapId)
            .whereRef("map_members.person_id", "=", "people.id"),
        ),
        eb.exists(
          eb
            .selectFrom("invited_people")
            .innerJoin("invitations", "invitations.id", "invited_people.invitation_id")
            .select("invited_people.person_id")
            .where("invited_people.map_id", "=", mapId)
            .whereRef("invited_people.person_id", "=", "people.id")
            .where("invited_people.removed_at", "is", null)
            .where("invitations.revoked_at", "is", null)
            .where("invitations.expires_at", ">", Date.now()),
        ),
      ]),
    )
    .execute();
  return people.map(({ id }) => id);
}

/** Everybody who may open the map, by name. */
export async function mentionablePeople(db: Kysely<Tables>, mapId: string): Promise<Author[]> {
  const people = await authorsOf(db, mapId, await whoMayOpen(db, mapId));
  return people.toSorted((a, b) => a.name.localeCompare(b.name));
}
