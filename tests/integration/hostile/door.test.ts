// Who gets as far as a socket: names of maps, origins, handshakes that come to no end, readers that stop reading.
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import * as Y from "yjs";
import { newId } from "#shared/map/ids.ts";
import { descriptionOf } from "#shared/map/read.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { fetchAs } from "../../fixtures/people.ts";
import { stepOneFrame } from "../../fixtures/syncFrames.ts";
import { waitFor } from "../../fixtures/waitFor.ts";
import { Attacker, upgradeStatus } from "./Attacker.ts";
import { aNodeOf } from "./badUpdates.ts";
import { Scene } from "./Scene.ts";

const HANDSHAKE_WITHIN_MS = 20_000;
const DRIP_MS = 500;
const LOOK_EVERY_MS = 10;
const FLOOD_CHARS = 400_000;
/** Enough to fill the buffers of both operating systems' ends and what the server allows. */
const FLOODS = 60;
const FLOOD_MEMORY_BYTES = 300 * 1_048_576;

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.begin();
});
afterAll(() => scene.end());

describe("the way in", () => {
  it.each([
    ["a path upwards", "../x"],
    ["an escaped path upwards", "..%2f..%2fx"],
    ["an escaped NUL", "a%00b"],
    ["4 KB of name", "a".repeat(4_096)],
    ["nothing", ""],
    ["an id and more", `${newId()}/x`],
    ["an id, escaped", "%41".repeat(22)],
  ])("HI-11: %s is no map's name: 400, or 404 where no maps are", async (_case, name) => {
    await scene.unharmedBy(async () => {
      const status = await upgradeStatus(scene.server.url, `/sync/${name}`);
      expect([400, 404]).toContain(status);
    });
  });

  it("HI-11: an id that no map has is a handshake and 4404; nothing is made", async () => {
    await scene.unharmedBy(async () => {
      const attacker = await Attacker.join(scene.server.syncUrl, newId());
      await waitFor("it was closed", () => attacker.closedWith);
      expect(attacker.closedWith).toBe(CLOSE.noSuchMap);
    });
    const maps = (await (await fetchAs(`${scene.server.url}/api/maps`)).json()) as {
      maps: unknown[];
    };
    expect(maps.maps).toHaveLength(2);
  });

  it("HI-11: on another map's socket nothing of this one is heard or changed", async () => {
    const attacker = await Attacker.join(scene.server.syncUrl, scene.otherMapId);
    await scene.unharmedBy(async () => {
      attacker.send(stepOneFrame(Uint8Array.of(0)));
      await waitFor("it is answered", () => attacker.received.length >= 2);
    });
    const heard = Buffer.concat(attacker.received).toString("latin1");
    expect(heard).not.toContain(aNodeOf(scene.writer.doc));
    attacker.close();
  });

  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["an opaque origin", { origin: "null" }],
    ["an empty origin", { origin: "" }],
    ["another site whose name leads here", { origin: "http://evil.example", host: "evil.example" }],
    ["another name without an origin", { host: "evil.example" }],
  ])("HI-12: %s is refused with 403", async (_case, headers: Record<string, string>) => {
    await scene.unharmedBy(async () => {
      expect(await upgradeStatus(scene.server.url, `/sync/${scene.mapId}`, headers)).toBe(403);
    });
  });

  it("HI-12: this server's own page, and a program on this machine that sends no origin, get in", async () => {
    const { url } = scene.server;
    const path = `/sync/${scene.mapId}`;
    expect(await upgradeStatus(url, path, { origin: url })).toBe(101);
    expect(await upgradeStatus(url, path)).toBe(101);
  });
});

function speak(url: string, first: string): { socket: Socket; ended: () => boolean } {
  const { hostname, port } = new URL(url);
  let over = false;
  const socket = connect(Number(port), hostname, () => socket.write(first));
  socket.on("close", () => {
    over = true;
  });
  socket.on("error", () => undefined);
  socket.resume();
  return { socket, ended: () => over };
}

describe("time and patience", () => {
  it("HI-13: handshakes that come to no end are cut, and 200 of them keep nobody out", async () => {
    const head = `GET /sync/${scene.mapId} HTTP/1.1\r\nHost: 127.0.0.1\r\n`;
    const drips = Array.from({ length: 200 }, () => speak(scene.server.url, head));
    const dripping = setInterval(() => {
      for (const { socket } of drips) if (socket.writable) socket.write("X-A: b\r\n");
    }, DRIP_MS);
    try {
      await scene.unharmedBy(() =>
        waitFor(
          "all of them are cut",
          () => drips.every(({ ended }) => ended()),
          HANDSHAKE_WITHIN_MS,
        ),
      );
    } finally {
      clearInterval(dripping);
      for (const { socket } of drips) socket.destroy();
    }
  });

  it.each([
    ["noise", "\u0000\u0001\u0002\r\n\r\n"],
    ["headers of 100 KB", `GET /sync/x HTTP/1.1\r\nX: ${"a".repeat(100_000)}\r\n\r\n`],
    [
      "an upgrade to something else",
      "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
    ],
  ])("HI-13: %s instead of a handshake is answered and cut", async (_case, text) => {
    await scene.unharmedBy(async () => {
      const { ended } = speak(scene.server.url, text);
      await waitFor("the socket is closed", ended);
    });
  });

  it("HI-13: who is refused and does not hang up is hung up on", async () => {
    const { hostname, port } = new URL(scene.server.url);
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    let over = false;
    let heardEnd = false;
    socket.on("error", () => undefined);
    socket.on("end", () => (heardEnd = true));
    socket.on("close", () => (over = true));
    socket.resume();
    socket.write(
      "GET /sync/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    );
    await scene.unharmedBy(async () => {
      await waitFor("it was refused", () => heardEnd);
      await waitFor("nobody is there any more", () => {
        if (socket.writable) socket.write("x");
        return over;
      });
    });
    socket.destroy();
  });

  it("HI-14: a reader who stops reading is closed with 1013; the server's memory stays bounded, nobody waits for it", async () => {
    const { writer, witness } = scene;
    const attacker = await scene.attacker();
    attacker.send(stepOneFrame(Uint8Array.of(0)));
    await waitFor("it is in step", () => attacker.received.length >= 2);
    attacker.stopReading();
    const before = await scene.memoryBytes();
    const id = aNodeOf(writer.doc);
    const isClosed = (): boolean => scene.server.log().includes("too slow a reader");
    // As soon as it is: who does not even read the close for a while is cut off, and sees 1006.
    const looking = setInterval(() => {
      if (isClosed()) attacker.readAgain();
    }, LOOK_EVERY_MS);
    onTestFinished(() => clearInterval(looking));
    for (let flood = 0; flood < FLOODS && !isClosed(); flood++) {
      const text = new Y.XmlText();
      writer.doc.transact(() => {
        descriptionOf(writer.doc, id)?.insert(0, [text]);
        text.insert(0, "x".repeat(FLOOD_CHARS));
      });
      const sent = Y.encodeStateVector(writer.doc);
      await waitFor("the witness has it all the same", () =>
        Buffer.from(sent).equals(Y.encodeStateVector(witness.doc)),
      );
      // Only now: written and deleted within a turn, it would go out as the length of what is gone.
      writer.doc.transact(() => descriptionOf(writer.doc, id)?.delete(0, 1));
    }
    await waitFor("it was closed", () => attacker.closedWith);
    expect(attacker.closedWith).toBe(CLOSE.slowReader);
    expect((await scene.memoryBytes()) - before).toBeLessThan(FLOOD_MEMORY_BYTES);
    expect(witness.closes).toEqual([]);
  });
});
