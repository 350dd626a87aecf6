// How often what may be tried, and by whom. Guesses are counted by place, by address and place, and by address, in this
// order: what is refused for its place counts against nobody elsewhere, or one who guesses could lock others out.
import type { IncomingMessage } from "node:http";
import { AttemptLimit, placeOf } from "./AttemptLimit.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One of several limits that are asked one after the other. */
interface Counted {
  limit: AttemptLimit;
  what: string;
}

export class Attempt {
  readonly #counted: readonly Counted[];
  /** 0: go ahead. */
  readonly retryAfterS: number;

  constructor(counted: readonly Counted[]) {
    this.#counted = counted;
    this.retryAfterS = firstRefusal(counted);
  }

  /** It was no guess. */
  succeeded(): void {
    for (const { limit, what } of this.#counted) limit.giveBack(what);
  }
}

/** Counts up to the first limit that is reached: those behind it do not hear of the attempt. 0: none is. */
function firstRefusal(counted: readonly Counted[]): number {
  for (const { limit, what } of counted) {
    const retryAfterS = limit.take(what);
    if (retryAfterS > 0) return retryAfterS;
  }
  return 0;
}

export class SignInLimits {
  readonly #addressOf: (request: IncomingMessage) => string;
  readonly #guessesOfPlaceAndEmail = new AttemptLimit({ attempts: 10, withinMs: 15 * MINUTE_MS });
  readonly #guessesOfEmail = new AttemptLimit({ attempts: 50, withinMs: HOUR_MS });
  readonly #guessesOfPlace = new AttemptLimit({ attempts: 100, withinMs: 15 * MINUTE_MS });
  readonly #mailsToEmail = new AttemptLimit({ attempts: 5, withinMs: HOUR_MS });
  readonly #mailsOfPlace = new AttemptLimit({ attempts: 30, withinMs: HOUR_MS });
  readonly #beginningsOfPlace = new AttemptLimit({ attempts: 1_000, withinMs: 15 * MINUTE_MS });

  /** `addressOf`: from where a request comes, behind trusted proxies. */
  constructor(addressOf: (request: IncomingMessage) => string) {
    this.#addressOf = addressOf;
  }

  /** Somebody gives a password for an address, or for the person who is signed in. */
  password(request: IncomingMessage, email: string): Attempt {
    const place = this.#placeOf(request);
    return new Attempt([
      { limit: this.#guessesOfPlace, what: place },
      { limit: this.#guessesOfPlaceAndEmail, what: `${place}\n${email}` },
      { limit: this.#guessesOfEmail, what: email },
    ]);
  }

  /** Somebody shows a token, a passkey or the like, which cannot be guessed. */
  proof(request: IncomingMessage): Attempt {
    return new Attempt([{ limit: this.#guessesOfPlace, what: this.#placeOf(request) }]);
  }

  /** Somebody has a mail sent. */
  mail(request: IncomingMessage, email: string): Attempt {
    return new Attempt([
      { limit: this.#mailsOfPlace, what: this.#placeOf(request) },
      { limit: this.#mailsToEmail, what: email },
    ]);
  }

  /** Somebody begins what takes several steps: this server has to remember it for a while. */
  beginning(request: IncomingMessage): Attempt {
    return new Attempt([{ limit: this.#beginningsOfPlace, what: this.#placeOf(request) }]);
  }

  #placeOf(request: IncomingMessage): string {
    return placeOf(this.#addressOf(request));
  }
}
