// The ways to sign in, as requests. What answers well has signed somebody in; `enter` makes the page theirs.
import type { Me } from "#shared/people/api.ts";
import { oidcAnswerSchema } from "#shared/people/signInApi.ts";
import { askServer, tellServer } from "../app/askServer.ts";
import { queryClient } from "../app/queryClient.ts";
import { chooseLanguage, type Language } from "../i18n/language.ts";
import { askWhoIAm } from "./session.ts";

export async function signInByPassword(email: string, password: string): Promise<void> {
  await tellServer("/api/sign-in/password", {
    method: "POST",
    body: { email: email.trim(), password },
  });
}

/** Answers alike whether there is such an account or not. */
export async function askForMail(
  what: "link" | "forgotten",
  email: string,
  language: Language,
): Promise<void> {
  await tellServer(`/api/sign-in/${what}`, {
    method: "POST",
    body: { email: email.trim(), language },
  });
}

export async function signInByLink(token: string): Promise<void> {
  await tellServer("/api/sign-in/link/use", { method: "POST", body: { token } });
}

export async function resetPassword(token: string, password: string): Promise<void> {
  await tellServer("/api/sign-in/reset", { method: "POST", body: { token, password } });
}

/** Leaves this site for the organisation's own sign-in, which leads back to `to`. */
export async function goToOidc(from: "/api/sign-in/oidc" | "/api/me/oidc", to: string) {
  const { url } = await askServer(from, oidcAnswerSchema, { method: "POST", body: { to } });
  location.assign(url);
}

/** After every way to sign in: nothing that was asked for as somebody else is shown to this person. */
export async function enter(): Promise<Me | null> {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
  const { me } = await askWhoIAm();
  const language = me?.language ?? null;
  if (language !== null) await chooseLanguage(language);
  return me;
}
