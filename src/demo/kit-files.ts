import { crc32, deflateSync } from 'node:zlib';

/**
 * Returns the bytes of an invented kit file: small, real files of their kind that any program opens, made by code so
 * that nobody's drawing is needed. The same title always gives the same bytes.
 */
export function kitFile(fileName: string, title: string): Uint8Array {
  if (fileName.endsWith('.png')) return stripes();
  if (fileName.endsWith('.pdf')) return onePage(title);
  if (fileName.endsWith('.svg')) return encode(drawing(title));
  return encode(`${title}\n`);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const SIDE = 96;
const COLOURS = [
  [0x1b, 0x6c, 0xa8],
  [0xf2, 0xb1, 0x34],
  [0x2e, 0x8b, 0x57],
] as const;

/** Returns a picture of three stripes. */
function stripes(): Uint8Array {
  const rows = Array.from({ length: SIDE }, (_, y) => {
    const colour = COLOURS[Math.floor((y * COLOURS.length) / SIDE)] ?? COLOURS[0];
    return Buffer.from([0, ...Array.from({ length: SIDE }, () => colour).flat()]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  // 8 bits a channel, red green blue; the rest stays 0.
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const image = deflateSync(Buffer.concat(rows));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', image), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Returns a PDF of one A4 page with the title on it. */
function onePage(title: string): Uint8Array {
  const shown = title.replace(/[\\()]/g, '\\$&');
  const content = `BT /F1 28 Tf 72 740 Td (${shown}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const tableAt = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${tableAt}\n%%EOF\n`;
  // One byte per character, so that the offsets above are those of the file.
  return Buffer.from(text, 'latin1');
}

function drawing(title: string): string {
  const shown = title.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const bars = COLOURS.map(
    ([r, g, b], index) => `<rect y="${index * 32}" width="96" height="32" fill="rgb(${r},${g},${b})"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><title>${shown}</title>${bars.join('')}</svg>\n`;
}
