// The wire of /sync/<mapId>: the y-websocket protocol, and what this project adds to it.
// Additions travel only to a client that announced them (PARAM_EXTENSIONS): a stock y-websocket client logs an
// error for every type it does not know.

/** Message types of y-websocket (its own README and source are the reference). A frame holds exactly one message. */
export const MESSAGE_SYNC = 0;
export const MESSAGE_AWARENESS = 1;
export const MESSAGE_QUERY_AWARENESS = 3;

/** Sub-types of MESSAGE_SYNC (y-protocols/sync). */
export const SYNC_STEP_1 = 0;
export const SYNC_STEP_2 = 1;
export const SYNC_UPDATE = 2;

/**
 * Both ways: `[100, varuint counter]`. A client sends a counter after its updates; the server answers with the same
 * counter once everything that came before it on this connection is on disk.
 */
export const MESSAGE_SAVED = 100;

/**
 * Server to client: `[101, varstring topic]`. Something of the talk lane has changed (`maps`; `comments` and `versions` of
 * this map; `notices` of this person): fetch it anew.
 */
export const MESSAGE_CHANGED = 101;

/** Server to client: `[102, varuint 0 | 1]`. 1: the server can write this map; 0: it cannot at the moment and goes on trying. */
export const MESSAGE_STORE = 102;

/**
 * Server to client, first message after a join: `[103, varstring json]` with `Grant`: who the server takes this
 * connection for, and the role it has on this map. It holds for the life of the connection.
 */
export const MESSAGE_GRANT = 103;

/**
 * Server to client: `[104, varstring json]` with `RestoredNews`, after the change that it tells of: somebody has restored
 * a version.
 */
export const MESSAGE_RESTORED = 104;

/** URL parameter by which a client announces that it understands the types above 99: `?ext=1`. */
export const PARAM_EXTENSIONS = "ext";

/**
 * URL parameter with the epoch (`Grant.epoch`) of the copy of the map that a client begins with: `?epoch=0`. One that
 * begins with nothing sends none.
 */
export const PARAM_EPOCH = "epoch";

/** URL parameter with the client's schema version: `?schema=1`. A stock client sends none and is not asked. */
export const PARAM_SCHEMA = "schema";
