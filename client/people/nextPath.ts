// Where somebody goes on to after signing in: the page they wanted, and only ever a page of this site.
import { ownPath } from "#shared/people/ownPath.ts";

const NEXT = "weiter";
export const SIGN_IN_PATH = "/anmelden";

/** The page for signing in that leads back to `path`. */
export function signInAddress(path: string): string {
  const next = ownPath(path);
  return next === "/" ? SIGN_IN_PATH : `${SIGN_IN_PATH}?${NEXT}=${encodeURIComponent(next)}`;
}

/** From the query of the sign-in page's address; "/" for anything that is not a page of this site, or leads back. */
export function nextPath(search: string): string {
  const path = ownPath(new URLSearchParams(search).get(NEXT));
  return path.startsWith(SIGN_IN_PATH) ? "/" : path;
}
