// The tables of notices, as Kysely sees them. What a notice says (names, titles, words) is looked up when it is shown.
import type { Generated } from "kysely";
import type { MailPace, NoticeKind } from "#shared/notices/api.ts";

export interface NoticesTable {
  /** Rising: the newest is the greatest. */
  id: Generated<number>;
  /** Who is told. */
  person_id: string;
  kind: NoticeKind;
  at: number;
  map_id: string;
  thread_id: string;
  /** null: about the thread as a whole. */
  comment_id: string | null;
  /** Its place in the talk on the map: whoever has read the thread up to here has read the notice too. */
  number: number;
  by_id: string;
  read_at: Generated<number | null>;
  /** When it went out by mail, or when it was clear that it never will. */
  mail_done_at: Generated<number | null>;
}

/** How somebody is told by mail. Without a row: as if nothing was ever chosen. */
export interface NoticeMailTable {
  person_id: string;
  /** null: nothing was chosen. */
  pace: MailPace | null;
  /** An address whose link was opened. Of members it counts only as long as it is the address of their account. */
  email: string | null;
  /** No mail before this: one is being sent at the moment, or the last one was refused. */
  not_before: Generated<number>;
  /** Mails that were refused since the last one that was taken. */
  failures: Generated<number>;
  /** `2026-11-22`, in the server's zone: the day that `mails` counts. */
  day: Generated<string>;
  mails: Generated<number>;
}

/** Links in mails about notices. */
export interface NoticeLinksTable {
  /** SHA-256 of the token in the link. */
  token_hash: string;
  person_id: string;
  purpose: "confirm" | "unsubscribe";
  /** Of `confirm`: the address the link was sent to. */
  email: string | null;
  made_at: number;
  expires_at: number;
  used_at: Generated<number | null>;
}
