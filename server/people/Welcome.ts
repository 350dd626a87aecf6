// The way in while nobody owns the installation: a key that is shown once, on the standard output of the process, and
// makes its first user the owner. Kept in memory only: a restart makes another one.
import { timingSafeEqual } from "node:crypto";
import type { Kysely } from "kysely";
import type { AuditLog } from "../audit/AuditLog.ts";
import type { Tables } from "../store/schema.ts";
import type { PersonStore } from "./PersonStore.ts";
import type { SessionStore } from "./SessionStore.ts";
import { newToken } from "./tokens.ts";

/** The fact that is there once, from the first owner on. */
const OWNED = "installation owned";

export interface WelcomeSetup {
  db: Kysely<Tables>;
  people: PersonStore;
  sessions: SessionStore;
  audit: AuditLog;
}

export class Welcome {
  readonly #setup: WelcomeSetup;
  #key: string | null;
  /** Somebody is becoming the owner at this moment. */
  #busy = false;

  private constructor(setup: WelcomeSetup, key: string | null) {
    this.#setup = setup;
    this.#key = key;
  }

  /** Makes a key if nobody owns the installation. */
  static async open(setup: WelcomeSetup): Promise<Welcome> {
    const owned = await setup.db
      .selectFrom("facts")
      .select("key")
      .where("key", "=", OWNED)
      .executeTakeFirst();
    return new Welcome(setup, owned === undefined ? newToken() : null);
  }

  /** The key; null: somebody owns the installation. */
  get key(): string | null {
    return this.#key;
  }

  /**
   * Makes the first member, who runs the installation and owns all maps there are, and begins their session. null: this
   * is not the key, or it has been used.
   */
  async redeem(key: string, name: string): Promise<{ personId: string; token: string } | null> {
    if (this.#busy || this.#key === null || !isSame(key, this.#key)) return null;
    this.#busy = true;
    try {
      const begun = await this.#makeOwner(name);
      // If that failed, the key stays: nothing has become of it.
      this.#key = null;
      return begun;
    } finally {
      this.#busy = false;
    }
  }

  async #makeOwner(name: string): Promise<{ personId: string; token: string }> {
    const { db, people, sessions, audit } = this.#setup;
    return await db.transaction().execute(async (transaction) => {
      const now = Date.now();
      await transaction
        .insertInto("facts")
        .values({ key: OWNED, value: String(now) })
        .execute();
      const owner = { name, kind: "member", email: null, isAdmin: true } as const;
      const personId = await people.insert(owner, transaction);
      await transaction
        .insertInto("map_members")
        .columns(["map_id", "person_id", "role", "created_at"])
        .expression((build) =>
          build
            .selectFrom("maps")
            .select((maps) => [
              "maps.id",
              maps.val(personId).as("person_id"),
              maps.val("owner").as("role"),
              maps.val(now).as("created_at"),
            ]),
        )
        .execute();
      await audit.record({ action: "installation.owned", actorId: personId }, transaction);
      return { personId, token: await sessions.begin(personId, transaction) };
    });
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
