import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { legible } from '../../../src/chat/legible.ts';
import { type Block, field, fields, heading, note, progress, table, text } from '../../../src/chat/message.ts';
import { renderMessage } from '../../../src/platforms/discord/render-message.ts';
import { type Connected, connected, objectionsTo } from './connected.ts';
import { anyMessage, renderOptions, typedText } from './support.ts';

let world: Connected;
let key = 0;
beforeAll(async () => {
  world = await connected();
});
afterAll(async () => {
  expect(objectionsTo(world.discord)).toEqual([]);
  await world.close();
});

/**
 * Returns what a person reads of these blocks in Discord, except spaces and line ends, which Discord shows as it likes.
 */
async function read(...blocks: readonly Block[]): Promise<string> {
  const target = { kind: 'channel', platform: 'discord', channel: world.channel } as const;
  const refs = await world.platform.post(target, { blocks }, `typed-${key++}`);
  const shown = refs.map((ref) => world.read().find(({ id }) => id === ref.id));
  for (const ref of refs) expect(world.discord.mentionsIn(ref.id).reached).toEqual([]);
  const seen = shown.map((one) => one?.text ?? '').join('\n');
  await world.platform.delete(refs);
  return bare(seen);
}

/** Decodes addresses, which are read as what they stand for. */
const decoded = (text: string): string =>
  text.replace(/(?:%[0-9A-F]{2})+/g, (signs) => {
    try {
      return decodeURIComponent(signs);
    } catch {
      return signs;
    }
  });

const bare = (typed: string): string =>
  decoded(legible(typed))
    .replace(/[\s\u200b]+/g, ' ')
    .trim();
const lines = (typed: string): readonly string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

test('whatever was typed is read as it was typed, in every kind of block', async () => {
  await fc.assert(
    fc.asyncProperty(typedText, async (typed) => {
      const plain = bare(typed);
      expect(await read(text(typed))).toBe(plain);
      expect(await read(note(typed))).toBe(plain);
      expect(await read(heading(typed))).toBe(plain);
      expect(await read(fields(field('Lieu', typed), field(typed, 'Amiens')))).toBe(
        bare(`Lieu ${plain} ${plain} Amiens`),
      );
      expect(await read({ kind: 'list', items: [typed, 'fin'] })).toBe(
        bare(plain === '' ? '• fin' : `• ${plain} • fin`),
      );
      expect(await read(progress(typed, 1, 2))).toBe(bare(`${plain} ▓▓▓▓▓░░░░░ 50 %`));
    }),
    { numRuns: 60 },
  );
});

test('the cells of a table are read as they were typed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(typedText, { minLength: 4, maxLength: 4 }), async (cells) => {
      const seen = await read(table(['A', 'B'], [cells.slice(0, 2), cells.slice(2)]));
      for (const line of cells.flatMap(lines)) expect(seen).toContain(bare(line));
    }),
    { numRuns: 60 },
  );
});

test('whatever is said, Discord takes it and nobody is called', async () => {
  await fc.assert(
    fc.asyncProperty(anyMessage, async (given) => {
      const blocks = given.blocks.filter((block) => block.kind !== 'image' && block.kind !== 'file');
      await read(...blocks);
      expect(renderMessage({ blocks }, renderOptions).length).toBeGreaterThan(0);
    }),
    { numRuns: 40 },
  );
});
