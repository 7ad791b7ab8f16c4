import { deflateSync } from 'node:zlib';
import { photoAnew } from '../../src/pictures/photo.ts';

/** The checksum of a PNG's chunk. */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(named));
  return Buffer.concat([length, named, sum]);
}

/** Makes a PNG of so many pixels, dark above and light below, with a remark. `declared` is the size it says it has. */
export function pngPhoto(width: number, height: number, declared = { width, height }): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(declared.width, 0);
  head.writeUInt32BE(declared.height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.of(0), row(width, y < height / 2)]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from('Comment\0Prise chez Ana Petit')),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const row = (width: number, dark: boolean) => Buffer.alloc(width, dark ? 30 : 220);

/** Makes a JPEG as a telephone does, held on its side: with the place, the camera, a remark, and something behind its end. */
export async function phonePhoto(width = 300, height = 200): Promise<Buffer> {
  const plain = await photoAnew(pngPhoto(width, height));
  if (plain === null) throw new Error('the photo could not be made');
  const remark = Buffer.from('Prise chez Ana Petit');
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, exif()),
    segment(0xfe, remark),
    Buffer.from(plain.subarray(2)),
    Buffer.from('PK\u0003\u0004 et une archive'),
  ]);
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** EXIF with the camera's make, an orientation (6: to be turned right), and a place: 49° 53′ N. */
function exif(): Buffer {
  const tiff = Buffer.alloc(120);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(3, 8);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  entry(10, 0x010f, 2, 12, 50);
  entry(22, 0x0112, 3, 1, 6);
  entry(34, 0x8825, 4, 1, 64);
  tiff.write('Camera d’Ana', 50, 'latin1');
  tiff.writeUInt16LE(2, 64);
  entry(66, 0x0001, 2, 2, 'N'.charCodeAt(0));
  entry(78, 0x0002, 5, 3, 94);
  for (const [at, part] of [49, 53, 0].entries()) {
    tiff.writeUInt32LE(part, 94 + at * 8);
    tiff.writeUInt32LE(1, 98 + at * 8);
  }
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
}
