import { pictureSize } from '../pictures/size.ts';

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
  const found = pictureSize(bytes);
  if (found === null || Math.max(found.width, found.height) > LONGEST_SIDE) return null;
  if (Math.min(found.width, found.height) === 0) return null;
  return { ...found, base64: Buffer.from(bytes).toString('base64'), words };
}
