// How often what may be tried, and by whom. Guesses are counted by address and place, by address alone, and by place alone:
// somebody elsewhere who guesses must not easily lock the owner of an address out.
import type { IncomingMessage } from "node:http";
import { AttemptLimit, placeOf } from "./AttemptLimit.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Several limits that are asked together. */
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
    this.retryAfterS = Math.max(...counted.map(({ limit, what }) => limit.take(what)));
  }

  /** It was no guess. */
  succeeded(): void {
    for (const { limit, what } of this.#counted) limit.giveBack(what);
  }
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
      { limit: this.#guessesOfPlaceAndEmail, what: `${place}\n${email}` },
      { limit: this.#guessesOfEmail, what: email },
      { limit: this.#guessesOfPlace, what: place },
    ]);
  }

  /** Somebody shows a token, a passkey or the like, which cannot be guessed. */
  proof(request: IncomingMessage): Attempt {
    return new Attempt([{ limit: this.#guessesOfPlace, what: this.#placeOf(request) }]);
  }

  /** Somebody has a mail sent. */
  mail(request: IncomingMessage, email: string): Attempt {
    return new Attempt([
      { limit: this.#mailsToEmail, what: email },
      { limit: this.#mailsOfPlace, what: this.#placeOf(request) },
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
