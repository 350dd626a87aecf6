// Somebody else on the same map, outside of the browser: fills it, and moves its nodes about.
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { moveNodes } from "#shared/map/edit.ts";
import { MAP_JSON_FORMAT, MAP_JSON_VERSION } from "#shared/map/json.ts";
import { readMap } from "#shared/map/read.ts";
import { socketWith } from "../../fixtures/people.ts";
import { mapBlocks } from "../sync/mapContent.ts";

const MOVES_PER_S = 60;
const REACH = 40;

export class Colleague {
  readonly map: string;
  /** Of the map's owner. */
  readonly cookie: string;
  private readonly doc: Y.Doc;
  private readonly provider: WebsocketProvider;

  private constructor(map: string, cookie: string, doc: Y.Doc, provider: WebsocketProvider) {
    this.map = map;
    this.cookie = cookie;
    this.doc = doc;
    this.provider = provider;
  }

  /** Makes a map of so many nodes on the server, and joins it. */
  static async withMap(server: string, cookie: string, nodeCount: number): Promise<Colleague> {
    const blocks = mapBlocks(nodeCount, "Knoten Nummer");
    const file = {
      format: MAP_JSON_FORMAT,
      version: MAP_JSON_VERSION,
      title: `${nodeCount} Knoten`,
      nodes: blocks.flatMap(({ nodes }) => nodes),
      links: blocks.flatMap(({ links }) => links),
    };
    const answer = await fetch(`${server}/api/maps/import`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server, cookie },
      body: JSON.stringify(file),
    });
    const id = /"id":"([A-Za-z0-9_-]{22})"/.exec(await answer.text())?.[1];
    if (id === undefined) throw new Error(`the map was not taken: ${answer.status}`);
    const doc = new Y.Doc();
    const sync = `${server.replace("http", "ws")}/sync`;
    const provider = new WebsocketProvider(sync, id, doc, {
      disableBc: true,
      WebSocketPolyfill: socketWith(cookie),
    });
    await new Promise<void>((resolve) => {
      provider.on("sync", (synced: boolean) => synced && resolve());
    });
    return new Colleague(id, cookie, doc, provider);
  }

  /** Moves these nodes, one after another and back again, sixty times a second for `ms`. */
  async moveAbout(ids: string[], ms: number): Promise<void> {
    const places = readMap(this.doc).nodes;
    const start = performance.now();
    for (let moves = 0; performance.now() - start < ms; moves++) {
      const id = ids[moves % ids.length] ?? "";
      const place = places.get(id)?.place;
      if (place === undefined) throw new Error(`no node ${id}`);
      const away = Math.floor(moves / ids.length) % 2 === 0 ? REACH : 0;
      const moved = { ...place, x: place.x + away, y: place.y + away };
      moveNodes({ doc: this.doc, origin: "colleague" }, new Map([[id, moved]]));
      const due = start + ((moves + 1) * 1000) / MOVES_PER_S;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
    moveNodes(
      { doc: this.doc, origin: "colleague" },
      new Map(
        ids.flatMap((id) => {
          const place = places.get(id)?.place;
          return place === undefined ? [] : [[id, place]];
        }),
      ),
    );
  }

  leave(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}
