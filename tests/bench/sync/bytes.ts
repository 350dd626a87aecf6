// Reading and writing of lib0's variable-length numbers without an allocation per message: the load process must
// stay light, or it measures itself. Knows no protocol.

/** A position in bytes that are read forward. Set up anew for each frame. */
export class ByteReader {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;

  over(bytes: Uint8Array, start: number, end: number): this {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    return this;
  }

  byte(): number {
    if (this.at >= this.end) throw new RangeError("frame ends early");
    return this.bytes[this.at++] ?? 0;
  }

  varUint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  /** Passes over a length and as many bytes. Returns the length. */
  skipBlock(): number {
    const length = this.varUint();
    this.at += length;
    return length;
  }
}

/** Bytes that are written one after another into a buffer that is used again. */
export class ByteWriter {
  private readonly buffer = Buffer.alloc(64 * 1024);
  private at = 0;

  start(): this {
    this.at = 0;
    return this;
  }

  varUint(value: number): this {
    let rest = value;
    while (rest > 127) {
      this.buffer[this.at++] = 128 | (rest & 127);
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.at++] = rest;
    return this;
  }

  byte(value: number): this {
    this.buffer[this.at++] = value;
    return this;
  }

  raw(bytes: Uint8Array): this {
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
    return this;
  }

  /** ASCII only: one byte a character. */
  ascii(text: string): this {
    this.at += this.buffer.write(text, this.at, "latin1");
    return this;
  }

  /** What was written, for keeps. (A Buffer's `slice` would not copy.) */
  copy(): Uint8Array {
    return new Uint8Array(this.view());
  }

  /** A view that is valid until the next `start`. */
  view(): Uint8Array {
    return this.buffer.subarray(0, this.at);
  }
}
