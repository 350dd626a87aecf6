// Reads lib0's encoding strictly: a number has one way to be written, and nothing is read beyond the end. A fault is
// remembered, not thrown: hostile bytes are an expected input.

/** Numbers up to 2^53 − 1 take at most eight groups of seven bits. */
const MAX_VAR_UINT_BYTES = 8;

const EMPTY = new Uint8Array(0);
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #failed = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Once true, everything read is worthless. */
  get failed(): boolean {
    return this.#failed;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** A number in canonical form: no more bytes than it needs. 0 after a fault. */
  varUint(): number {
    let value = 0;
    let weight = 1;
    for (let count = 1; count <= MAX_VAR_UINT_BYTES; count++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) {
        if ((byte === 0 && count > 1) || value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
      weight *= 128;
    }
    this.#failed = true;
    return 0;
  }

  /** Length-prefixed bytes, as a view on the same memory. */
  varBytes(): Uint8Array {
    const length = this.varUint();
    if (this.#failed || length > this.#bytes.length - this.#at) {
      this.#failed = true;
      return EMPTY;
    }
    const start = this.#at;
    this.#at += length;
    return this.#bytes.subarray(start, this.#at);
  }

  /** Length-prefixed UTF-8. Invalid UTF-8 is a fault. */
  varString(): string {
    const bytes = this.varBytes();
    if (this.#failed) return "";
    try {
      return utf8.decode(bytes);
    } catch {
      this.#failed = true;
      return "";
    }
  }
}

/** The canonical bytes of a non-negative safe integer. */
export function varUintBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}

/** How many bytes that takes. */
export function varUintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** Writes the same bytes at `at`. Returns where they end. */
export function writeVarUint(into: Uint8Array, at: number, value: number): number {
  let end = at;
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) into[end++] = (rest % 128) | 128;
  into[end++] = rest;
  return end;
}
