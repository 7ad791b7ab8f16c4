import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FileTooBig, readAtMost, UNCOMPRESSED } from '../../src/chat/download.ts';

/** Returns an answer in pieces of 10 bytes, and how many of them were read. */
function answer(pieces: number, headers: Record<string, string> = {}) {
  let read = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        read += 1;
        controller.enqueue(new Uint8Array(10));
        if (read === pieces) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { response: new Response(body, { headers }), read: () => read };
}

it('reads what is no longer than allowed', async () => {
  expect((await readAtMost(answer(3).response, 30)).byteLength).toBe(30);
  expect((await readAtMost(new Response(null), 30)).byteLength).toBe(0);
});

it('reads nothing of what says that it is too long, and no further of what is', async () => {
  const honest = answer(1_000, { 'content-length': '10000' });
  await expect(readAtMost(honest.response, 30)).rejects.toBeInstanceOf(FileTooBig);
  expect(honest.read()).toBe(0);
  const lying = answer(1_000, { 'content-length': '10' });
  await expect(readAtMost(lying.response, 30)).rejects.toBeInstanceOf(FileTooBig);
  expect(lying.read()).toBeLessThan(6);
});

describe('a body that comes packed and bursts', () => {
  const nothing = Buffer.alloc(50 * 1024 * 1024);
  const packings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    gzip: (bytes) => gzipSync(bytes),
    deflate: (bytes) => deflateSync(bytes),
    br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  };

  it.each(['gzip', 'deflate', 'br', 'gzip, gzip'])('by %s: is given up at the limit', async (encoding) => {
    const body = encoding.split(', ').reduce((bytes, by) => packings[by]?.(bytes) ?? bytes, nothing as Buffer);
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers['accept-encoding']);
      response.writeHead(200, { 'content-encoding': encoding, 'content-length': body.length }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: UNCOMPRESSED });
    await expect(readAtMost(response, 100_000)).rejects.toBeInstanceOf(FileTooBig);
    expect(asked).toEqual(['identity']);
    await new Promise((resolve) => server.close(resolve));
  });
});
