import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { downloadFrom, FileGone, FileTooBig, readAtMost, TooSlow } from '../../src/chat/download.ts';
import { DeliveryError } from '../../src/chat/platform.ts';

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
    const limits = { timeoutMs: 60_000, most: 100_000 };
    await expect(downloadFrom(`http://127.0.0.1:${port}/`, limits)).rejects.toBeInstanceOf(FileTooBig);
    expect(asked).toEqual(['identity']);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('a download', () => {
  /** Returns what comes of a download that a server answers so, or not at all. */
  async function outcome(
    answers: (response: ServerResponse) => void,
    { timeoutMs = 60_000, stallMs = 60_000 } = {},
  ): Promise<unknown> {
    const server = createServer((_, response) => answers(response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const limits = { timeoutMs, stallMs, most: 100, redirect: 'manual' } as const;
    const ended = await downloadFrom(`http://127.0.0.1:${port}/`, limits).catch((error: unknown) => error);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (ended instanceof TooSlow) return ['too slow', ended.failure];
    if (ended instanceof DeliveryError) return ended.failure;
    return ended instanceof FileGone ? 'gone' : ended;
  }

  it.each([403, 404, 410, 302])('that is answered by %i is of a file that is gone', async (status) => {
    expect(await outcome((response) => response.writeHead(status, { location: '/sign-in' }).end('non'))).toBe('gone');
  });

  it.each([408, 500, 502, 503])('that is answered by %i may succeed later', async (status) => {
    expect(await outcome((response) => response.writeHead(status).end('non'))).toEqual({ kind: 'unavailable' });
  });

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 30_000],
    [null, 30_000],
  ])('that comes too often is to wait: %s', async (retryAfter, milliseconds) => {
    const headers = retryAfter === null ? {} : { 'retry-after': retryAfter };
    const ended = await outcome((response) => response.writeHead(429, headers).end());
    expect(ended).toEqual({ kind: 'rate-limited', retryAfter: milliseconds });
  });

  it.each([
    ['is never answered', (response: ServerResponse) => void response.socket?.destroy()],
    ['breaks off', (response: ServerResponse) => void response.write('des', () => response.socket?.destroy())],
  ])('that %s may succeed later', async (_, answers) => {
    expect(await outcome(answers)).toEqual({ kind: 'unavailable' });
  });

  it('that takes too long may succeed later', async () => {
    const tooSlow = ['too slow', { kind: 'unavailable' }];
    expect(await outcome(() => {}, { timeoutMs: 20 })).toEqual(tooSlow);
    const drips = (response: ServerResponse) => {
      const drip = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(drip));
    };
    expect(await outcome(drips, { timeoutMs: 100 })).toEqual(tooSlow);
  });

  it('of which no byte comes for a while is given up, and one that is only slow isn’t', async () => {
    const tooSlow = ['too slow', { kind: 'unavailable' }];
    expect(await outcome(() => {}, { stallMs: 20 })).toEqual(tooSlow);
    expect(await outcome((response) => void response.write('début'), { stallMs: 50 })).toEqual(tooSlow);
    const slow = (response: ServerResponse) => {
      let pieces = 0;
      const drip = setInterval(() => {
        pieces += 1;
        if (pieces < 10) return void response.write('.');
        clearInterval(drip);
        response.end('.');
      }, 50);
    };
    expect(await outcome(slow, { stallMs: 300 })).toEqual(new TextEncoder().encode('..........'));
  });
});
