// Which requests are this site's own. A browser says where a request comes from; what it cannot say is taken for foreign.
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { ONE_CLICK_PATH } from "#shared/notices/addresses.ts";
import { isLoopbackHost } from "../config.ts";
import { isFromThisMachine } from "./clientAddress.ts";

export interface OriginRule {
  /** The origin under which people reach this server; null: on this machine only. */
  publicUrl: string | null;
}

/**
 * Whether the request was sent to a name of this server. A page of another site can make its own name point to this
 * machine (DNS rebinding), and would then be of the same origin as everything here; an address or a configured name
 * it cannot take.
 */
export function isKnownHost(request: IncomingMessage, { publicUrl }: OriginRule): boolean {
  const url = URL.parse(`http://${request.headers.host ?? ""}`);
  if (url === null || url.pathname !== "/") return false;
  const name = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (isLoopbackHost(name) || isIP(name) !== 0) return true;
  return publicUrl !== null && URL.parse(publicUrl)?.host === url.host;
}

function isOwnOrigin(origin: string, request: IncomingMessage, { publicUrl }: OriginRule): boolean {
  const url = URL.parse(origin);
  if (url === null || url.origin !== origin.toLowerCase()) return false;
  // A page of the public host that did not come over https is not this server's.
  const publicHost = publicUrl === null ? null : URL.parse(publicUrl)?.host;
  if (url.host === publicHost) return url.origin === publicUrl;
  return url.host === request.headers.host?.toLowerCase();
}

/**
 * Whether a websocket may be opened. Every browser sends Origin; a program that sends none must run on this machine.
 */
export function mayConnect(request: IncomingMessage, rule: OriginRule): boolean {
  if (!isKnownHost(request, rule)) return false;
  const { origin } = request.headers;
  if (origin !== undefined) return isOwnOrigin(origin, request, rule);
  return isFromThisMachine(request);
}

/** Whether a page of another site made a browser send this request. */
export function isCrossSite(request: IncomingMessage, { publicUrl }: OriginRule): boolean {
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return false;
  // Another name of this very server, if it is configured.
  return origin === undefined || origin !== publicUrl;
}

/** Whether a request may change something: only one that this site's own page, or a program on this machine, sent. */
export function mayWrite(request: IncomingMessage, rule: OriginRule): boolean {
  if (isCrossSite(request, rule)) return false;
  const { origin } = request.headers;
  if (origin !== undefined) return isOwnOrigin(origin, request, rule);
  const isFromBrowser = request.headers["sec-fetch-site"] !== undefined;
  return isFromBrowser || isFromThisMachine(request);
}

const ONE_CLICK = new RegExp(`^${ONE_CLICK_PATH}/[A-Za-z0-9_-]{43}$`);

/**
 * Whether this is the one address that mail programs call on somebody's behalf, from anywhere (RFC 8058). They send no
 * Origin and no cookie, and need none: all that is done there is what the token in the address was made for.
 */
export function isOneClick({
  method,
  originalUrl,
}: {
  method: string;
  originalUrl: string;
}): boolean {
  return (method === "POST" || method === "GET") && ONE_CLICK.test(originalUrl);
}
