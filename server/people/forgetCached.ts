// Takes pictures of maps out of the cache of a browser that somebody leaves: they may be kept there for ever otherwise, and
// the next person at the same computer could look at them. (The page itself takes away what it keeps.)
import type { Response } from "express";

/** For the answer to signing out. Browsers heed it over https and on this machine. */
export function forgetCached(response: Response): void {
  response.setHeader("Clear-Site-Data", '"cache"');
}
