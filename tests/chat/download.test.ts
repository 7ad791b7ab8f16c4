import { expect, it } from 'vitest';
import { bytesOf, FileTooBig } from '../../src/chat/download.ts';

/** An answer in pieces of 10 bytes, and how many of them were read. */
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
  expect((await bytesOf(answer(3).response, 30)).byteLength).toBe(30);
  expect((await bytesOf(new Response(null), 30)).byteLength).toBe(0);
});

it('reads nothing of what says that it is too long, and no further of what is', async () => {
  const honest = answer(1_000, { 'content-length': '10000' });
  await expect(bytesOf(honest.response, 30)).rejects.toBeInstanceOf(FileTooBig);
  expect(honest.read()).toBe(0);
  const lying = answer(1_000, { 'content-length': '10' });
  await expect(bytesOf(lying.response, 30)).rejects.toBeInstanceOf(FileTooBig);
  expect(lying.read()).toBeLessThan(6);
});
