// Which requests are this site's own. A browser says where a request comes from; what it cannot say is taken for foreign.
import type { IncomingMessage } from "node:http";

export interface OriginRule {
  /** Origins that are allowed besides the request's own host. */
  allowed: ReadonlySet<string>;
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);
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
  const { origin } = request.headers;
  if (origin !== undefined) return isOwnOrigin(origin, request, rule);
  return isLoopbackAddress(request.socket.remoteAddress);
}

/** Whether a request may change something: one that a page of another site made a browser send may not. */
export function mayWrite(request: IncomingMessage, rule: OriginRule): boolean {
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    // Another name of this very server, if it is configured.
    return origin !== undefined && rule.allowed.has(origin);
  }
  if (origin !== undefined) return isOwnOrigin(origin, request, rule);
  return site !== undefined || isLoopbackAddress(request.socket.remoteAddress);
}
