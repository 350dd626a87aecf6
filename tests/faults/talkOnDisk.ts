// Whether what was said on a map is in the server's file as it was answered: every answered comment once, with its number,
// nothing twice, nothing out of nowhere. Knows the tables, not the server.
import { readMap } from "#shared/map/read.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { docOnDisk } from "./journalFile.ts";
import type { Talker } from "./Talker.ts";

interface CommentRow {
  id: string;
  threadId: string;
  text: string;
  number: number;
}

/** Also while a server runs. `found`: a comment that was not answered is there all the same. */
export function lookAtTalk(
  dataDir: string,
  { place: { mapId }, answered, waiting }: Pick<Talker, "place" | "answered" | "waiting">,
): { complaints: string[]; found: boolean } {
  const rows = commentRows(dataDir, mapId);
  const byText = Map.groupBy(rows, ({ text }) => text);
  const complaints = numbersComplaints(dataDir, mapId, rows);
  const known = new Set(answered.map(({ text }) => text));
  for (const { id, threadId, text, number } of answered) {
    const [row, ...more] = byText.get(text) ?? [];
    if (row === undefined) complaints.push(`comment ${text} was answered and is lost`);
    else if (more.length > 0) complaints.push(`comment ${text} is there ${more.length + 1} times`);
    else if (row.id !== id || row.threadId !== threadId || row.number !== number) {
      complaints.push(`comment ${text} is another one than was answered`);
    }
  }
  for (const { text } of rows) {
    if (!known.has(text) && text !== waiting?.text) {
      complaints.push(`comment ${text} is there, and nobody said it`);
    }
  }
  const found = waiting === null ? 0 : (byText.get(waiting.text)?.length ?? 0);
  if (found > 1) complaints.push(`comment ${waiting?.text ?? ""} is there ${found} times`);
  return { complaints, found: found === 1 };
}

/** Threads that call their node otherwise than the map does; after a stop in good order there are none. */
export function wrongTitles(dataDir: string, mapId: string): string[] {
  const { nodes } = readMap(docOnDisk(dataDir, mapId));
  return inDatabase(dataDir, (database) =>
    database
      .prepare(
        "select anchor_id, anchor_title from threads where map_id = ? and anchor_on = 'node'",
      )
      .all(mapId)
      .flatMap(({ anchor_id: id, anchor_title: title }) => {
        const node = nodes.get(String(id));
        return node === undefined || node.title === title
          ? []
          : [`a thread calls its node ${String(title)}, the map ${node.title}`];
      }),
  );
}

function commentRows(dataDir: string, mapId: string): CommentRow[] {
  return inDatabase(dataDir, (database) =>
    database
      .prepare("select id, thread_id, text, number from comments where map_id = ? order by number")
      .all(mapId)
      .map((row) => ({
        id: String(row["id"]),
        threadId: String(row["thread_id"]),
        text: String(row["text"]),
        number: Number(row["number"]),
      })),
  );
}

/** Whether every number on the map was given once, and no thread has an older one than what was said in it. */
function numbersComplaints(dataDir: string, mapId: string, comments: CommentRow[]): string[] {
  const { last, threads } = inDatabase(dataDir, (database) => ({
    last: Number(
      database.prepare("select last from talk_numbers where map_id = ?").get(mapId)?.["last"] ?? 0,
    ),
    threads: new Map(
      database
        .prepare("select id, seq from threads where map_id = ?")
        .all(mapId)
        .map(({ id, seq }) => [String(id), Number(seq)]),
    ),
  }));
  const complaints: string[] = [];
  const numbers = comments.map(({ number }) => number);
  const seqs = [...threads.values()];
  if (new Set(numbers).size < numbers.length) complaints.push("two comments have one number");
  if (new Set(seqs).size < seqs.length) complaints.push("two threads have one number");
  const greatest = Math.max(0, ...numbers, ...seqs);
  if (greatest > last) complaints.push(`number ${greatest} is in use, ${last} was given last`);
  for (const { threadId, number, text } of comments) {
    if ((threads.get(threadId) ?? -1) < number) complaints.push(`nobody is told of ${text}`);
  }
  return complaints;
}
