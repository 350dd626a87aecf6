// Requests and answers of the ways to sign in, /api/sign-in, and of the ways of one's own account, /api/me. What answers
// with 204 and a cookie has signed somebody in; who that is, GET /api/session says.
import { MAX_PERSON_NAME_CHARS } from "#shared/maps/api.ts";
import { emailSchema, LANGUAGES, newEmailSchema, tokenSchema } from "#shared/people/api.ts";
import { cleanLine } from "#shared/cleanLine.ts";
import { z } from "#shared/schemaLanguage.ts";

const MAX_PASSWORD_CHARS = 256;
export const MIN_PASSWORD_CHARS = 10;

/** As somebody types it to prove it: of any length there can be. */
const givenPasswordSchema = z.string().min(1).max(MAX_PASSWORD_CHARS);
const newPasswordSchema = z.string().min(MIN_PASSWORD_CHARS).max(MAX_PASSWORD_CHARS);

/** POST /api/sign-in/password */
export const passwordSignInSchema = z.strictObject({
  email: emailSchema,
  password: givenPasswordSchema,
});

/** POST /api/sign-in/link, POST /api/sign-in/forgotten: always 204, whether there is such an account or not. */
export const mailRequestSchema = z.strictObject({
  email: emailSchema,
  language: z.enum(LANGUAGES),
});

/** POST /api/sign-in/link/use */
export const useLinkSchema = z.strictObject({ token: tokenSchema });

/** POST /api/sign-in/reset: sets the password, ends all sessions, begins a new one. */
export const resetSchema = z.strictObject({ token: tokenSchema, password: newPasswordSchema });

/** POST /api/sign-in/oidc, POST /api/me/oidc. `to`: where on this site to go afterwards. */
export const oidcSchema = z.strictObject({ to: z.string().max(512) });
/** The page goes there itself. */
export const oidcAnswerSchema = z.object({ url: z.url() });

/** What is said in `/anmelden?fehler=<code>` when the organisation's sign-in did not work out. */
export const OIDC_ERRORS = [
  "oidc-refused",
  "oidc-unreachable",
  "oidc-failed",
  "oidc-expired",
  "oidc-no-email",
  "oidc-address-taken",
] as const;
export type OidcError = (typeof OIDC_ERRORS)[number];

const base64urlSchema = (maxChars: number) =>
  z
    .string()
    .min(1)
    .max(maxChars)
    .regex(/^[A-Za-z0-9_-]+$/);

/** What all answers of a browser's WebAuthn have in common, as JSON. Whether they hold, a library finds out. */
const credentialShape = {
  id: base64urlSchema(2_048),
  rawId: base64urlSchema(2_048),
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).default({}),
};

/** POST /api/sign-in/passkey */
export const passkeySignInSchema = z.strictObject({
  credential: z.object({
    ...credentialShape,
    response: z.object({
      clientDataJSON: base64urlSchema(8_192),
      authenticatorData: base64urlSchema(8_192),
      signature: base64urlSchema(8_192),
    }),
  }),
});

const passkeyNameSchema = z
  .string()
  .max(MAX_PERSON_NAME_CHARS * 4)
  .transform((name) => cleanLine(name, MAX_PERSON_NAME_CHARS).trim())
  .refine((name) => name !== "");

/** POST /api/me/passkeys */
export const addPasskeySchema = z.strictObject({
  name: passkeyNameSchema,
  credential: z.object({
    ...credentialShape,
    response: z.object({
      clientDataJSON: base64urlSchema(8_192),
      attestationObject: base64urlSchema(32_768),
      transports: z.array(z.string().max(32)).max(16).exactOptional(),
    }),
  }),
});
/** One passkey in `me.passkeys`, and the answer to a new one. */
export interface Passkey {
  id: string;
  name: string;
  createdAt: number;
}

/** PATCH /api/me/passkeys/:id */
export const renamePasskeySchema = z.strictObject({ name: passkeyNameSchema });

/** PUT /api/me/password. `current`: null as long as there is none. */
export const setPasswordSchema = z.strictObject({
  current: givenPasswordSchema.nullable(),
  password: newPasswordSchema,
});

/** PUT /api/me/email. `password`: the current one, for those who have one. */
export const setEmailSchema = z.strictObject({
  email: newEmailSchema,
  password: givenPasswordSchema.nullable(),
});
