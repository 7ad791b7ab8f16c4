/** Facts that the beginning of a picture's file tells. */
export interface PictureSize {
  readonly type: 'png' | 'jpg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Returns the type and the size of a PNG or a JPEG without unpacking anything; null for all else. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return pngSize(buffer) ?? jpegSize(buffer);
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The first chunk of a PNG holds its size. */
function pngSize(bytes: Buffer): PictureSize | null {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** A JPEG's frame holds its size. */
function jpegSize(bytes: Buffer): PictureSize | null {
  for (const { marker, at } of jpegSegments(bytes)) {
    if (isFrame(marker) && at + 9 <= bytes.length)
      return { type: 'jpg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === SCAN) return null;
  }
  return null;
}

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** A part of a JPEG: what it is, and where its mark begins. */
export interface JpegSegment {
  readonly marker: number;
  readonly at: number;
}

/**
 * Walks a JPEG's segments, each of which tells its length, to its end, over what each scan holds. It stops where the bytes aren't a
 * JPEG, or break off; a whole one's last segment is its end.
 */
export function* jpegSegments(bytes: Buffer): Generator<JpegSegment> {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xff00 + START) return;
  let at = 2;
  while (at + 2 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      // Such a byte may fill the room before a mark.
      at += 1;
      continue;
    }
    yield { marker, at };
    if (marker === END || at + 4 > bytes.length) return;
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker === SCAN) at = endOfScan(bytes, at);
  }
}

/** Returns where the next mark begins after what a scan holds, in which such a byte is followed by a nought or a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    const goesOn = next === 0x00 || (next >= 0xd0 && next <= 0xd7);
    if (!goesOn && next !== 0xff) return at;
    at = bytes.indexOf(0xff, at + (goesOn ? 2 : 1));
  }
  return bytes.length;
}

/** Returns whether a picture is there to its end: what breaks off may be shown half grey. */
export function isWhole(bytes: Uint8Array, { type }: PictureSize): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A PNG's own checksums tell it.
  if (type === 'png') return true;
  let last = 0;
  for (const { marker } of jpegSegments(buffer)) last = marker;
  return last === END;
}

/** The segments without which there is no picture: tables, frame, scans, and the mark of the format. */
const NEEDED: ReadonlySet<number> = new Set([0xe0, 0xdb, 0xc0, 0xc2, 0xc4, 0xdd, SCAN, END]);

/** Returns whether a JPEG holds a picture and nothing else: no place, no camera, no thumbnail, no remark, nothing behind it. */
export function isNothingButPicture(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = -1;
  for (const { marker, at } of jpegSegments(buffer)) {
    if (!NEEDED.has(marker)) return false;
    if (marker === END) end = at + 2;
  }
  return end === buffer.length;
}
