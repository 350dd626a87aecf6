// The tables, as Kysely sees them. Columns keep the same names in every engine; times are milliseconds since the epoch.
import type { Generated } from "kysely";
import type { TeamRole } from "#shared/access/api.ts";
import type { Role } from "#shared/access/policy.ts";
import type { Language, PersonKind } from "#shared/people/api.ts";
import type { MailedLinksTable, PasskeysTable } from "./signInTables.ts";
import type { AuditTable, InvitationsTable, InvitedPeopleTable } from "./accessTables.ts";
import type {
  AuthorReleasesTable,
  CommentsTable,
  MapStatesTable,
  MentionsTable,
  ReactionsTable,
  TalkNumbersTable,
  ThreadFollowsTable,
  ThreadReadsTable,
  ThreadsTable,
  ThreadStatesTable,
} from "./commentTables.ts";
import type {
  ErasuresTable,
  TouchesTable,
  VersionPeopleTable,
  VersionsTable,
  VisitsTable,
} from "./versionTables.ts";
import type { NoticeLinksTable, NoticeMailTable, NoticesTable } from "./noticeTables.ts";

export interface MapsTable {
  id: string;
  /** A copy of the document's title, for lists; the document is the truth. */
  title: string;
  node_count: number;
  link_count: number;
  created_at: number;
  changed_at: number;
  /** Id of the person who changed the map last; names are looked up, never copied. */
  changed_by: string | null;
  /** Set while the map waits in the bin. */
  deleted_at: number | null;
  /** The journal's sequence number that title and counts were read at. */
  summary_seq: number;
  /** What every member of the installation may do here without being named in `map_members`; null: nothing. */
  team_role: Generated<TeamRole>;
  /** Rises when content is erased for good: a copy of another epoch must not be merged any more. */
  epoch: Generated<number>;
}

export interface MapMembersTable {
  map_id: string;
  person_id: string;
  role: Role;
  created_at: number;
}

export interface JournalTable {
  map_id: string;
  /** Rising within a map, without re-use. A compacted row bears the number of the last row it contains. */
  seq: number;
  /** A Yjs update, encoding V1. */
  bytes: Uint8Array;
}

export interface ClientIdsTable {
  map_id: string;
  /** A Yjs client id. One that the journal holds and that is missing here is the server's own. */
  client_id: number;
  /** Who alone writes under it. */
  person_id: string;
}

// In these three tables times are ISO 8601 text.

export interface PeopleTable {
  id: string;
  name: string;
  /** Lower case; `<id>@guest.invalid` for people who gave none. */
  email: string;
  email_verified: Generated<0 | 1>;
  colour: number;
  /** null: as the browser says. */
  language: Generated<Language | null>;
  kind: PersonKind;
  /** May run the installation. Gives no right on any map. */
  is_admin: Generated<0 | 1>;
  /** Set when this person's data were erased; what is left is an id that things refer to. */
  erased_at: Generated<number | null>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

export interface SessionsTable {
  id: string;
  /** SHA-256 of the token in the cookie. */
  token: string;
  person_id: string;
  expires_at: string;
  created_at: Generated<string>;
  /** When it was renewed last: at most once a day. */
  updated_at: Generated<string>;
}

export interface AccountsTable {
  id: string;
  /** `credential`: e-mail and password. */
  provider_id: string;
  account_id: string;
  person_id: string;
  /** Salted scrypt. */
  password: Generated<string | null>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

/** Links by which somebody becomes a member. */
export interface MemberInvitationsTable {
  id: string;
  /** SHA-256 of the token in the link. */
  token_hash: string;
  name: string;
  email: string | null;
  /** The guest who becomes a member by it. */
  guest_id: string | null;
  created_by: string;
  created_at: number;
  expires_at: number;
  used_at: Generated<number | null>;
  revoked_at: Generated<number | null>;
}

export interface FactsTable {
  key: string;
  value: string;
}

export interface Tables {
  maps: MapsTable;
  journal: JournalTable;
  client_ids: ClientIdsTable;
  map_members: MapMembersTable;
  people: PeopleTable;
  sessions: SessionsTable;
  accounts: AccountsTable;
  member_invitations: MemberInvitationsTable;
  mailed_links: MailedLinksTable;
  passkeys: PasskeysTable;
  invitations: InvitationsTable;
  invited_people: InvitedPeopleTable;
  audit: AuditTable;
  talk_numbers: TalkNumbersTable;
  threads: ThreadsTable;
  comments: CommentsTable;
  reactions: ReactionsTable;
  mentions: MentionsTable;
  thread_reads: ThreadReadsTable;
  thread_states: ThreadStatesTable;
  thread_follows: ThreadFollowsTable;
  author_releases: AuthorReleasesTable;
  map_states: MapStatesTable;
  versions: VersionsTable;
  version_people: VersionPeopleTable;
  touches: TouchesTable;
  visits: VisitsTable;
  erasures: ErasuresTable;
  notices: NoticesTable;
  notice_mail: NoticeMailTable;
  notice_links: NoticeLinksTable;
  /** Single facts about this installation, such as that the starter map was laid out once. */
  facts: FactsTable;
}
