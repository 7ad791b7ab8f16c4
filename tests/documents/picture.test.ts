import { describe, expect, it } from 'vitest';
import { pictureOf } from '../../src/documents/picture.ts';
import { logo } from '../support/kit-files.ts';

/** A JPEG's beginning: a comment, then the frame with its height and width. */
const jpeg = (width: number, height: number) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xc0, 0, 17, 8]),
    Buffer.from([height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x22, 0]),
  ]);
const png = (width: number, height: number) => {
  const bytes = Buffer.from(logo.bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

describe('a picture of a document', () => {
  it('is PNG or JPEG, of a size that its first bytes tell', () => {
    expect(pictureOf(logo.bytes, 'Logo')).toMatchObject({ type: 'png', width: 1, height: 1, words: 'Logo' });
    expect(pictureOf(jpeg(640, 480), 'Logo')).toMatchObject({ type: 'jpg', width: 640, height: 480 });
  });

  it.each([
    ['a drawing that may run scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a PNG that unpacks to gigabytes', png(100_000, 100_000)],
    ['a JPEG wider than any screen', jpeg(40_000, 10)],
    ['a picture without a side', png(0, 10)],
    ['more bytes than a document bears', Buffer.concat([logo.bytes, Buffer.alloc(500_000)])],
    ['a JPEG that breaks off before its frame', jpeg(640, 480).subarray(0, 8)],
    ['a JPEG whose segments lead nowhere', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 1, 2, 3, 4, 5, 6])],
    ['nothing', Buffer.alloc(0)],
  ])('is not %s', (_, bytes) => {
    expect(pictureOf(bytes, 'Logo')).toBeNull();
  });
});
