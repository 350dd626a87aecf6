// From where a request comes. Used for counting attempts and for telling programs on this machine from others; never
// stored, never logged.
import type { IncomingMessage } from "node:http";
import { isIP, type BlockList } from "node:net";

function isIn(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? "ipv4" : "ipv6");
}

/** An IPv4 address is one, in whatever way the socket writes it. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, "");
}

/** The address a request was sent from, behind the proxies that are trusted to say so. Empty: not known. */
export function clientAddress(request: IncomingMessage, trustedProxies: BlockList): string {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "").split(",");
  let address = plain(request.socket.remoteAddress ?? "");
  while (isIn(trustedProxies, address)) {
    const before = plain(forwarded.pop()?.trim() ?? "");
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}

/** Whether a program on this very machine sent the request, and no proxy passed it on. */
export function isFromThisMachine(request: IncomingMessage): boolean {
  const { headers, socket } = request;
  const isPassedOn = ["forwarded", "x-forwarded-for", "x-forwarded-host", "via"].some(
    (name) => headers[name] !== undefined,
  );
  return !isPassedOn && /^(?:::1|127\.\d+\.\d+\.\d+)$/.test(plain(socket.remoteAddress ?? ""));
}
