// Joins a map as a newcomer and takes what the server gives: its first state, and updates behind it, since not every
// server waits with the first until it has read the map.
import * as Y from "yjs";
import { Dialect, type DialectName } from "./dialect.ts";
import { RawSocket, type Door } from "./RawSocket.ts";

export interface OpenedMap {
  doc: Y.Doc;
  bytes: number;
  /** From connecting to having received the last byte of what was waited for, in ms. */
  receivedMs: number;
  /** The same, and applied to the document. */
  appliedMs: number;
}

const PATIENCE_MS = 20_000;

/** Resolves as soon as the document is `enough`; rejects when that takes too long. */
export async function openMap(
  server: Door & { dialect: DialectName },
  address: { room: string; path: string },
  enough: (doc: Y.Doc) => boolean,
): Promise<OpenedMap> {
  const dialect = new Dialect(server.dialect, address.room);
  const { promise, resolve, reject } = Promise.withResolvers<OpenedMap>();
  const doc = new Y.Doc();
  let bytes = 0;
  const start = performance.now();
  const apply = (update: Uint8Array, at: number) => {
    bytes += update.length;
    Y.applyUpdate(doc, new Uint8Array(update));
    const appliedMs = performance.now() - start;
    if (enough(doc)) resolve({ doc, bytes, receivedMs: at - start, appliedMs });
  };
  const socket = new RawSocket(server, address.path, (frame, from, to, at) => {
    dialect.read(frame, from, to, {
      onCursor: () => {},
      onUpdate: (all, begin, end) => apply(all.subarray(begin, end), at),
      onState: (all, begin, end) => apply(all.subarray(begin, end), at),
    });
  });
  const timer = setTimeout(() => {
    reject(new Error(`the map did not come; ${bytes} bytes, closed with ${socket.closedWith}`));
  }, PATIENCE_MS);
  try {
    await socket.whenOpen();
    for (const frame of dialect.hello) socket.send(frame);
    return await promise;
  } finally {
    clearTimeout(timer);
    socket.close();
  }
}

/** Gives what a map holds once somebody has been in it for `settleMs`. */
export async function settledMap(
  server: Door & { dialect: DialectName },
  address: { room: string; path: string },
  settleMs: number,
): Promise<Y.Doc> {
  const holder = new RawSocket(server, address.path, () => {});
  await holder.whenOpen();
  for (const frame of new Dialect(server.dialect, address.room).hello) holder.send(frame);
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const { doc } = await openMap(server, address, () => true);
  holder.close();
  return doc;
}
