// The session's cookie: its name, what it looks like, and whether one was signed by this server.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** How long a session lasts after it was used last. */
export const SESSION_MS = 60 * 24 * 60 * 60 * 1_000;

const NAME = "zlk_session";

/** `__Host-`: set by this very host over https, for all of its paths and for no other host. */
export function cookiePrefix(secure: boolean): string {
  return secure ? "__Host-" : "";
}

/** The value of the request's cookie of this name; null if it bears none. */
export function cookieValue({ headers }: IncomingMessage, wanted: string): string | null {
  for (const part of headers.cookie?.split(";") ?? []) {
    const [name, value = ""] = part.trim().split("=");
    if (name === wanted) return value;
  }
  return null;
}

export class SessionCookie {
  readonly name: string;
  readonly #secret: string;
  readonly #attributes: string;

  /** `secure`: people reach this server over https. */
  constructor(secret: string, secure: boolean) {
    this.name = `${cookiePrefix(secure)}${NAME}`;
    this.#secret = secret;
    this.#attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  }

  /** The token that the request's cookie bears; null if there is none that this server signed. */
  read(request: IncomingMessage): string | null {
    const value = cookieValue(request, this.name);
    return value === null ? null : this.#verified(value);
  }

  /** The Set-Cookie header that begins or renews a session. */
  set(token: string): string {
    return `${this.name}=${this.#signed(token)}; Max-Age=${SESSION_MS / 1_000}; ${this.#attributes}`;
  }

  /** The Set-Cookie header that ends it. */
  clear(): string {
    return `${this.name}=; Max-Age=0; ${this.#attributes}`;
  }

  #signed(token: string): string {
    const signature = createHmac("sha256", this.#secret).update(token).digest("base64");
    return encodeURIComponent(`${token}.${signature}`);
  }

  #verified(value: string): string | null {
    const token = decode(value).split(".")[0] ?? "";
    const expected = Buffer.from(this.#signed(token));
    const given = Buffer.from(value);
    const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
    return isOurs ? token : null;
  }
}

function decode(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return "";
  }
}
