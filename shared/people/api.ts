// Requests and answers about people: who is signed in, by what ways one signs in, one's own profile, and what the
// operator says about privacy. The ways to sign in have a file of their own: signInApi.ts.
import { mapIdSchema, personNameSchema, personSchema } from "#shared/maps/api.ts";
import { z } from "#shared/schemaLanguage.ts";

export const LANGUAGES = ["de", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** `guest`: a personal invitation or an open link, no account. `member`: an account of this installation. */
export const PERSON_KINDS = ["member", "guest"] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** How addresses end that stand for none. */
export const NO_MAIL = "@guest.invalid";

/** Addresses are compared in lower case. */
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** One's own from now on: none that stands for none, which somebody else may need. */
export const newEmailSchema = emailSchema.refine((email) => !email.endsWith(NO_MAIL));

/** 256 random bits in base64url. */
export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** The signed-in person, as only they themselves see them. */
export const meSchema = personSchema.extend({
  kind: z.enum(PERSON_KINDS),
  /** May run the installation: members, texts, sizes. Gives no right on any map. */
  isAdmin: z.boolean(),
  /** null: as the browser says. */
  language: z.enum(LANGUAGES).nullable(),
  /** null: none given. */
  email: z.string().nullable(),
  hasPassword: z.boolean(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.number().int() })),
});
export type Me = z.infer<typeof meSchema>;

/** GET /api/session. Answers everybody, and tells nothing about who has an account. */
export const sessionSchema = z.object({
  me: meSchema.nullable(),
  /** Nobody owns this installation yet: the printed link opens it. */
  isNew: z.boolean(),
  ways: z.object({
    /** Sign-in links and forgotten passwords by mail: SMTP is configured. */
    mail: z.boolean(),
    /** The name of the organisation's own sign-in, if one is configured. */
    oidc: z.string().nullable(),
  }),
});
export type SessionAnswer = z.infer<typeof sessionSchema>;

/** POST /api/session/welcome: the printed link's key makes one owner, once. Answers `meSchema`, sets the cookie. */
export const welcomeSchema = z.strictObject({ key: tokenSchema, name: personNameSchema });

/** PATCH /api/me. Answers `meSchema`. */
export const changeMeSchema = z
  .strictObject({
    name: personNameSchema,
    colour: personSchema.shape.colour,
    language: z.enum(LANGUAGES).nullable(),
  })
  .partial();
export type ChangeMe = z.infer<typeof changeMeSchema>;

/** POST /api/join/look: what a member invitation is for, without using it up. */
export const joinLookSchema = z.strictObject({ token: tokenSchema });
export const joinLookAnswerSchema = z.object({
  /** As the inviting person wrote it. */
  name: z.string(),
  email: z.string().nullable(),
  /** True: for a guest who keeps what they wrote. */
  isForGuest: z.boolean(),
});

/** POST /api/join/accept: makes the account (or turns the guest into a member), signs in, answers `meSchema`. */
export const joinSchema = z.strictObject({
  token: tokenSchema,
  name: personNameSchema,
  email: newEmailSchema,
  password: z.string().min(10).max(256),
});

/** GET /api/texts, PUT /api/admin/texts: Markdown of the operator; empty: none given. */
export const operatorTextsSchema = z.strictObject({
  operator: z.string().max(200),
  privacyDe: z.string().max(50_000),
  privacyEn: z.string().max(50_000),
  imprintDe: z.string().max(50_000),
  imprintEn: z.string().max(50_000),
});
export type OperatorTexts = z.infer<typeof operatorTextsSchema>;

/** GET /api/admin/members */
export const memberSchema = personSchema.extend({
  email: z.string().nullable(),
  isAdmin: z.boolean(),
  createdAt: z.number().int(),
  /** To the day: enough to see who left. null: never since. */
  lastSeenAt: z.number().int().nullable(),
});
export const memberListSchema = z.object({
  members: z.array(memberSchema),
  /** Member invitations that wait. */
  waiting: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      expiresAt: z.number().int(),
    }),
  ),
});

/** POST /api/admin/members/invitations. `guestId`: this guest becomes a member and stays the same person. */
export const inviteMemberSchema = z.strictObject({
  name: personNameSchema,
  email: z.email().max(254).nullable(),
  guestId: z.string().max(64).nullable(),
  send: z.boolean(),
});
/** The link is shown once; only its token's hash is kept. `isSent`: a mail went out. */
export const inviteMemberAnswerSchema = z.object({
  id: z.string(),
  link: z.url(),
  isSent: z.boolean(),
});

/** PATCH /api/admin/members/:personId */
export const changeMemberSchema = z.strictObject({ isAdmin: z.boolean() });

/** GET /api/admin/maps: sizes and activity, never titles' contents beyond the title itself. */
export const adminMapsSchema = z.object({
  maps: z.array(
    z.object({
      id: mapIdSchema,
      title: z.string(),
      nodeCount: z.number().int(),
      bytes: z.number().int(),
      changedAt: z.number().int(),
      memberCount: z.number().int(),
      presentCount: z.number().int(),
    }),
  ),
});
