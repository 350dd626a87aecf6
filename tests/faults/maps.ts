// The maps of a running server, over its HTTP API as their owner uses it from a program on the same machine.
import { mapListSchema, mapSummarySchema, type MapSummary } from "#shared/maps/api.ts";
import { fetchAs } from "../fixtures/people.ts";

export async function listMaps(url: string): Promise<MapSummary[]> {
  const answer = await fetchAs(`${url}/api/maps`);
  if (!answer.ok) throw new Error(`GET /api/maps answered ${answer.status}`);
  return mapListSchema.parse(await answer.json()).maps;
}

/** An empty map. */
export async function createMap(url: string, title: string): Promise<MapSummary> {
  const answer = await fetchAs(`${url}/api/maps`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title, from: "empty", language: "de" }),
  });
  if (!answer.ok) throw new Error(`POST /api/maps answered ${answer.status}`);
  return mapSummarySchema.parse(await answer.json());
}
