// Where a page may send people on to: paths of this site, and nothing else.

const BASE = "https://here.invalid";
const MAX_PATH_CHARS = 512;

/** `value` as a path of this site with query and fragment; "/" for anything that leads, or could lead, elsewhere. */
export function ownPath(value: unknown): string {
  if (typeof value !== "string" || value.length > MAX_PATH_CHARS) return "/";
  // "//host" and "/\host" are other sites to a browser, and control characters are taken out before it looks.
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(value)) return "/";
  const url = URL.parse(value, BASE);
  if (url === null || url.origin !== BASE || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search + url.hash;
}
