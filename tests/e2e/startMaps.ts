// The state in which every test of the start page begins: one map, the starter map, seen by nobody yet.
import { type CreateMap, mapListSchema, mapSummarySchema } from "#shared/maps/api.ts";
import { openToMembers } from "../fixtures/newPeople.ts";
import { fetchAs } from "../fixtures/people.ts";

export const STARTER = "Kommunen im digitalen Zeitalter";

/** Takes every map to the bin and makes a new starter map. @returns the new map's id */
export async function onlyTheStarterMap(url: string): Promise<string> {
  const { maps } = mapListSchema.parse(await (await ask(url, "GET")).json());
  for (const { id } of maps) await ask(`${url}/api/maps/${id}`, "DELETE");
  return await newMap(url, { title: STARTER, from: "starter", language: "de" });
}

/** A map that every member may edit. @returns its id */
async function newMap(url: string, map: CreateMap): Promise<string> {
  const { id } = mapSummarySchema.parse(await (await ask(url, "POST", map)).json());
  await openToMembers(url, id);
  return id;
}

async function ask(url: string, method: string, body?: unknown): Promise<Response> {
  const address = url.includes("/api/") ? url : `${url}/api/maps`;
  const answer = await fetchAs(address, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status}`);
  return answer;
}
