// The secret of a link that somebody was sent: it comes in the address behind #, which no server and no referrer ever
// sees, and leaves the address bar at once. Until it is used it stays in this tab, so that a reload still works.
import { useEffect, useState } from "react";

export const SECRET_KEYS = {
  welcome: "link.welcome",
  join: "link.join",
  invitation: "link.invitation",
  password: "link.password",
  signIn: "link.signIn",
  confirm: "link.confirm",
  unsubscribe: "link.unsubscribe",
} as const;
export type SecretName = keyof typeof SECRET_KEYS;

/** Stands in where sessionStorage is forbidden. */
const unstored = new Map<SecretName, string>();

/**
 * The secret of the link that led here; null: this page was opened without one. `prefix` is what stands before it
 * behind the #. A second link opened in the same tab takes the first one's place.
 */
export function useLinkSecret(name: SecretName, prefix = ""): string | null {
  const [secret, setSecret] = useState(() => takeSecret(name, prefix));
  useEffect(() => {
    const onHashChange = (): void => setSecret(takeSecret(name, prefix));
    window.addEventListener("hashchange", onHashChange);
    return () => window.removeEventListener("hashchange", onHashChange);
  }, [name, prefix]);
  return secret;
}

/** Once it is used, or known to be of no use. */
export function forgetSecret(name: SecretName): void {
  unstored.delete(name);
  try {
    sessionStorage.removeItem(SECRET_KEYS[name]);
  } catch {
    return;
  }
}

/** Gives the same answer when it is asked again. */
function takeSecret(name: SecretName, prefix: string): string | null {
  const fragment = location.hash.slice(1);
  if (fragment === "" || !fragment.startsWith(prefix)) return keptSecret(name);
  const secret = fragment.slice(prefix.length);
  keepSecret(name, secret);
  history.replaceState(history.state, "", `${location.pathname}${location.search}`);
  return secret;
}

function keepSecret(name: SecretName, secret: string): void {
  try {
    sessionStorage.setItem(SECRET_KEYS[name], secret);
  } catch {
    unstored.set(name, secret);
  }
}

function keptSecret(name: SecretName): string | null {
  try {
    return sessionStorage.getItem(SECRET_KEYS[name]) ?? unstored.get(name) ?? null;
  } catch {
    return unstored.get(name) ?? null;
  }
}
