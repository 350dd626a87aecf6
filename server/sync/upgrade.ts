// From an HTTP upgrade at /sync/<mapId> to a connection in a room. Nonsense is refused over HTTP; what a person has to
// learn is told by a close code after the handshake, since browsers hide the answer to a failed one.
import type { IncomingMessage, Server } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import * as Y from "yjs";
import { mayDo } from "#shared/access/policy.ts";
import { mapIdSchema } from "#shared/maps/api.ts";
import { SCHEMA_VERSION } from "#shared/map/schema.ts";
import { CLOSE, type CloseCode } from "#shared/protocol/closeCodes.ts";
import { MAX_FRAME_BYTES } from "#shared/protocol/limits.ts";
import { PARAM_EPOCH, PARAM_EXTENSIONS, PARAM_SCHEMA } from "#shared/protocol/messages.ts";
import type { Grant } from "#shared/protocol/presence.ts";
import type { GrantFor } from "../access/grantFor.ts";
import { mayConnect, type OriginRule } from "../http/originRule.ts";
import { errorFields, type Log } from "../log.ts";
import type { Sessions, SignedIn } from "../people/Sessions.ts";
import { Connection } from "./Connection.ts";
import { encodeGrant, encodeStepOne } from "./frames.ts";
import { MapSocket, seatOf, type Seat } from "./MapSocket.ts";
import { Newcomer } from "./Newcomer.ts";
import type { Room } from "./Room.ts";
import { closeOutdated } from "./rightsCheck.ts";
import type { RoomRegistry } from "./RoomRegistry.ts";
import { SocketWire } from "./SocketWire.ts";
import type { Time } from "./Time.ts";

const SYNC_PATH = "/sync/";
/** A stock client gives a silent connection up after 30 s. */
const TICK_MS = 10_000;
const RIGHTS_CHECK_MS = 30_000;

export interface UpgradeSetup {
  registry: RoomRegistry;
  originRule: OriginRule;
  sessions: Sessions;
  grantFor: GrantFor;
  /** Whether there is such a map. */
  mapState(this: void, mapId: string): Promise<"there" | "deleted" | "unknown">;
  /** See `Grant.epoch`. */
  epochOf(this: void, mapId: string): Promise<number>;
  /** Who wants to know when somebody comes to a map, and when the last of their connections has left it. */
  visits: {
    came(mapId: string, personId: string): void;
    left(mapId: string, personId: string): void;
  };
  time: Time;
  log: Log;
}

interface Entrance {
  who: SignedIn;
  room: Room;
  grant: Grant;
  extended: boolean;
  /** `RoomRegistry.rightsEpoch` before the grant was asked for. */
  rightsEpoch: number;
}
type Refusal = { code: CloseCode; reason: string };

function refuseOverHttp(socket: Duplex, status: string): void {
  const answer = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  // An ended socket stays open until the other end closes too, which it may never do.
  socket.end(answer, () => socket.destroy());
}

/** Serves upgrades of `server`. Returns how to stop: from then on, upgrades are refused. */
export function serveUpgrades(server: Server, setup: UpgradeSetup): () => void {
  const { time, log } = setup;
  const websockets = new WebSocketServer<typeof MapSocket>({
    noServer: true,
    WebSocket: MapSocket,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
  });
  const open = new Set<Seat>();
  let stopping = false;

  // Listeners that live as long as a connection are made outside of the handlers below: inside, they would keep the
  // whole request in memory with them.
  const onSocketError = (error: Error) => log.info(errorFields(error), "socket failed");
  const onWebsocketError = (error: Error) => log.warn(errorFields(error), "websocket failed");

  function onMessage(this: WebSocket, data: unknown, isBinary: boolean): void {
    const seat = seatOf(this);
    if (seat !== null) take(seat, data, isBinary);
  }

  function take({ room, connection }: Seat, data: unknown, isBinary: boolean): void {
    if (isBinary && data instanceof Uint8Array) room.receive(connection, data);
    else connection.refuse(CLOSE.badFrame, "text frame");
  }

  function onClose(this: WebSocket): void {
    const seat = seatOf(this);
    if (seat === null) return;
    const { room, connection } = seat;
    const { id: personId } = connection.grant.person;
    open.delete(seat);
    room.leave(connection);
    setup.registry.left(room);
    const isStillHere = [...room.connections].some((other) => other.grant.person.id === personId);
    if (!isStillHere) setup.visits.left(room.mapId, personId);
  }

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // First of all: a socket that fails without a listener would end the process.
    socket.on("error", onSocketError);
    const refusal = httpRefusal(request, setup.originRule, stopping);
    if (refusal !== null) {
      log.warn({ reason: refusal }, "upgrade refused");
      refuseOverHttp(socket, refusal);
      return;
    }
    const newcomer = new Newcomer(() => {
      let opened: MapSocket | null = null;
      if (socket.destroyed) return null;
      websockets.handleUpgrade(request, socket, head, (websocket) => {
        websocket.on("error", onWebsocketError);
        opened = websocket;
      });
      return opened;
    });
    entranceOf(request, setup, newcomer).then(
      (outcome) => enter(newcomer, socket, outcome),
      (error: unknown) => {
        log.error(errorFields(error), "upgrade failed");
        enter(newcomer, socket, { code: CLOSE.loadFailed, reason: "map not loaded" });
      },
    );
  });

  function enter(newcomer: Newcomer, socket: Duplex, outcome: Entrance | Refusal): void {
    const websocket = newcomer.websocket();
    if (websocket === null) return;
    // Who was let in while the server began to stop would be told by nobody else.
    const stopped = { code: CLOSE.restarting, reason: "server restarts" };
    const refusal = "code" in outcome ? outcome : stopping ? stopped : overtaken(outcome);
    if (refusal !== null) {
      newcomer.takeFrames(null);
      websocket.resume();
      websocket.close(refusal.code, refusal.reason);
    } else if (
      "room" in outcome &&
      websocket.readyState === websocket.OPEN &&
      socket instanceof Socket
    ) {
      attach(websocket, socket, newcomer, outcome);
    }
  }

  /** Rights that changed while somebody was on the way in closed those who were in: they are judged anew as well. */
  function overtaken({ rightsEpoch }: Entrance): Refusal | null {
    if (rightsEpoch === setup.registry.rightsEpoch) return null;
    return { code: CLOSE.rightsChanged, reason: "rights changed" };
  }

  function attach(
    websocket: MapSocket,
    socket: Socket,
    newcomer: Newcomer,
    { room, grant, extended, who }: Entrance,
  ): void {
    const wire = new SocketWire(websocket, socket);
    const connection = new Connection({ wire, grant, extended, log, time });
    const seat = { room, connection, wire, who };
    open.add(seat);
    const { bytes, left } = newcomer.bulk;
    if (bytes > 0) void left.then(connection.countBulk(bytes));
    // Only where nothing but the rows is in the document, the rows are all there is to know.
    const stateOf = room.idle ? () => stepOneOf(room) : null;
    const frames = newcomer.takeFrames(stateOf);
    websocket.seat = seat;
    websocket.on("message", onMessage);
    websocket.on("close", onClose);
    // From here on the websocket hears of it.
    socket.off("error", onSocketError);
    setup.visits.came(room.mapId, grant.person.id);
    room.join(connection);
    for (const { data, isBinary } of frames) take(seat, data, isBinary);
    websocket.resume();
  }

  const ticking = setInterval(() => {
    for (const { connection, wire } of open) {
      connection.tick();
      wire.tick();
    }
  }, TICK_MS);
  ticking.unref();
  let checking = false;
  const checkingRights = setInterval(() => {
    if (checking) return;
    checking = true;
    closeOutdated(open, setup.grantFor)
      .catch((error: unknown) => log.error(errorFields(error), "rights not checked"))
      .finally(() => {
        checking = false;
      });
  }, RIGHTS_CHECK_MS);
  checkingRights.unref();

  return () => {
    stopping = true;
    clearInterval(ticking);
    clearInterval(checkingRights);
  };
}

/** The status line for a request that no browser page of ours and no honest program sends; null if it is fine. */
function httpRefusal(request: IncomingMessage, rule: OriginRule, stopping: boolean): string | null {
  const path = request.url?.split("?")[0] ?? "";
  if (!path.startsWith(SYNC_PATH)) return "404 Not Found";
  // Ids need no escapes, so nothing is decoded: an escaped one is none.
  if (!mapIdSchema.safeParse(path.slice(SYNC_PATH.length)).success) return "400 Bad Request";
  if (!mayConnect(request, rule)) return "403 Forbidden";
  return stopping ? "503 Service Unavailable" : null;
}

/** The sync question of a client that has everything that is in the room now. */
function stepOneOf(room: Room): Uint8Array {
  return encodeStepOne(Y.encodeStateVector(room.doc)).payload;
}

async function entranceOf(
  request: IncomingMessage,
  { registry, sessions, grantFor, mapState, epochOf }: UpgradeSetup,
  newcomer: Newcomer,
): Promise<Entrance | Refusal> {
  const [path = "", query = ""] = request.url?.split("?") ?? [];
  const mapId = path.slice(SYNC_PATH.length);
  const parameters = new URLSearchParams(query);
  const schema = parameters.get(PARAM_SCHEMA);
  if (schema !== null && Number(schema) !== SCHEMA_VERSION) {
    return { code: CLOSE.outdatedClient, reason: "reload the page" };
  }
  const { rightsEpoch } = registry;
  const who = await sessions.of(request);
  if (who === null) return { code: CLOSE.signInNeeded, reason: "sign in" };
  const absence = absenceOf(await mapState(mapId));
  if (absence !== null) return absence;
  const granted = await grantFor(who, mapId);
  if (granted === null || !mayDo(granted.role, "map.open")) {
    return { code: CLOSE.noAccess, reason: "no access" };
  }
  const epoch = await epochOf(mapId);
  const copied = parameters.get(PARAM_EPOCH);
  if (copied !== null && Number(copied) !== epoch) {
    return { code: CLOSE.outdatedCopy, reason: "content was erased" };
  }
  const grant = { ...granted, epoch };
  const extended = parameters.get(PARAM_EXTENSIONS) === "1";
  const greeting = extended ? encodeGrant(grant) : null;
  for (;;) {
    const room = await registry.open(mapId, async (rows) => {
      if (rightsEpoch === registry.rightsEpoch) await newcomer.giveRows(rows, greeting);
    });
    // Deleting a map closes who is connected, not who is on the way in: loading may take a while.
    const absentNow = absenceOf(await mapState(mapId));
    if (absentNow !== null) return absentNow;
    if ((await epochOf(mapId)) !== epoch) {
      return { code: CLOSE.contentErased, reason: "content was erased" };
    }
    // Used at once: a room without people may close again.
    if (registry.get(mapId) === room) {
      return { room, grant, extended, who, rightsEpoch };
    }
  }
}

function absenceOf(state: "there" | "deleted" | "unknown"): Refusal | null {
  switch (state) {
    case "there":
      return null;
    case "deleted":
      return { code: CLOSE.mapDeleted, reason: "map deleted" };
    case "unknown":
      return { code: CLOSE.noSuchMap, reason: "no such map" };
  }
}
