import { describe, expect, it } from 'vitest';
import { mediaType } from '../../src/files/media-type.ts';
import { createTypeReader, Unreadable } from '../../src/files/type-reader.ts';
import { bombs } from './bombs.ts';

describe('a picture that stops whoever looks into it', () => {
  it.each(bombs)('%s: is known by its first bytes', async (_, bytes, type) => {
    expect(await mediaType('photo.png', bytes)).toMatch(type);
  });

  it('is known by its beginning alone, however long it is', async () => {
    const begun = Buffer.concat([Buffer.from('bonjour, é'.repeat(5_000)), Buffer.alloc(1_000)]);
    expect(await mediaType('lettre.txt', begun)).toBe('text/plain');
    // The beginning may end with any byte of a character.
    for (const shift of ['', 'a', 'ab', 'abc']) {
      expect(await mediaType('lettre.txt', Buffer.from(shift + '🎈'.repeat(6_000)))).toBe('text/plain');
    }
  });
});

describe('the thread that looks into files', () => {
  const script = (body: string) => {
    const code = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', (bytes) => { ${body} });`;
    return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  };
  const bad = Buffer.from('!');
  const good = Buffer.from('?');

  it.each([
    ['comes to no end', 'for (;;);'],
    ['ends', 'process.exit(1);'],
    ['fails', "throw new Error('in the middle');"],
    ['takes all the memory it can get', 'const all = []; for (;;) all.push(new Array(1e5).fill(all.length));'],
  ])('%s: that file is unreadable, and the next one gets a new thread', async (_, trouble) => {
    const reader = createTypeReader(
      script(`if (bytes[0] === 33) { ${trouble} } parentPort.postMessage('fine');`),
      1_500,
    );
    const answers = await Promise.allSettled([good, bad, good, bad, good].map((bytes) => reader.read(bytes)));
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    await expect(reader.read(bad)).rejects.toBeInstanceOf(Unreadable);
  });

  it('has nothing of what the bot knows', async () => {
    process.env.SECRET_OF_A_TEST = 'token';
    const reader = createTypeReader(script('parentPort.postMessage(JSON.stringify(process.env));'), 5_000);
    expect(await reader.read(good)).toBe('{}');
    delete process.env.SECRET_OF_A_TEST;
  });
});
