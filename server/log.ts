// The log: structured lines on stderr. Never a payload, a title, a name, an address or a token: ids of maps and names
// of cases only.
import { pino } from "pino";

/** The part of a logger that this server uses; tests hand in their own to see what is said. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export function createLog(level: string): Log {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}

/** What may be logged of an error: its kind and message of our own or the engine's making, no stack of a payload. */
export function errorFields(error: unknown): { error: string } {
  return { error: error instanceof Error ? `${error.name}: ${error.message}` : "not an Error" };
}
