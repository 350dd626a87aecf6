// Why a socket of /sync/<mapId> was closed. 4400–4499 are terminal: y-websocket stops trying. All others are
// transient: it comes back by itself, through the one place that decides who may join.

export const CLOSE = {
  /** RFC 6455 "message too big": a frame beyond every limit, cut before it was read. */
  frameTooBig: 1009,
  /** RFC 6455 "service restart": the server stops in good order. */
  restarting: 1012,
  /** RFC 6455 "try again later": the reader is too slow; it syncs anew. */
  slowReader: 1013,

  /** Not a frame of this protocol, or not one that the role may send. */
  badFrame: 4400,
  /** Nobody is signed in. */
  signInNeeded: 4401,
  /** Signed in, but without access to this map. */
  noAccess: 4403,
  /** There is no such map. */
  noSuchMap: 4404,
  /** The map was deleted (it may still be brought back). */
  mapDeleted: 4410,
  /** A frame or an update is larger than the limits allow. */
  tooLarge: 4413,
  /** An update that is well formed but must not enter the map. */
  invalidUpdate: 4422,
  /** Content was erased for good since this copy of the map was made: begin anew, without it. */
  outdatedCopy: 4427,
  /** The page is older than the map's schema: reload. */
  outdatedClient: 4426,

  /** Content is being erased for good: come back, and see whether your copy still counts. */
  contentErased: 4527,
  /** The map could not be loaded; nothing was stored. */
  loadFailed: 4500,
  /** An update builds on something that the server lacks: sync anew. */
  outOfStep: 4522,
  /** Rights changed: come back and be judged anew. */
  rightsChanged: 4501,
  /** More messages than anybody needs. */
  tooManyMessages: 4529,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** Whether a client should stop trying after this code. */
export function isTerminal(code: number): boolean {
  return code >= 4400 && code < 4500;
}
