// How often links and their passwords may be tried, and how many may come in from one place. Knows no tokens.
import type { IncomingMessage } from "node:http";
import { AttemptLimit, placeOf } from "../people/AttemptLimit.ts";

const MINUTE_MS = 60_000;

export class EntryLimits {
  readonly #addressOf: (request: IncomingMessage) => string;
  /** A whole institute may come from one place; a link that is mistyped is rare, for it is clicked. */
  readonly #unknownLinks = new AttemptLimit({ attempts: 50, withinMs: 10 * MINUTE_MS });
  readonly #passwords = new AttemptLimit({ attempts: 10, withinMs: 10 * MINUTE_MS });
  readonly #passwordsOfLink = new AttemptLimit({ attempts: 200, withinMs: 60 * MINUTE_MS });
  readonly #newcomers = new AttemptLimit({ attempts: 300, withinMs: 10 * MINUTE_MS });

  /** `addressOf`: from where a request comes, behind trusted proxies. */
  constructor(addressOf: (request: IncomingMessage) => string) {
    this.#addressOf = addressOf;
  }

  /** What is counted as one source of requests. To be kept nowhere. */
  placeOf(request: IncomingMessage): string {
    return placeOf(this.#addressOf(request));
  }

  /** Counts a link that is shown, before anybody looks whether there is such a one. 0, or seconds to wait. */
  showLink(place: string): number {
    return this.#unknownLinks.take(place);
  }

  /** There was one. */
  linkWasKnown(place: string): void {
    this.#unknownLinks.giveBack(place);
  }

  /** Counts a password before it is looked at. What is refused for its place counts against nobody elsewhere. */
  tryPassword(place: string, linkId: string): number {
    const retryAfterS = this.#passwords.take(`${place}\n${linkId}`);
    return retryAfterS > 0 ? retryAfterS : this.#passwordsOfLink.take(linkId);
  }

  passwordWasRight(place: string, linkId: string): void {
    this.#passwords.giveBack(`${place}\n${linkId}`);
    this.#passwordsOfLink.giveBack(linkId);
  }

  /** Counts a new person. */
  newcomer(place: string): number {
    return this.#newcomers.take(place);
  }
}
