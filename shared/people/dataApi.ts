// Requests and answers about what the server keeps of people: the export of one's own data, and erasure.
import { AUDIT_ACTIONS, invitedRoleSchema } from "#shared/access/api.ts";
import { roleSchema } from "#shared/access/policy.ts";
import { outcomeSchema, reactionSchema, releaseSchema } from "#shared/comments/api.ts";
import { problemSchema } from "#shared/maps/api.ts";
import { MAIL_PACES, NOTICE_KINDS } from "#shared/notices/api.ts";
import { LANGUAGES, PERSON_KINDS } from "#shared/people/api.ts";
import { z } from "#shared/schemaLanguage.ts";

/**
 * DELETE /api/me: 204, and nobody is signed in any more. `confirm`: a request that came by accident does not have it.
 * `password`: the current one, of those who have one.
 */
export const eraseMeSchema = z.strictObject({
  confirm: z.literal(true),
  password: z.string().min(1).max(256).nullable().default(null),
});

/**
 * DELETE /api/admin/members/:personId. `handOverTo`: the member who gets the maps that would be without an owner.
 * DELETE /api/maps/:id/guests/:personId has no body: a guest owns nothing.
 */
export const eraseMemberSchema = z.strictObject({
  handOverTo: z.string().max(64).nullable().default(null),
});

/** The answer 409 `last-owner` to an erasure: the maps that nobody else owns. */
export const stillOwnsSchema = problemSchema.extend({
  maps: z.array(z.object({ id: z.string(), title: z.string() })),
});

const timeSchema = z.number().int();
const onThread = { mapId: z.string(), threadId: z.string() };
const onComment = { mapId: z.string(), commentId: z.string() };
/** `title`: null where the person may not open the map any more. */
const mapShape = { mapId: z.string(), title: z.string().nullable() };

/** GET /api/me/export: a file. No token and no hash is in it, nothing of what others wrote, and nobody else's name. */
export const personDataSchema = z.strictObject({
  format: z.literal("zukunftslandkarte-person"),
  exportedAt: timeSchema,
  person: z.strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    isEmailProven: z.boolean(),
    colour: timeSchema,
    language: z.enum(LANGUAGES).nullable(),
    kind: z.enum(PERSON_KINDS),
    isAdmin: z.boolean(),
    createdAt: timeSchema,
    changedAt: timeSchema,
  }),
  /** By which ways this person can sign in. `account`: how the organisation's sign-in calls them. */
  waysToSignIn: z.strictObject({
    hasPassword: z.boolean(),
    organisation: z.array(z.strictObject({ account: z.string(), since: timeSchema })),
    passkeys: z.array(z.strictObject({ name: z.string(), since: timeSchema })),
    mailedLinks: z.array(
      z.strictObject({
        purpose: z.enum(["sign-in", "reset"]),
        expiresAt: timeSchema,
        usedAt: timeSchema.nullable(),
      }),
    ),
  }),
  sessions: z.array(
    z.strictObject({ begunAt: timeSchema, renewedAt: timeSchema, expiresAt: timeSchema }),
  ),
  memberships: z.array(z.strictObject({ ...mapShape, role: roleSchema, since: timeSchema })),
  /** By which this person came; of a personal one, what was written there about them. */
  cameBy: z.array(
    z.strictObject({
      ...mapShape,
      kind: z.enum(["personal", "open"]),
      name: z.string(),
      organisation: z.string(),
      perspective: z.string(),
      email: z.string().nullable(),
      role: invitedRoleSchema,
      joinedAt: timeSchema,
      removedAt: timeSchema.nullable(),
      expiresAt: timeSchema,
    }),
  ),
  /** Made by this person. Who was invited is their own data, and not in here. */
  invited: z.array(
    z.strictObject({
      /** null: to become a member of the installation. */
      mapId: z.string().nullable(),
      title: z.string().nullable(),
      kind: z.enum(["personal", "open", "member"]),
      madeAt: timeSchema,
      expiresAt: timeSchema,
      revokedAt: timeSchema.nullable(),
    }),
  ),
  /** Maps that this person changed last. */
  changedLast: z.array(z.strictObject({ ...mapShape, changedAt: timeSchema })),
  /** Under which numbers of the editing protocol this person wrote. */
  clientIds: z.array(z.strictObject({ mapId: z.string(), clientId: timeSchema })),
  /** Written by this person; without words once deleted. */
  comments: z.array(
    z.strictObject({
      ...onThread,
      commentId: z.string(),
      text: z.string(),
      writtenAt: timeSchema,
      editedAt: timeSchema.nullable(),
      deletedAt: timeSchema.nullable(),
    }),
  ),
  /** Closed by this person, with what they said about it. */
  resolvedThreads: z.array(
    z.strictObject({
      ...onThread,
      resolvedAt: timeSchema.nullable(),
      outcome: outcomeSchema.nullable(),
      reason: z.string(),
    }),
  ),
  /** Closed and opened again by this person, in order. */
  threadStates: z.array(
    z.strictObject({
      ...onThread,
      at: timeSchema,
      isResolved: z.boolean(),
      outcome: outcomeSchema.nullable(),
    }),
  ),
  reactions: z.array(z.strictObject({ ...onComment, kind: reactionSchema })),
  /** Comments of others that mention this person; what they say is not in here. */
  mentionedIn: z.array(z.strictObject(onComment)),
  /** Up to which number this person has read. */
  readThreads: z.array(z.strictObject({ ...onThread, upTo: timeSchema })),
  follows: z.array(z.strictObject({ ...onThread, follows: z.boolean() })),
  /** Under what this person's comments may stand in an export. */
  releases: z.array(z.strictObject({ mapId: z.string(), release: releaseSchema })),
  /** What this person was told of. */
  notices: z.array(
    z.strictObject({
      ...onThread,
      commentId: z.string().nullable(),
      kind: z.enum(NOTICE_KINDS),
      at: timeSchema,
      readAt: timeSchema.nullable(),
      /** When it went out by mail, or when it was clear that it would not. */
      mailDoneAt: timeSchema.nullable(),
    }),
  ),
  /** How this person wants to be told by mail; null: never chosen. Links in letters: what they are for and until when. */
  noticeMail: z.strictObject({
    pace: z.enum(MAIL_PACES).nullable(),
    email: z.string().nullable(),
    links: z.array(
      z.strictObject({
        purpose: z.enum(["confirm", "unsubscribe"]),
        email: z.string().nullable(),
        madeAt: timeSchema,
        expiresAt: timeSchema,
        usedAt: timeSchema.nullable(),
      }),
    ),
  }),
  /** Saved or named by this person. */
  versions: z.array(
    z.strictObject({
      mapId: z.string(),
      versionId: z.string(),
      name: z.string(),
      note: z.string(),
      at: timeSchema,
    }),
  ),
  /** What this person did to which field of which node or link, and when. */
  changes: z.array(
    z.strictObject({
      mapId: z.string(),
      elementId: z.string(),
      what: z.string(),
      from: timeSchema,
      at: timeSchema,
    }),
  ),
  /** When this person was on a map last. */
  visits: z.array(
    z.strictObject({ mapId: z.string(), leftAt: timeSchema, leftBefore: timeSchema.nullable() }),
  ),
  /** Content that this person erased for good: when, and how many nodes and links. */
  erasures: z.array(
    z.strictObject({ mapId: z.string(), at: timeSchema, nodes: timeSchema, links: timeSchema }),
  ),
  /** What the log notes of this person: done by them, or to them. */
  log: z.array(
    z.strictObject({
      at: timeSchema,
      action: z.enum(AUDIT_ACTIONS),
      mapId: z.string().nullable(),
      wasBy: z.boolean(),
      wasTo: z.boolean(),
    }),
  ),
});
export type PersonData = z.infer<typeof personDataSchema>;
