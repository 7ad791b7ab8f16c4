import { Resvg } from '@resvg/resvg-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { isMadeAnew, PHOTO_BYTES, PHOTO_SIDE, photoAnew } from '../../src/pictures/photo.ts';
import { jpegSegments, pictureSize } from '../../src/pictures/size.ts';
import { phonePhoto, pngPhoto } from '../support/photos.ts';

describe('a photo that somebody sends', () => {
  let sent: Buffer;
  beforeAll(async () => {
    sent = await phonePhoto();
  });

  it('is made anew of what it shows: upright, without place, camera, remark, or what stood behind it', async () => {
    expect([...jpegSegments(sent)].map(({ marker }) => marker)).toEqual(expect.arrayContaining([0xe1, 0xfe]));
    expect(sent.includes('Ana Petit') && sent.includes('Exif') && sent.includes('archive')).toBe(true);
    expect(isMadeAnew(sent)).toBe(false);
    const photo = (await photoAnew(sent)) ?? new Uint8Array();
    const bytes = Buffer.from(photo);
    for (const word of ['Ana', 'Exif', 'Camera', 'archive', 'II*']) expect(bytes.includes(word)).toBe(false);
    expect(isMadeAnew(photo)).toBe(true);
    // It was held on its side: what was above is now on the right.
    expect(pictureSize(photo)).toEqual({ type: 'jpg', width: 200, height: 300 });
    const { data, width } = pixels(photo);
    const grey = (x: number, y: number) => data[(y * width + x) * 4] ?? 0;
    expect(grey(190, 150)).toBeLessThan(60);
    expect(grey(10, 150)).toBeGreaterThan(190);
  });

  it('as PNG, whatever its file is called, is kept as a JPEG without its remark', async () => {
    const photo = (await photoAnew(pngPhoto(40, 30))) ?? new Uint8Array();
    expect(pictureSize(photo)).toEqual({ type: 'jpg', width: 40, height: 30 });
    expect(Buffer.from(photo).includes('Ana')).toBe(false);
    expect(isMadeAnew(photo)).toBe(true);
  });

  it('is no larger than a page needs', async () => {
    const photo = (await photoAnew(pngPhoto(4_000, 1_000))) ?? new Uint8Array();
    expect(pictureSize(photo)).toEqual({ type: 'jpg', width: PHOTO_SIDE, height: 400 });
    expect(photo.byteLength).toBeLessThan(PHOTO_BYTES);
  });

  it.each([
    ['a bomb that says it has 50 000 × 50 000 pixels', () => pngPhoto(10, 10, { width: 50_000, height: 50_000 })],
    ['a JPEG that says so', () => declared(sent, 50_000, 50_000)],
    ['a PNG that says more than it holds', () => pngPhoto(10, 10, { width: 100, height: 100 })],
    ['a JPEG that breaks off', () => sent.subarray(0, sent.length - 600)],
    ['a PNG that breaks off', () => pngPhoto(200, 200).subarray(0, -30)],
    ['a drawing that runs a script', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a GIF', () => Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64')],
    [
      'a JPEG of nothing but noise',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xc0]), Buffer.alloc(3_000, 0x5a)]),
    ],
    ['a picture without a side', () => pngPhoto(10, 10, { width: 0, height: 10 })],
    ['nothing', () => Buffer.alloc(0)],
  ])('is refused when it is %s', async (_, made) => {
    const bytes = made();
    expect(await photoAnew(bytes)).toBeNull();
    expect(isMadeAnew(bytes)).toBe(false);
  });

  it('is unpacked when it is as large as is allowed', async () => {
    const photo = await photoAnew(pngPhoto(8_000, 5_000));
    expect(photo && pictureSize(photo)).toMatchObject({ width: PHOTO_SIDE, height: 1_000 });
  });
});

/** Reads a JPEG's pixels by a library that didn't write it. */
function pixels(photo: Uint8Array): { readonly data: Buffer; readonly width: number } {
  const { width, height } = pictureSize(photo) ?? { width: 0, height: 0 };
  const shown = `<image width="${width}" height="${height}" href="data:image/jpeg;base64,${Buffer.from(photo).toString('base64')}"/>`;
  const drawn = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shown}</svg>`,
  ).render();
  return { data: drawn.pixels, width: drawn.width };
}

/** Returns a JPEG that says it has another size. */
function declared(jpeg: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg);
  const frame = [...jpegSegments(bytes)].find(({ marker }) => marker === 0xc0 || marker === 0xc2);
  if (!frame) throw new Error('it has no frame');
  bytes.writeUInt16BE(height, frame.at + 5);
  bytes.writeUInt16BE(width, frame.at + 7);
  return bytes;
}
