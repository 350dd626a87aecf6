// The cookie by which a browser is recognised.

const PERSON_COOKIE = "zlk_person";
const MAX_AGE_S = 400 * 24 * 60 * 60;

/** The token in a Cookie header; null if there is none. */
export function tokenFrom(header: string | undefined): string | null {
  for (const part of header?.split(";") ?? []) {
    const [name, value] = part.trim().split("=");
    if (name === PERSON_COOKIE && value !== undefined && value !== "") return value;
  }
  return null;
}

/** The Set-Cookie header. `secure`: the request came over https. */
export function personCookie(token: string, secure: boolean): string {
  const attributes = `Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax`;
  return `${PERSON_COOKIE}=${token}; ${attributes}${secure ? "; Secure" : ""}`;
}
