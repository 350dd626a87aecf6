// How people are called in what leaves the house: as each of them chose for this map. Nothing else about them goes on from
// here.
import type { Kysely } from "kysely";
import type { Author } from "#shared/comments/api.ts";
import type { Tables } from "../../store/schema.ts";
import { authorsOf } from "../authors.ts";
import type { ExportWords } from "./exportWords.ts";

/** Somebody as a table shows them. */
export interface Speaker {
  /** Their name, or their perspective. */
  called: string;
  /** Only with a name. */
  organisation: string;
  /** In the middle of somebody's sentence. */
  mentioned: string;
}

/** By id; of people who neither speak nor are mentioned on this map there is nothing. */
export type Speakers = Record<string, Speaker>;

export async function readSpeakers(
  db: Kysely<Tables>,
  mapId: string,
  words: ExportWords,
): Promise<Speakers> {
  const speaking = await db
    .selectFrom("comments")
    .select("author_id as id")
    .distinct()
    .where("map_id", "=", mapId)
    .where("deleted_at", "is", null)
    .execute();
  const mentioned = await db
    .selectFrom("mentions")
    .innerJoin("comments", "comments.id", "mentions.comment_id")
    .select("mentions.person_id as id")
    .distinct()
    .where("comments.map_id", "=", mapId)
    .execute();
  const authors = await authorsOf(
    db,
    mapId,
    [...speaking, ...mentioned].map(({ id }) => id),
  );
  const named = await db
    .selectFrom("author_releases")
    .select("person_id as id")
    .where("map_id", "=", mapId)
    .where("release", "=", "named")
    .execute();
  const releases = new Set(named.map(({ id }) => id));
  return Object.fromEntries(
    authors.map((author) => [author.id, speakerOf(author, releases.has(author.id), words)]),
  );
}

/** `isNamed`: they released their name on this map. */
function speakerOf(author: Author, isNamed: boolean, words: ExportWords): Speaker {
  const { name, perspective, organisation } = author;
  if (author.isErased === true) {
    return { called: words.erased, organisation: "", mentioned: words.erased };
  }
  if (!isNamed || name === "") {
    const called = perspective === "" ? words.withoutPerspective : perspective;
    const mentioned = perspective === "" ? words.somebody : perspective;
    return { called, organisation: "", mentioned };
  }
  const called = author.isGuest === true ? words.guest(name) : name;
  return { called, organisation, mentioned: called };
}
