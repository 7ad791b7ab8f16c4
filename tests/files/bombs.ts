import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

/** The bytes into which a bomb unpacks: ten times what the bot may hold of a file. */
const BURST = 100 * 1024 * 1024;

const nothing = Buffer.alloc(BURST);

/** A ZIP whose entry, one that readers of types like to open, unpacks to that size. */
function zip(entry: string): Buffer {
  const data = deflateRawSync(nothing);
  const name = Buffer.from(entry);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(crc32(nothing), 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(BURST, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name, data]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Returns a picture of 100,000 by 100,000 pixels, preceded by a compressed text that unpacks to that size. */
function png(): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(100_000, 0);
  head.writeUInt32BE(100_000, 4);
  head.writeUInt8(1, 8);
  const burst = deflateSync(nothing);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), burst])),
    pngChunk('IDAT', burst),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pdf(): Buffer {
  const data = deflateSync(nothing);
  return Buffer.concat([
    Buffer.from(`%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode/Length ${data.length}>>\nstream\n`),
    data,
    Buffer.from('\nendstream\nendobj\n%%EOF\n'),
  ]);
}

/** Returns entities that stand for ten others each, nine deep. */
function svg(): Buffer {
  const entities = Array.from({ length: 9 }, (_, index) => {
    const inner = index === 0 ? 'lol' : `&l${index - 1};`.repeat(10);
    return `<!ENTITY l${index} "${inner}">`;
  });
  return Buffer.from(
    `<?xml version="1.0"?><!DOCTYPE svg [${entities.join('')}]><svg xmlns="http://www.w3.org/2000/svg"><text>&l8;</text></svg>`,
  );
}

/** A film in Microsoft's format whose inner headers have no length, so that a reader that skips them gets nowhere. */
function asf(): Buffer {
  const signature = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex');
  return Buffer.concat([signature, Buffer.alloc(64 * 1024)]);
}

/** Files on which a naive reader would never finish, each with the type that its first bytes tell. */
export const bombs: readonly (readonly [what: string, bytes: Buffer, type: RegExp])[] = [
  ['a ZIP whose list of types bursts', zip('[Content_Types].xml'), /^application\/(zip|x-zip.*|vnd\..*)$/],
  ['a ZIP whose first entry bursts', zip('mimetype'), /^application\/(zip|x-zip.*)$/],
  ['a PNG that bursts', png(), /^image\/png$/],
  ['a PDF that bursts', pdf(), /^application\/pdf$/],
  ['an SVG that bursts', svg(), /^(text\/plain|application\/xml)$/],
  ['a gzip that bursts', gzipSync(nothing), /^application\/gzip$/],
  ['a film of empty headers', asf(), /./],
];
