// Tries at the versions of a map, over HTTP.
import { newId } from "#shared/map/ids.ts";
import { versionSchema, type Version } from "#shared/versions/api.ts";
import { askApi } from "../../fixtures/askApi.ts";
import { each, http, type Probe, type Scene } from "./probes.ts";

/** A version that the owner has saved. */
async function saved({ server, mapId, owner }: Scene): Promise<Version> {
  const url = `${server.url}/api/maps/${mapId}/versions`;
  const body = { id: newId(), name: "Stand vom Montag", note: "" };
  return versionSchema.parse((await askApi(url, { method: "POST", body, as: owner })).json());
}

/** A request about a version of the owner's. */
function about(method: string, path: string, body?: () => unknown): Probe {
  return async (scene, holder) => {
    const { id } = await saved(scene);
    return await http(method, `/versions/${id}${path}`, body?.())(scene, holder);
  };
}

/** One version for all of them: far more would be too many for one person to save. */
export const readsVersions: Probe = async (scene, holder) => {
  const { id } = await saved(scene);
  return await each(
    http("GET", "/versions"),
    http("GET", `/versions/${id}`),
    http("GET", `/versions/${id}/picture.svg`),
    http("GET", `/comments/at/versions/${id}`),
  )(scene, holder);
};

export const readsAState: Probe = async (scene, holder) => {
  const { stateId } = await saved(scene);
  return await http("GET", `/states/${stateId}`)(scene, holder);
};

export const writesVersions: Probe = each(
  (scene, holder) => http("POST", "/versions", { id: newId(), name: "Neu" })(scene, holder),
  about("PATCH", "", () => ({ name: "Anders" })),
  about("POST", "/restore", () => ({ requestId: newId() })),
);

export const deletesAVersion: Probe = about("DELETE", "");
