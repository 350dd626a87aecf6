// Random ids of nodes, links and maps.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** 128 random bits in base64url (RFC 4648 §5) without padding: 22 characters. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let id = "";
  for (let at = 0; at < 16; at += 3) {
    const a = bytes[at] ?? 0;
    const b = bytes[at + 1] ?? 0;
    const c = bytes[at + 2] ?? 0;
    const group = (a << 16) | (b << 8) | c;
    const digits = at === 15 ? 2 : 4;
    for (let digit = 0; digit < digits; digit++) {
      id += ALPHABET.charAt((group >> (18 - 6 * digit)) & 63);
    }
  }
  return id;
}
