import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js';
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js';
import decodePng, { init as initPngDecoder } from '@jsquash/png/decode.js';
import { z } from 'zod';
import { PHOTO_BYTES, PHOTO_SIDE, type PhotoAnswer } from './photo.ts';
import { type Pixels, shrunk } from './shrink.ts';

const asked = z.object({ type: z.enum(['jpg', 'png']), bytes: z.instanceof(Uint8Array) });

/** The qualities of a JPEG to try, from the best: each takes fewer bytes than the one before. */
const QUALITIES = [80, 50, 20] as const;

/** The browser's type that the codecs answer with. */
class ImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}
Object.assign(globalThis, { ImageData });

/** Returns a codec's code. As sources it lies in its package; built, it lies beside the programs. */
function codec(built: URL, source: string): Uint8Array {
  const isBuilt = !import.meta.url.endsWith('.ts');
  return readFileSync(isBuilt ? built : createRequire(import.meta.url).resolve(source));
}

const PNG = new URL('./squoosh_png_bg.wasm', import.meta.url);
const JPEG_IN = new URL('./mozjpeg_dec.wasm', import.meta.url);
const JPEG_OUT = new URL('./mozjpeg_enc.wasm', import.meta.url);

async function decoded(type: 'jpg' | 'png', bytes: Uint8Array): Promise<Pixels> {
  const alone = new Uint8Array(bytes).buffer;
  if (type === 'png') {
    await initPngDecoder(codec(PNG, '@jsquash/png/codec/pkg/squoosh_png_bg.wasm'));
    return decodePng(alone);
  }
  await initJpegDecoder({ wasmBinary: codec(JPEG_IN, '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm') });
  // The photo says how the camera was held: it is turned before that is forgotten.
  return decodeJpeg(alone, { preserveOrientation: true });
}

/** Returns the photo as a JPEG that holds nothing else, within the bounds of a document; null where none is small enough. */
async function photoOf(type: 'jpg' | 'png', bytes: Uint8Array): Promise<Uint8Array | null> {
  const small = shrunk(await decoded(type, bytes), PHOTO_SIDE);
  await initJpegEncoder({ wasmBinary: codec(JPEG_OUT, '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm') });
  for (const quality of QUALITIES) {
    const photo = new Uint8Array(await encodeJpeg(small, { quality }));
    if (photo.byteLength <= PHOTO_BYTES) return photo;
  }
  return null;
}

// The program that reads strangers' photos: a process of its own, since what unpacks them takes hundreds of megabytes, and since a
// photo may be made to hold it up.
process.once('message', async (message) => {
  const { type, bytes } = asked.parse(message);
  const photo = await photoOf(type, bytes).catch(() => null);
  const answer: PhotoAnswer = { photo };
  process.send?.(answer, () => process.disconnect());
});
