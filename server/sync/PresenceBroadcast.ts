// When a room's presence goes out, and to whom: the first of a turn at once, what follows in it at its end, under load in
// steps that carry all that came in between. What goes out is PresenceTable.ts.
import type { Connection } from "./Connection.ts";
import type { PresenceTable } from "./PresenceTable.ts";
import type { Time } from "./Time.ts";
import type { TurnEnd } from "./TurnEnd.ts";

/** After a flush presence rests for as long as the flush took: it never takes more than half of the time. */
const PAUSE_FACTOR = 1;
const MAX_PAUSE_MS = 50;

export class PresenceBroadcast {
  readonly #table: PresenceTable;
  readonly #receivers: Iterable<Connection>;
  readonly #turnEnd: TurnEnd;
  readonly #time: Time;
  /** What comes in now goes out together, at the end of the turn or of the pause. */
  #waits = false;
  #notBefore = 0;

  /** `receivers` is read at each flush. */
  constructor(table: PresenceTable, receivers: Iterable<Connection>, turnEnd: TurnEnd, time: Time) {
    this.#table = table;
    this.#receivers = receivers;
    this.#turnEnd = turnEnd;
    this.#time = time;
  }

  /** Sends what has changed in the table, if anything has: now, if the room was quiet, else soon. */
  ask(): void {
    if (this.#waits || !this.#table.changed) return;
    this.#waits = true;
    const pauseMs = this.#notBefore - this.#time.now();
    if (pauseMs <= 0) this.#flush();
    // A timer is too coarse for a short pause.
    if (pauseMs < 1) this.#turnEnd.run(this.#goOn);
    else this.#time.after(pauseMs, this.#goOn);
  }

  readonly #goOn = (): void => {
    this.#waits = false;
    this.#flush();
  };

  #flush(): void {
    const flush = this.#table.flush();
    if (flush === null) return;
    const startedAt = this.#time.now();
    for (const connection of this.#receivers) {
      if (connection === flush.onlyFrom) continue;
      connection.sendPresence(flush.own?.get(connection) ?? flush.shared);
    }
    const endedAt = this.#time.now();
    this.#notBefore = endedAt + Math.min(PAUSE_FACTOR * (endedAt - startedAt), MAX_PAUSE_MS);
  }
}
