// Passkeys in the browser: WebAuthn in the browser's own JSON form. The server makes the options and checks the answers.
import { z } from "#shared/schemaLanguage.ts";
import { askServer, tellServer } from "../app/askServer.ts";

/** The inside is between the server and the browser. */
const optionsSchema = z.looseObject({ challenge: z.string() });

/** Passkeys belong to a host's name: there are none at a bare address, and none without TLS but on one's own machine. */
export function canUsePasskeys(): boolean {
  return (
    isSecureContext &&
    !/^[\d.]+$|:/.test(location.hostname.replace(/^\[|\]$/g, "")) &&
    typeof window.PublicKeyCredential === "function" &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function"
  );
}

/** Whether the browser can offer passkeys among the suggestions of a field. */
export async function canSuggestPasskeys(): Promise<boolean> {
  return (
    canUsePasskeys() &&
    typeof PublicKeyCredential.isConditionalMediationAvailable === "function" &&
    (await PublicKeyCredential.isConditionalMediationAvailable())
  );
}

/** @returns false when the person chose none. */
export async function signInByPasskey(
  signal: AbortSignal,
  mediation: CredentialMediationRequirement = "optional",
): Promise<boolean> {
  const options = await askServer("/api/sign-in/passkey/options", optionsSchema, {
    method: "POST",
    body: {},
  });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const credential = await unlessDeclined(
    navigator.credentials.get({ publicKey, signal, mediation }),
  );
  if (credential === null) return false;
  await tellServer("/api/sign-in/passkey", {
    method: "POST",
    body: { credential: credential.toJSON() as unknown },
  });
  return true;
}

/** @returns false when the person stopped it. */
export async function addPasskey(name: string): Promise<boolean> {
  const options = await askServer("/api/me/passkeys/options", optionsSchema, {
    method: "POST",
    body: {},
  });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  const credential = await unlessDeclined(navigator.credentials.create({ publicKey }));
  if (credential === null) return false;
  await tellServer("/api/me/passkeys", {
    method: "POST",
    body: { name, credential: credential.toJSON() as unknown },
  });
  return true;
}

export async function renamePasskey(id: string, name: string): Promise<void> {
  await tellServer(`/api/me/passkeys/${encodeURIComponent(id)}`, {
    method: "PATCH",
    body: { name },
  });
}

export async function removePasskey(id: string): Promise<void> {
  await tellServer(`/api/me/passkeys/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Saying no, waiting too long and being called off are no errors. */
async function unlessDeclined(
  asked: Promise<Credential | null>,
): Promise<PublicKeyCredential | null> {
  try {
    const credential = await asked;
    return credential instanceof PublicKeyCredential ? credential : null;
  } catch (error) {
    const isDeclined =
      error instanceof DOMException && ["NotAllowedError", "AbortError"].includes(error.name);
    if (isDeclined) return null;
    throw error;
  }
}
