// The operator's texts on a real server.
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditSchema } from "#shared/access/api.ts";
import { operatorTextsSchema, type OperatorTexts } from "#shared/people/api.ts";
import { askApi, type Answer } from "../fixtures/askApi.ts";
import { guestBy, invite, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import type { As } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

let server: ServerProcess;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

const TEXTS: OperatorTexts = {
  operator: "Amt für Zukunft",
  privacyDe: "# Datenschutz\n\nWir speichern <b>wenig</b>.",
  privacyEn: "# Privacy 🌲",
  imprintDe: "Amt für Zukunft\nWaldweg 1",
  imprintEn: "",
};

const read = async (as: As = null): Promise<OperatorTexts> =>
  operatorTextsSchema.parse((await askApi(`${server.url}/api/texts`, { as })).json());
const write = (body: unknown, as?: As): Promise<Answer> =>
  askApi(`${server.url}/api/admin/texts`, { method: "PUT", body, as });

it("DP-16: the operator's texts are empty at first, set by who runs the installation, and read by everybody", async () => {
  expect(await read()).toEqual(Object.fromEntries(Object.keys(TEXTS).map((name) => [name, ""])));
  expect((await write(TEXTS)).status).toBe(204);
  expect(await read()).toEqual(TEXTS);
  expect((await write({ ...TEXTS, operator: "Anderes Amt" })).status).toBe(204);
  await server.restart();
  expect((await read()).operator).toBe("Anderes Amt");
  const log = auditSchema.parse((await askApi(`${server.url}/api/admin/audit`)).json());
  const actions = log.entries.map(({ action }) => action);
  expect(actions.filter((action) => action === "texts.changed")).toHaveLength(2);
});

it("DP-16: nobody else sets them, and what is no text is none", async () => {
  const before = await read();
  const { id: mapId } = await newMapAt(server.url);
  const guest = await guestBy(server.url, (await invite(server.url, mapId)).token);
  for (const as of [await server.newMember(), guest]) {
    expect(outcomeOf(await write(TEXTS, as))).toEqual([403, "no-access"]);
  }
  expect(outcomeOf(await write(TEXTS, null))).toEqual([401, "sign-in-needed"]);
  const { operator, ...missing } = TEXTS;
  for (const body of [
    missing,
    { ...TEXTS, operator: operator.repeat(20) },
    { ...TEXTS, imprintDe: "x".repeat(50_001) },
    { ...TEXTS, isAdmin: true },
    JSON.stringify(TEXTS).replace("{", '{"__proto__":{"operator":"x"},'),
  ]) {
    expect(outcomeOf(await write(body))).toEqual([400, "invalid-request"]);
  }
  expect(outcomeOf(await write({ ...TEXTS, imprintDe: "x".repeat(2_000_000) }))).toEqual([
    413,
    "too-large",
  ]);
  expect(await read()).toEqual(before);
});
