// Requests and answers of /api/maps and /api/me. Errors are problem+json (RFC 9457).
import { roleSchema } from "#shared/access/policy.ts";
import { cleanName } from "#shared/cleanLine.ts";
import { z } from "#shared/schemaLanguage.ts";

/** 128 random bits in base64url: 22 characters. */
export const mapIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Index into the palette of person colours (0–11); the client decides what they look like. */
  colour: z.number().int().min(0).max(11),
  /** Set by the server for people without an account: whatever they call themselves, they are shown as guests. */
  isGuest: z.boolean().optional(),
});
export type Person = z.infer<typeof personSchema>;

export const MAX_MAP_TITLE_CHARS = 200;
export const MAX_PERSON_NAME_CHARS = 60;

export const mapSummarySchema = z.object({
  id: mapIdSchema,
  title: z.string(),
  nodeCount: z.number().int(),
  linkCount: z.number().int(),
  /** Milliseconds since the epoch. */
  createdAt: z.number().int(),
  changedAt: z.number().int(),
  changedBy: z.string().nullable(),
  /** Whoever that was is a guest: the name is what they call themselves. */
  isChangedByGuest: z.boolean().optional(),
  /** Whoever that was has been erased since: `changedBy` is null. */
  isChangedByErased: z.boolean().optional(),
  /** Of whoever asked. The interface offers only what it allows. */
  role: roleSchema.optional(),
  /** Set while the map waits in the bin; it is gone for good `deletedForGoodAt`. */
  deletedAt: z.number().int().nullable(),
  deletedForGoodAt: z.number().int().nullable(),
  /** Who is in the map right now. */
  present: z.array(personSchema),
  /** Changes whenever the picture does; goes into the picture's address. */
  pictureVersion: z.string(),
});
export type MapSummary = z.infer<typeof mapSummarySchema>;

export const mapListSchema = z.object({ maps: z.array(mapSummarySchema) });

export const createMapSchema = z.strictObject({
  title: z.string().trim().min(1).max(MAX_MAP_TITLE_CHARS),
  from: z.enum(["empty", "starter"]),
  /** Language of the starter map's texts. */
  language: z.enum(["de", "en"]),
});
export type CreateMap = z.infer<typeof createMapSchema>;

export const renameMapSchema = z.strictObject({
  title: z.string().trim().min(1).max(MAX_MAP_TITLE_CHARS),
});

/** A name that hides or reorders what stands beside it is as good as somebody else's. */
export const personNameSchema = z
  .string()
  .trim()
  .max(MAX_PERSON_NAME_CHARS)
  .transform((name) => cleanName(name, MAX_PERSON_NAME_CHARS))
  .refine((name) => /[\p{L}\p{N}]/u.test(name));

/** RFC 9457. `code` is stable and is what the interface translates. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Every code the server answers with. Codes are never renamed: interfaces and scripts rely on them. */
export const PROBLEM_CODES = [
  "invalid-request",
  "not-a-map-file",
  "foreign-origin",
  "unknown-host",
  "sign-in-needed",
  "no-access",
  "wrong-credentials",
  "link-used",
  "link-expired",
  "link-revoked",
  "no-such-link",
  "wrong-password",
  "too-many-attempts",
  "too-many-letters",
  "last-owner",
  "last-admin",
  "address-taken",
  "no-mail",
  "mail-failed",
  "passkey-refused",
  "last-way",
  "no-oidc",
  "oidc-unreachable",
  "not-found",
  "no-such-map",
  "map-deleted",
  "not-in-bin",
  "no-such-version",
  "no-such-thread",
  "no-such-comment",
  "id-taken",
  "too-many-mentions",
  "too-large",
  "wrong-content-type",
  "store-unavailable",
  "unexpected",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];
