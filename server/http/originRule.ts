// Which requests are this site's own. A browser says where a request comes from; what it cannot say is taken for foreign.
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { isLoopbackHost } from "../config.ts";

/** The origins of the configuration: names under which people reach this server. */
export interface OriginRule {
  allowed: ReadonlySet<string>;
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);
}

/**
 * Whether the request was sent to a name of this server. A page of another site can make its own name point to this
 * machine (DNS rebinding), and would then be of the same origin as everything here; an address or a configured name
 * it cannot take.
 */
export function isKnownHost(request: IncomingMessage, { allowed }: OriginRule): boolean {
  const url = URL.parse(`http://${request.headers.host ?? ""}`);
  if (url === null || url.pathname !== "/") return false;
  const name = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (isLoopbackHost(name) || isIP(name) !== 0) return true;
  for (const origin of allowed) if (URL.parse(origin)?.host === url.host) return true;
  return false;
}

function isOwnOrigin(origin: string, request: IncomingMessage, { allowed }: OriginRule): boolean {
  const url = URL.parse(origin);
  if (url === null || url.origin !== origin.toLowerCase()) return false;
  return allowed.has(url.origin) || url.host === request.headers.host?.toLowerCase();
}

/**
 * Whether a websocket may be opened. Every browser sends Origin; a program that sends none must run on this machine.
 */
export function mayConnect(request: IncomingMessage, rule: OriginRule): boolean {
  if (!isKnownHost(request, rule)) return false;
  const { origin } = request.headers;
  if (origin !== undefined) return isOwnOrigin(origin, request, rule);
  return isLoopbackAddress(request.socket.remoteAddress);
}

/** Whether a page of another site made a browser send this request. */
export function isCrossSite(request: IncomingMessage, { allowed }: OriginRule): boolean {
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return false;
  // Another name of this very server, if it is configured.
  return origin === undefined || !allowed.has(origin);
}

/** Whether a request may change something: only one that this site's own page, or a program on this machine, sent. */
export function mayWrite(request: IncomingMessage, rule: OriginRule): boolean {
  if (isCrossSite(request, rule)) return false;
  const { origin } = request.headers;
  if (origin !== undefined) return isOwnOrigin(origin, request, rule);
  const isFromBrowser = request.headers["sec-fetch-site"] !== undefined;
  return isFromBrowser || isLoopbackAddress(request.socket.remoteAddress);
}
