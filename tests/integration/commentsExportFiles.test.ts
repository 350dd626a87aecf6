// Comments as files: what stands in them, in which order and form, and that making them holds nobody up.
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, beforeEach, expect, it } from "vitest";
import { exportQuerySchema, type ExportFormat, type ExportQuery } from "#shared/comments/api.ts";
import { newId } from "#shared/map/ids.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { csvLine } from "../../server/http/csv.ts";
import { grantsIn } from "../../server/access/grantFor.ts";
import { mapGate } from "../../server/access/mapGate.ts";
import { AuditLog } from "../../server/audit/AuditLog.ts";
import { exportRoutes } from "../../server/comments/export/exportRoutes.ts";
import { plainText } from "../../server/comments/export/plainText.ts";
import { TalkExports } from "../../server/comments/export/TalkExports.ts";
import { talkGate } from "../../server/comments/talkGate.ts";
import { TalkLimits } from "../../server/comments/TalkLimits.ts";
import type { By } from "../../server/comments/TalkStep.ts";
import { MapStore } from "../../server/maps/MapStore.ts";
import { newMap } from "../../server/maps/newMap.ts";
import type { JournalStore } from "../../server/store/JournalStore.ts";
import { SqliteJournalStore } from "../../server/store/SqliteJournalStore.ts";
import { csvRows, docxParagraphs, partsOf, xlsxRows } from "../fixtures/officeFiles.ts";
import { silentLog } from "../fixtures/roomWithClients.ts";
import { openTalkRows, type TalkRows } from "../fixtures/talkRows.ts";

const CONTENT = starterMap("de");
const [FIRST, SECOND] = CONTENT.nodes;
if (FIRST === undefined || SECOND === undefined) throw new Error("the starter map is empty");
const [LINK] = CONTENT.links;
if (LINK === undefined) throw new Error("the starter map has no links");
/** Columns of the table. */
const [KIND, PLACE, THREAD, NUMBER, REPLY_TO, TEXT, AUTHOR, , , STATE, OUTCOME, REASON] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
];
const FORMULAS = ["=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "＝1+1"];

let talk: TalkRows;
let store: JournalStore;
let exports: TalkExports;
let by: By;
let named: string;

beforeEach(async () => {
  talk = await openTalkRows();
  store = new SqliteJournalStore(talk.database.connection, talk.database.path);
  exports = new TalkExports({ db: talk.db, store });
  const map = newMap(newId(), CONTENT, null);
  await new MapStore(talk.db).insert(map);
  by = { mapId: map.id, personId: await talk.person("Berta Bleibt-Geheim") };
  named = await talk.person("Nora Namentlich");
  await talk.marks.release({ ...by, personId: named }, "named");
});
afterEach(async () => {
  await store.close();
  await talk.close();
});

async function made(format: ExportFormat, asked: Partial<ExportQuery> = {}): Promise<Uint8Array> {
  const query = exportQuerySchema.parse(asked);
  const wanted = { mapId: by.mapId, personId: by.personId, format, query };
  const file = await exports.make({ ...wanted, isStillWanted: () => true });
  if (!(file instanceof Uint8Array)) throw new Error(`no file: ${file}`);
  return file;
}

const rows = async (asked: Partial<ExportQuery> = {}): Promise<string[][]> =>
  csvRows(await made("csv", asked)).slice(1);

it("CO-120: one row for each comment, with what its thread hangs on, its number, what it answers and what came of it", async () => {
  const node = await talk.begin(by, "Zum Knoten", { on: "node", id: FIRST.id });
  const reply = await talk.say({ ...by, personId: named }, node.thread.id, "Eine Antwort");
  const gone = await talk.say(by, node.thread.id, "Wird gelöscht");
  await talk.comments.remove(by, "editor", gone);
  await talk.say(by, node.thread.id, "Noch eine");
  await talk.begin(by, "Zur Verbindung", { on: "link", id: LINK.id });
  await talk.begin(by, "Zur Stelle", { on: "place", x: 1, y: 2 });
  const whole = await talk.begin(by, "Zum Ganzen");
  await talk.begin(by, "Verwaist", { on: "node", id: "not-on-the-map" });
  const silent = await talk.begin(by, "Ganz weg");
  await talk.comments.remove(by, "owner", silent.comments[0]?.id ?? "");
  const outcome = { outcome: "partly-adopted", reason: "Gehört dazu" } as const;
  await talk.resolutions.set(by, "owner", node.thread.id, { state: "resolved", ...outcome });

  const all = await rows();
  const title = (id: string) => CONTENT.nodes.find((one) => one.id === id)?.title ?? "";
  const said = ["Zum Ganzen", "Zur Stelle", "Zum Knoten", "Eine Antwort", "Noch eine"];
  expect(all.map((row) => row[TEXT])).toEqual([...said, "Zur Verbindung", "Verwaist"]);
  expect(all.map((row) => row[KIND])).toEqual([
    "Ganze Karte",
    "Stelle auf der Karte",
    "Knoten",
    "Knoten",
    "Knoten",
    "Verbindung",
    "Knoten (verwaist)",
  ]);
  expect(all[2]?.[PLACE]).toBe(FIRST.title);
  expect(all[5]?.[PLACE]).toBe(`${title(LINK.source)} → ${title(LINK.target)}`);
  expect(all[6]?.[PLACE]).toBe("Titel");
  expect(all.slice(2, 5).map((row) => [row[NUMBER], row[REPLY_TO]])).toEqual([
    ["1", ""],
    ["2", "1"],
    ["3", "1"],
  ]);
  expect(all[3]?.[AUTHOR]).toBe("Nora Namentlich");
  expect(all[2]?.[AUTHOR]).toBe("ohne Perspektive");
  for (const row of all.slice(2, 5)) {
    expect([row[STATE], row[OUTCOME], row[REASON]]).toEqual([
      "erledigt",
      "teilweise übernommen",
      "Gehört dazu",
    ]);
    expect(row[0]).toBe(CONTENT.title);
  }
  // A thread keeps its number, whatever is asked for.
  const open = await rows({ state: "open" });
  expect(open).toEqual(all.filter((row) => row[STATE] === "offen"));
  expect(await rows({ state: "resolved" })).toEqual(all.slice(2, 5));
  expect(new Set(all.map((row) => row[THREAD])).size).toBe(5);
  expect(reply).not.toBe(whole.thread.id);

  const english = await rows({ language: "en" });
  expect(english[2]?.slice(STATE)).toEqual(["resolved", "partly adopted", "Gehört dazu"]);
});

it("CO-121: no cell can be taken for a formula, whoever wrote it", async () => {
  for (const text of FORMULAS) await talk.begin(by, text.replace(/^([+-])/, "\\$1"));
  const { thread } = await talk.begin(by, "Mit Grund");
  const outcome = { outcome: "noted", reason: "\t=1+1" } as const;
  await talk.resolutions.set(by, "owner", thread.id, { state: "resolved", ...outcome });
  await talk.begin(by, "constructor");
  await talk.begin(by, "_x003D_1+1");

  const cells = await rows();
  expect(cells.map((row) => row[TEXT]).slice(0, 5)).toEqual(FORMULAS.map((text) => `'${text}`));
  expect(cells[5]?.[REASON]).toBe("'\t=1+1");
  expect(csvLine(["\r=1", "\n=1", '"'])).toBe(`"'\r=1";"'\n=1";""""\r\n`);

  const file = await made("xlsx");
  expect([...partsOf(file).keys()].some((name) => name.includes("vba"))).toBe(false);
  const table = xlsxRows(file).slice(1);
  const texts = table.map((row) => row[TEXT]);
  for (const [index, text] of FORMULAS.entries()) {
    // Text, and of a format in which it stays text when somebody edits it.
    expect(texts[index]).toEqual({ type: "s", value: text, format: "@" });
  }
  expect(table[5]?.[REASON]).toEqual({ type: "s", value: "\t=1+1", format: "@" });
  expect(texts[6]).toMatchObject({ type: "s", value: "constructor " });
  // What Excel would read as "=" by its number is written so that it reads it as it was typed.
  expect(texts[7]).toMatchObject({ type: "s", value: "_x005F_x003D_1+1" });
});

it("CO-122: a workbook has a head that stays, widths, and dates of the zone; a document its headings, threads and outcomes", async () => {
  const { thread } = await talk.begin(by, "Eine **Frage**\n\n- eins\n- {0}", {
    on: "node",
    id: FIRST.id,
  });
  await talk.say({ ...by, personId: named }, thread.id, "Antwort");
  const outcome = { outcome: "not-adopted", reason: "Zu spät\nund zu viel" } as const;
  await talk.resolutions.set(by, "owner", thread.id, { state: "resolved", ...outcome });
  await talk.db
    .updateTable("comments")
    .set({ created_at: Date.UTC(2026, 6, 1, 22, 30) })
    .execute();

  const workbook = await made("xlsx");
  const sheet = partsOf(workbook).get("xl/worksheets/sheet1.xml") ?? "";
  expect(sheet).toContain('ySplit="1"');
  expect(sheet.match(/customWidth/g)?.length).toBe(13);
  const [head, row] = xlsxRows(workbook);
  expect(head?.map(({ value }) => value)).toContain("Datum (Europe/Berlin)");
  expect(row?.[TEXT]?.value).toBe("Eine Frage\n\n• eins\n• {0}");
  // 2 July 2026, half past midnight in Berlin, as days since the end of 1899.
  expect(row?.[9]).toMatchObject({ type: "n", format: "dd.mm.yyyy hh:mm" });
  expect(Number(row?.[9]?.value)).toBeCloseTo(46205 + 0.5 / 24, 6);
  expect((await rows())[0]?.[9]).toBe("2026-07-02 00:30");
  expect((await rows({ timeZone: "UTC" }))[0]?.[9]).toBe("2026-07-01 22:30");

  const paragraphs = docxParagraphs(await made("docx"));
  const headings = paragraphs.filter(([style]) => style !== "");
  expect(headings).toEqual([
    ["Title", `Kommentare zur Karte „${CONTENT.title}“`],
    ["Heading1", `Knoten: ${FIRST.title}`],
    ["Heading2", "Diskussion 1 (erledigt)"],
  ]);
  const texts = paragraphs.map(([, text]) => text);
  expect(texts.slice(-8)).toEqual([
    "Diskussion 1 (erledigt)",
    "ohne Perspektive · 02.07.2026, 00:30",
    "Eine Frage",
    "• eins\n• {0}",
    "Nora Namentlich · 02.07.2026, 00:30",
    "Antwort",
    "Ergebnis: nicht übernommen",
    "Begründung: Zu spät\nund zu viel",
  ]);
  const empty = docxParagraphs(await made("docx", { state: "open", language: "en" }));
  expect(empty.at(-1)).toEqual(["", "There is nothing to report here."]);
});

it("CO-123: a comment is plain text, with the titles of today; whatever it is made of, it is in the file", async () => {
  const letters = { person: (id: string) => `<${id}>`, node: (target: string) => `*${target}*` };
  const plain = (text: string) => plainText(text, letters);
  expect(plain("# Kopf\n**fett** _schief_ `Code` ~x~  \nneu")).toBe(
    "Kopf\n\nfett schief Code ~x~\nneu",
  );
  expect(plain("1. eins\n2. zwei\n   - drei\n\n> Zitat\n> geht\n\n---")).toBe(
    "1. eins\n2. zwei\n   • drei\n\n> Zitat\n> geht\n\n* * *",
  );
  expect(plain("[Seite](https://a.de) <https://b.de> ![Bild](https://c.de/x.png) <b>x</b>")).toBe(
    "Seite (https://a.de) https://b.de Bild <b>x</b>",
  );
  expect(plain("**@{anna}** [[k1]] `[[k2]]`")).toBe("@<anna> *k1* *k2*");
  expect(plain(`a\uE000${"0"}\uE001`)).toBe("a0");
  const deep = "1. ".repeat(3_333);
  expect(plain(deep)).toBe(deep.trim());
  const long = plainText("[[x]]".repeat(2_000), { ...letters, node: () => "x".repeat(200) });
  expect(long).toHaveLength(32_767);

  await talk.begin(
    by,
    `[[${FIRST.id}]] [[${newId()}]] [[${SECOND.title}]] [[Irgendwas]] \uFFFEende`,
  );
  const text = `${FIRST.title} gelöschter Knoten ${SECOND.title} Irgendwas ende`;
  expect((await rows())[0]?.[TEXT]).toBe(text);
  expect(xlsxRows(await made("xlsx"))[1]?.[TEXT]?.value).toBe(text);
  expect(docxParagraphs(await made("docx")).at(-1)?.[1]).toBe(text);
});

it("CO-124: five thousand comments are all in the file, and nobody waits for it", async () => {
  const threads = 500;
  talk.fill(by, { threads, comments: 10 });
  let ticks = 0;
  let isOver = false;
  /** Rows read since the last tick: what everybody else waits for at once. */
  let most = 0;
  let since = 0;
  const { connection } = talk.database;
  const prepare = connection.prepare.bind(connection);
  connection.prepare = (sql) => {
    since += 1;
    return prepare(sql);
  };
  const tick = (): void => {
    ticks += 1;
    most = Math.max(most, since);
    since = 0;
    if (!isOver) setImmediate(tick);
  };
  tick();
  const file = await made("xlsx");
  isOver = true;
  connection.prepare = prepare;
  expect(xlsxRows(file)).toHaveLength(1 + threads * 10);
  // Pages are read one by one, and while the thread works the loop goes round and round.
  expect(most).toBeLessThanOrEqual(6);
  expect(ticks).toBeGreaterThan(500);
});

it("CO-125: one file at a time for each person; whoever has gone holds up nobody", async () => {
  await talk.begin(by, "Ein Wort");
  const query = exportQuerySchema.parse({});
  const wanted = { mapId: by.mapId, format: "csv", query } as const;
  const isStillWanted = () => true;
  const [first, second, other, gone] = await Promise.all([
    exports.make({ ...wanted, personId: "a", isStillWanted }),
    exports.make({ ...wanted, personId: "a", isStillWanted }),
    exports.make({ ...wanted, personId: "b", isStillWanted }),
    exports.make({ ...wanted, personId: "c", isStillWanted: () => false }),
  ]);
  expect(first).toBeInstanceOf(Uint8Array);
  expect([second, gone]).toEqual(["busy", null]);
  expect(other).toEqual(first);
  expect(await exports.make({ ...wanted, personId: "a", isStillWanted })).toEqual(first);
  // One that fails is over as well.
  const { connection } = talk.database;
  connection.exec("alter table mentions rename to gone");
  const again = { ...wanted, personId: "a", isStillWanted };
  await expect(exports.make(again)).rejects.toThrow("mentions");
  connection.exec("alter table gone rename to mentions");
  expect(await exports.make(again)).toEqual(first);
});

/** While a file is made, something happens. */
class Meanwhile extends SqliteJournalStore {
  happens: () => void = () => undefined;

  override async load(mapId: string) {
    this.happens();
    return await super.load(mapId);
  }
}

it("CO-128: whoever loses their right while the file is made gets none, and nothing stands in the log", async () => {
  await talk.begin(by, "Ein Wort");
  await talk.giveRole(by.mapId, named, "viewer");
  const { connection, path } = talk.database;
  const meanwhile = new Meanwhile(connection, path);
  const person = { id: named, name: "Nora Namentlich", colour: 1 };
  const who = { person, kind: "member" as const, isAdmin: false, sessionId: newId() };
  const grantFor = grantsIn(talk.db);
  const onMap = mapGate({
    sessions: { of: () => Promise.resolve(who) },
    grantFor,
    hasMap: () => Promise.resolve(true),
  });
  const limits = new TalkLimits();
  const gate = talkGate({ onMap, limits, mapState: () => Promise.resolve("there") });
  const audit = new AuditLog(talk.db, silentLog);
  const routes = exportRoutes({
    gate,
    exports: new TalkExports({ db: talk.db, store: meanwhile }),
    grantFor,
    audit,
  });
  const server = express().use("/api/maps", routes).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async () => {
    const file = await fetch(`http://127.0.0.1:${port}/api/maps/${by.mapId}/comments/export.csv`);
    return { status: file.status, text: await file.text() };
  };
  try {
    const allowed = await ask();
    expect([allowed.status, allowed.text.includes("Ein Wort")]).toEqual([200, true]);
    meanwhile.happens = () => connection.exec("delete from map_members");
    const refused = await ask();
    expect([refused.status, refused.text.includes("Ein Wort")]).toEqual([403, false]);
    const entries = await audit.read({ before: null, mapId: by.mapId, limit: 10 });
    expect(entries.map(({ action }) => action)).toEqual(["map.exported"]);
  } finally {
    server.close();
    await meanwhile.close();
  }
});
