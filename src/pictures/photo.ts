import { askProgram } from '../concurrency/program.ts';
import { createSemaphore } from '../concurrency/semaphore.ts';
import { isNothingButPicture, isWhole, pictureSize } from './size.ts';

/** Pixels of a photo that is unpacked, each of which takes some ten bytes meanwhile. Cameras and telephones make up to half as many. */
const MOST_PIXELS = 40_000_000;
/** Pixels of the longer side of a photo that is shown: sharp over the width of a page. */
export const PHOTO_SIDE = 1_600;
/** Bytes of a photo that is shown. */
export const PHOTO_BYTES = 400_000;

/** Milliseconds. The largest photo takes two or three seconds. */
const LONGEST = 20_000;
/** Megabytes. Pixels aren't counted by it: MOST_PIXELS bounds them. */
const HEAP = 128;

/** One at a time: each may take hundreds of megabytes. */
const turns = createSemaphore(1);

/** The program's answer: null where it can't read the photo. */
export interface PhotoAnswer {
  readonly photo: Uint8Array | null;
}

/**
 * Returns somebody's photo, a JPEG or a PNG, as a JPEG made anew of what it shows: upright, of PHOTO_SIDE at most, and without
 * anything else that its file held (place, camera, time, remarks). Null where it isn't such a photo, has too many pixels, breaks
 * off, or holds up what reads it: that is a process of its own.
 */
export async function photoAnew(bytes: Uint8Array): Promise<Uint8Array | null> {
  const size = pictureSize(bytes);
  if (size === null || size.width * size.height > MOST_PIXELS || size.width * size.height === 0) return null;
  if (!isWhole(bytes, size)) return null;
  const done = await turns.take(1, 'photo');
  try {
    const program = { ...programBeside(import.meta.url), longest: LONGEST, heap: HEAP };
    const { photo } = (await askProgram(program, { type: size.type, bytes })) as PhotoAnswer;
    return photo;
  } catch {
    return null;
  } finally {
    done();
  }
}

/** Returns whether this is a photo as `photoAnew` makes it: nothing else is ever shown. */
export function isMadeAnew(bytes: Uint8Array): boolean {
  const size = pictureSize(bytes);
  if (size?.type !== 'jpg' || bytes.byteLength > PHOTO_BYTES) return false;
  return Math.max(size.width, size.height) <= PHOTO_SIDE && isNothingButPicture(bytes);
}

/** As sources it needs the loader that the sources need; built, it stands beside the other programs. */
function programBeside(here: string): { readonly file: URL; readonly flags: readonly string[] } {
  return here.endsWith('.ts')
    ? { file: new URL('./main.ts', here), flags: ['--import', 'tsx'] }
    : { file: new URL('./read-photo.js', here), flags: [] };
}
