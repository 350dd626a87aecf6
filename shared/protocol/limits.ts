// How much a client of /sync/<mapId> may send. Each number is far above what a person needs and low enough that a
// hostile client costs little.

/**
 * A live update is one gesture of a person. The largest is undoing the deletion of everything: for 5,000 nodes and
 * 7,500 links it must still go through (a test measures it), or Ctrl+A, Delete, Ctrl+Z would end the session.
 */
export const MAX_UPDATE_BYTES = 4 * 1_048_576;

/** A first sync carries everything that was done offline, so it may be larger. No frame is larger than this. */
export const MAX_FRAME_BYTES = 8 * 1_048_576;

/** A new node with a description is about ten structs, a typed word 1. */
export const MAX_UPDATE_STRUCTS = 99_000;

/** An update names the clients (tabs of people) whose steps it holds: one, or a few after work without network. */
export const MAX_UPDATE_CLIENTS = 1_000;

/** Levels of types within types. Rich text with lists in lists needs about twelve. */
export const MAX_NESTING = 64;

/**
 * Length of a single deleted stretch. Deleting a whole long description is tens of thousands; numbers near 2^53 are
 * an attack on everybody's clocks.
 */
export const MAX_DELETED_LENGTH = 10_000_000;

/** One person's presence. A drag of MAX_GESTURE_NODES nodes is about 2.5 KB, all else some hundred bytes. */
export const MAX_PRESENCE_BYTES = 4_096;

/** A stock client sends on what it hears of others, so a presence frame may hold a whole room. */
export const MAX_PRESENCE_FRAME_BYTES = 1_048_576;

/** Awareness clocks rise by one a change: 2^31 would take a year of changes at 60 Hz. */
export const MAX_AWARENESS_CLOCK = 2 ** 31;

/**
 * Tokens a connection gets a second, and how many it can save up. A person dragging and typing sends about 60 frames a
 * second; a stock client answers each presence frame with one of its own, some hundred a second in a full room.
 * A connection that has none left is not read from until it has: TCP slows the sender down, nothing is lost.
 */
export const FRAMES_PER_S = 5_000;
export const FRAMES_BURST = 10_000;

/** Bytes from one connection: 2 MB a second is a hundred times a person's drag; the burst lets any first sync through. */
export const BYTES_PER_S = 2 * 1_048_576;
export const BYTES_BURST = 4 * MAX_FRAME_BYTES;

/**
 * Requests for the whole state or for everybody's presence: little to ask, much to answer. A client sends one of
 * each when it connects, and few afterwards; who asks oftener is closed.
 */
export const REQUESTS_PER_S = 2;
export const REQUESTS_BURST = 20;

/** What a client may send before its own first sync has arrived, and the server must keep until then. */
export const MAX_EARLY_BYTES = MAX_FRAME_BYTES;

/** Above this much unsent, a reader gets no presence any more; above the second it is closed and syncs anew. */
export const DROP_PRESENCE_ABOVE_BYTES = 1_048_576;
export const CLOSE_ABOVE_BYTES = 4 * 1_048_576;

/** What a room keeps of updates that it cannot write yet. Above it, it stops reading from those who send more. */
export const MAX_ROOM_BACKLOG_BYTES = 32 * 1_048_576;

/** What keeping anything for later takes beside its bytes. */
export const QUEUED_ITEM_BYTES = 200;
