// Requests and answers of /api/notices: what somebody is told of (inbox), and how they are told by mail.
import { outcomeSchema } from "#shared/comments/api.ts";
import { mapIdSchema, personSchema } from "#shared/maps/api.ts";
import { newEmailSchema, tokenSchema } from "#shared/people/api.ts";
import { z } from "#shared/schemaLanguage.ts";

/** Why somebody is told. `reply`: something new in a thread they follow. */
export const NOTICE_KINDS = ["mention", "reply", "resolved", "reopened"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const noticeSchema = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  at: z.number().int(),
  mapId: mapIdSchema,
  mapTitle: z.string(),
  threadId: z.string(),
  /** The comment it leads to; of the thread as a whole, its newest. */
  commentId: z.string(),
  /** What the thread hangs on, as it was called last; empty: a place, or the map. */
  anchorTitle: z.string(),
  /** Who did it, as they are today. */
  by: personSchema.extend({ isErased: z.boolean().optional() }),
  /** What was said, mentions as names; of `resolved`, the reason of the outcome. */
  excerpt: z.string(),
  /** Of `resolved`: with what it was closed, as far as that holds; null: nothing was said. */
  outcome: outcomeSchema.nullable(),
  isRead: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** GET /api/notices?before=<id>: the newest first, of maps that this person may still open. */
export const noticesSchema = z.object({
  unread: z.number().int(),
  notices: z.array(noticeSchema),
  next: z.string().nullable(),
});

/** POST /api/notices/read: these, or all. 204. */
export const readNoticesSchema = z.strictObject({
  ids: z.union([z.literal("all"), z.array(z.string().max(64)).max(500)]),
});

export const MAIL_PACES = ["at-once", "daily", "never"] as const;
export type MailPace = (typeof MAIL_PACES)[number];

/** GET /api/notices/settings */
export const noticeSettingsSchema = z.object({
  /** Whether this server sends mail at all. */
  hasMail: z.boolean(),
  pace: z.enum(MAIL_PACES),
  /** Where mails go; null: nowhere yet. */
  email: z.string().nullable(),
  /** An address that was given and not yet confirmed by the link sent there. */
  waiting: z.string().nullable(),
});
/** PUT /api/notices/settings. Until somebody chooses: `daily` for whoever has a proven address, otherwise `never`. */
export const setNoticesSchema = z.strictObject({ pace: z.enum(MAIL_PACES) });
/**
 * PUT /api/notices/address: sends a link there (double opt-in); null takes the address away. 204. Mails to members go to
 * the address of their account: from them no other is taken (400).
 */
export const noticeAddressSchema = z.strictObject({ email: newEmailSchema.nullable() });
/** POST /api/notices/confirm: from /bestaetigen#<token>; nobody needs to be signed in. */
export const confirmAddressSchema = z.strictObject({ token: tokenSchema });
/** POST /api/notices/unsubscribe: from /abbestellen#<token>; nobody needs to be signed in. */
export const unsubscribeSchema = z.strictObject({ token: tokenSchema });
// POST /api/notices/unsubscribe/:token with the body `List-Unsubscribe=One-Click` (RFC 8058): sent by mail programs,
// without cookie and Origin. It can do nothing but end the mails of the one whom the token was made for.
