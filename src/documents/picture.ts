/** A picture that a document shows. Its bytes are shown as they are: nothing in them is markup. */
export interface Picture {
  readonly type: 'png' | 'jpg';
  readonly base64: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The words that stand for it where it can't be seen. */
  readonly words: string;
}

/** Bytes of a picture in a document: several stand in each copy that is sent. */
const MOST_BYTES = 500_000;
/** Pixels of a side. A picture that says more may unpack to gigabytes. */
const LONGEST_SIDE = 4_096;

/** Returns these bytes as a picture; null where they are neither PNG nor JPEG, or too large. */
export function pictureOf(bytes: Uint8Array, words: string): Picture | null {
  if (bytes.byteLength > MOST_BYTES) return null;
  const buffer = Buffer.from(bytes);
  const found = pngSize(buffer) ?? jpegSize(buffer);
  if (found === null || Math.max(found.width, found.height) > LONGEST_SIDE) return null;
  if (Math.min(found.width, found.height) === 0) return null;
  return { ...found, base64: buffer.toString('base64'), words };
}

type Size = Pick<Picture, 'type' | 'width' | 'height'>;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The first chunk of a PNG holds its size. */
function pngSize(bytes: Buffer): Size | null {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Walks a JPEG's segments, each of which tells its length, to the frame that holds its size. */
function jpegSize(bytes: Buffer): Size | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'jpg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
