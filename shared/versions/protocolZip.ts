// A few files in one ZIP, stored as they are: what an office document is packed in. Of the format (APPNOTE 6.3.10) only
// what that needs. Pure.

export interface ZipEntry {
  /** ASCII, with forward slashes. */
  path: string;
  bytes: Uint8Array;
}

const LOCAL_SIGNATURE = 0x04034b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const VERSION = 20;
/** 1 January 1980, the first day of the format: the same content is the same file. */
const DATE = 0x21;

export function storedZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of entries) {
    const name = new TextEncoder().encode(path);
    const size = bytes.length;
    // Flags, method (0: stored), time, date, checksum, sizes, length of the name and of nothing more.
    const common = [
      [0, 2],
      [0, 2],
      [0, 2],
      [DATE, 2],
      [crc32(bytes), 4],
      [size, 4],
      [size, 4],
    ];
    const lengths = [
      [name.length, 2],
      [0, 2],
    ];
    const local = fields([[LOCAL_SIGNATURE, 4], [VERSION, 2], ...common, ...lengths]);
    // Comment, disk, attributes: none; where the file itself is.
    const rest = [
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ];
    const head = [
      [CENTRAL_SIGNATURE, 4],
      [VERSION, 2],
      [VERSION, 2],
    ];
    central.push(fields([...head, ...common, ...lengths, ...rest]), name);
    locals.push(local, name, bytes);
    offset += local.length + name.length + size;
  }
  const centralBytes = joined(central);
  const count = entries.length;
  const end = fields([
    [END_SIGNATURE, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [centralBytes.length, 4],
    [offset, 4],
    [0, 2],
  ]);
  return joined([...locals, centralBytes, end]);
}

/** Numbers of so many bytes each, the lowest byte first. */
function fields(values: readonly (readonly number[])[]): Uint8Array {
  const bytes: number[] = [];
  for (const [value = 0, length = 0] of values) {
    for (let at = 0; at < length; at++) bytes.push((value >>> (8 * at)) & 0xff);
  }
  return Uint8Array.from(bytes);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++)
    value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
