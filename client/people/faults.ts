// What a person would have to change in a form before it can be sent: one key of a sentence for each field.
import { MIN_PASSWORD_CHARS } from "#shared/people/signInApi.ts";
import { personNameSchema } from "#shared/maps/api.ts";
import { z } from "#shared/schemaLanguage.ts";

type NameFault = "entry.nameMissing";
type EmailFault = "entry.emailWrong";
type PasswordFault = "entry.passwordMissing" | "entry.passwordShort";
export type Fault = NameFault | EmailFault | PasswordFault | "entry.privacyMissing";

export function nameFault(name: string): NameFault | null {
  return personNameSchema.safeParse(name).success ? null : "entry.nameMissing";
}

export function emailFault(email: string): EmailFault | null {
  return z.email().safeParse(email.trim()).success ? null : "entry.emailWrong";
}

/** One that exists already: of any length. */
export function givenPasswordFault(password: string): PasswordFault | null {
  return password === "" ? "entry.passwordMissing" : null;
}

export function newPasswordFault(password: string): PasswordFault | null {
  return password.length < MIN_PASSWORD_CHARS ? "entry.passwordShort" : null;
}
