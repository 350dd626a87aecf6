// Requests and answers of /api/maps/:id/versions and …/changes: kept states of a map, and who changed what.
import { cleanLine } from "#shared/cleanLine.ts";
import { cleanText } from "#shared/cleanText.ts";
import { mapIdSchema, MAX_MAP_TITLE_CHARS, personSchema } from "#shared/maps/api.ts";
import { z } from "#shared/schemaLanguage.ts";

export const MAX_VERSION_NAME_CHARS = 120;
export const MAX_VERSION_NOTE_CHARS = 2_000;
export const VERSIONS_PER_ANSWER = 200;

/** Why a version was kept. `saved`: by somebody; all others by the server itself, before or after what they say. */
export const VERSION_CAUSES = [
  "saved",
  "interval",
  "session-ended",
  "before-restore",
  "before-import",
  "before-mass-change",
] as const;
export type VersionCause = (typeof VERSION_CAUSES)[number];

/** Somebody as they are today; erased: without a name. */
export const contributorSchema = personSchema.extend({ isErased: z.boolean().optional() });
export type Contributor = z.infer<typeof contributorSchema>;

export const versionSchema = z.object({
  id: z.string(),
  cause: z.enum(VERSION_CAUSES),
  /** Empty: nobody named it; it may be thinned out. */
  name: z.string(),
  note: z.string(),
  at: z.number().int(),
  /** Who saved or named it; null: the server by itself. */
  byId: z.string().nullable(),
  /** Who changed the map since the version before. */
  contributors: z.array(z.string()),
  /** GET …/states/:stateId is the whole state, as a Yjs update (V1). */
  stateId: z.string(),
  /** Equal for versions that say the same. */
  fingerprint: z.string(),
  nodeCount: z.number().int(),
  linkCount: z.number().int(),
  /** `before-restore`: what was restored then (it may be gone meanwhile), and whether all of it. */
  restored: z.object({ versionId: z.string(), name: z.string(), isWhole: z.boolean() }).nullable(),
});
export type Version = z.infer<typeof versionSchema>;

/** GET …/versions?before=<at>_<id>: the newest first. */
export const versionsSchema = z.object({
  versions: z.array(versionSchema),
  people: z.array(contributorSchema),
  next: z.string().nullable(),
});
export type Versions = z.infer<typeof versionsSchema>;

const nameSchema = z
  .string()
  .trim()
  .max(MAX_VERSION_NAME_CHARS)
  .transform((name) => cleanLine(name, MAX_VERSION_NAME_CHARS).trim());
const noteSchema = z.string().trim().max(MAX_VERSION_NOTE_CHARS).transform(cleanText);

/** POST …/versions (201; the same id again: the same answer). */
export const saveVersionSchema = z.strictObject({
  id: mapIdSchema,
  name: nameSchema.default(""),
  note: noteSchema.default(""),
});
/** PATCH …/versions/:versionId. A name keeps an automatic one for good; taking it away gives it free again. */
export const changeVersionSchema = z.strictObject({
  name: nameSchema.optional(),
  note: noteSchema.optional(),
});
// DELETE …/versions/:versionId: with `versions.delete`. GET …/versions/:versionId/picture.svg: for lists.

const idsSchema = z.array(z.string().max(64)).max(40_000);

/**
 * POST …/versions/:versionId/restore. `chosen`: only these elements (those that the version lacks are deleted); null:
 * all. The map goes on as it was for everybody, one change later. `requestId`: sent twice it is done once.
 */
export const restoreSchema = z.strictObject({
  requestId: mapIdSchema,
  chosen: z
    .strictObject({ title: z.boolean(), nodes: idsSchema, links: idsSchema })
    .nullable()
    .default(null),
});
/** `keptId`: the version of the state before. */
export const restoredSchema = z.object({ keptId: z.string(), isChanged: z.boolean() });

/** POST …/versions/:versionId/copy: a new map of it (201, a map's summary), for those who may make maps. */
export const copyVersionSchema = z.strictObject({
  title: z.string().trim().min(1).max(MAX_MAP_TITLE_CHARS),
});

/** The content of MESSAGE_RESTORED: those on the map are told. */
export const restoredNewsSchema = z.object({
  by: personSchema,
  versionName: z.string(),
  versionAt: z.number().int(),
  isWhole: z.boolean(),
  /** When it was restored. */
  at: z.number().int(),
});
export type RestoredNews = z.infer<typeof restoredNewsSchema>;

/**
 * GET /api/maps/:id/restored, for `map.open`: the last restore, for those who were away. `at`: 0 where there was none;
 * `news`: null where nobody can say any more what or who it was.
 */
export const lastRestoreSchema = z.object({
  at: z.number().int(),
  news: restoredNewsSchema.nullable(),
});
export type LastRestore = z.infer<typeof lastRestoreSchema>;

/** What somebody did to an element: it came or went, or one of its fields (as in comparison.ts) was changed. */
export const touchSchema = z.object({
  elementId: z.string(),
  /** `created`, `deleted`, or a field's name; of the map itself (`elementId` is empty): `title`. */
  what: z.string(),
  personId: z.string().nullable(),
  /** Of a node that was deleted: what it was called last, as far as that is known and theirs to see. */
  title: z.string().optional(),
  /** The first and last time within one sitting. */
  from: z.number().int(),
  at: z.number().int(),
});
export type Touch = z.infer<typeof touchSchema>;

/** GET …/changes?element=<id> (its history) or ?since=<ms>&until=<ms>: newest first, at most 5,000. For `map.open`. */
export const touchesSchema = z.object({
  touches: z.array(touchSchema),
  people: z.array(contributorSchema),
  isCut: z.boolean(),
});
export type Touches = z.infer<typeof touchesSchema>;

/** GET …/changes/visit: when this person left the map last; null: never before. */
export const visitSchema = z.object({ leftAt: z.number().int().nullable() });

/** GET …/changes/activity: how much was changed when, for playing back: per person and quarter of an hour. */
export const activitySchema = z.object({
  spans: z.array(
    z.object({
      from: z.number().int(),
      until: z.number().int(),
      personId: z.string().nullable(),
      touches: z.number().int(),
    }),
  ),
  people: z.array(contributorSchema),
});
export type Activity = z.infer<typeof activitySchema>;
