// Exported comments over HTTP: who may have them, and under which names people stand in them.
import { afterAll, beforeAll, expect, it } from "vitest";
import { EXPORT_FORMATS, type ExportFormat } from "#shared/comments/api.ts";
import { mentionOf } from "#shared/comments/tokens.ts";
import { auditSchema } from "#shared/access/api.ts";
import { askApi } from "../fixtures/askApi.ts";
import { giveRole, guestBy, invite, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import { csvRows, docxParagraphs, partsOf } from "../fixtures/officeFiles.ts";
import { fetchAs, type As } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

interface File {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

async function fetched(mapId: string, name: string, as?: As): Promise<File> {
  const url = `${server.url}/api/maps/${mapId}/comments/export.${name}`;
  const response = await fetchAs(url, {}, as);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

/** Every letter of a file, unpacked. */
function letters(format: ExportFormat, { bytes }: File): string {
  if (format === "csv") return Buffer.from(bytes).toString();
  return [...partsOf(bytes)].flat().join("\n");
}

it("CO-126: people stand in a file as each of them chose for this map, also where they are mentioned", async () => {
  const { id: mapId } = await newMapAt(server.url);
  const guest = async (name: string, perspective: string, organisation: string) => {
    const link = await invite(server.url, mapId, {
      name,
      role: "commenter",
      perspective,
      organisation,
    });
    return guestBy(server.url, link.token, { name });
  };
  const open = await guest("Olga Offen", "Wissenschaft", "Institut Nord");
  const secret = await guest("Gerda Geheim", "Verwaltung", "Amt Verborgen");
  const plain = await server.newMember("Paula Privat");
  await giveRole(server.url, mapId, plain, "editor");
  const member = await server.newMember("Maria Mitglied");
  await giveRole(server.url, mapId, member, "editor");
  const say = (as: As) => new TalkOverHttp(server.url, mapId, as);
  for (const as of [open, member]) {
    const body = { release: "named" };
    await say(as).ask("/release", { method: "PUT", body });
  }
  // On another map she is named; that says nothing about this one.
  const other = await newMapAt(server.url, "Andere");
  await giveRole(server.url, other.id, plain, "editor");
  const elsewhere = new TalkOverHttp(server.url, other.id, plain);
  await elsewhere.ask("/release", { method: "PUT", body: { release: "named" } });
  const stranger = await server.newMember("Frieda Fremd");

  const people = [open, secret, plain, member, stranger];
  const mentions = people.map(({ person }) => mentionOf(person.id)).join(" ");
  const { thread } = await say(open).begin(`Bitte ${mentions}`);
  for (const as of [secret, plain, member]) await say(as).reply(thread.id, "Antwort");
  const body = { state: "resolved", outcome: "adopted", reason: "Stimmt" };
  await say(plain).ask(`/threads/${thread.id}/state`, { method: "PUT", body });

  const hidden = ["Gerda", "Geheim", "Verborgen", "Paula", "Privat", "Frieda", "Fremd"];
  for (const format of EXPORT_FORMATS) {
    const said = letters(format, await fetched(mapId, format));
    expect(said).toContain("Olga Offen (Gast)");
    expect(said).toContain("Maria Mitglied");
    expect(hidden.filter((name) => said.includes(name))).toEqual([]);
    expect(people.filter(({ person }) => said.includes(person.id))).toEqual([]);
    // A library of theirs says who made the file; it is nobody here.
    expect(said).not.toMatch(/Un-named/);
  }
  const table = csvRows((await fetched(mapId, "csv")).bytes).slice(1);
  expect(table.map((row) => [row[7], row[8]])).toEqual([
    ["Olga Offen (Gast)", "Institut Nord"],
    ["Verwaltung", ""],
    ["ohne Perspektive", ""],
    ["Maria Mitglied", ""],
  ]);
  expect(table[0]?.[6]).toBe(
    "Bitte @Olga Offen (Gast) @Verwaltung @Mitwirkende @Maria Mitglied @Mitwirkende",
  );

  // Whoever thinks better of it is gone from the next file; who was erased has no name at all.
  await say(open).ask("/release", { method: "PUT", body: { release: "perspective" } });
  const path = `${server.url}/api/maps/${mapId}/guests/${secret.person.id}`;
  const erased = await askApi(path, { method: "DELETE" });
  expect(erased.status).toBe(204);
  const document = docxParagraphs((await fetched(mapId, "docx")).bytes).map(([, text]) => text);
  expect(document.join("\n")).not.toMatch(/Olga|Institut Nord/);
  expect(document.filter((text) => / · /.test(text)).map((text) => text.split(" · ")[0])).toEqual([
    "Wissenschaft",
    "Gelöschtes Konto",
    "ohne Perspektive",
    "Maria Mitglied",
  ]);
});

it("CO-127: whoever may read has the file, in German or English; others have not, and it is in the log", async () => {
  const { id: mapId } = await newMapAt(server.url, "Geheimer Titel");
  const owner = new TalkOverHttp(server.url, mapId);
  await owner.begin("Ein Wort");
  const viewer = await server.newMember();
  const stranger = await server.newMember();
  await giveRole(server.url, mapId, viewer, "viewer");
  const types = {
    csv: "text/csv; charset=utf-8",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  };
  for (const format of EXPORT_FORMATS) {
    const { status, headers } = await fetched(mapId, format, viewer);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe(types[format]);
    // No title: headers are kept by others.
    const name = `attachment; filename=kommentare.${format}`;
    expect(headers.get("content-disposition")).toBe(name);
    expect(headers.get("cache-control")).toBe("no-store");
    expect((await fetched(mapId, format, stranger)).status).toBe(403);
    expect((await fetched(mapId, format, null)).status).toBe(401);
  }
  const english = await fetched(mapId, "csv?language=en&state=all", viewer);
  expect(csvRows(english.bytes)[0]?.slice(0, 3)).toEqual(["Map", "Where", "Title"]);
  const resolved = await fetched(mapId, "csv?state=resolved", viewer);
  expect(csvRows(resolved.bytes)).toHaveLength(1);

  const ask = async (name: string) => outcomeOf(await owner.ask(`/export.${name}`));
  for (const wrong of ["language=fr", "state=mine", "timeZone=Mond/Meer", "state=all&state=open"]) {
    expect(await ask(`csv?${wrong}`)).toEqual([400, "invalid-request"]);
  }
  expect((await ask("pdf"))[0]).toBe(404);
  const log = await askApi(`${server.url}/api/maps/${mapId}/audit`);
  const { entries } = auditSchema.parse(log.json());
  const exported = entries.filter(({ action }) => action === "map.exported");
  expect(exported).toHaveLength(5);
  await askApi(`${server.url}/api/maps/${mapId}`, { method: "DELETE" });
  expect(await ask("csv")).toEqual([410, "map-deleted"]);
});
