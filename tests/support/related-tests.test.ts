import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createVitest, type Vitest } from 'vitest/node';

/** Two conversations with the whole bot, each about a feature, and one about no feature. */
const MEETINGS = 'tests/features/meetings/no-channel.test.ts';
const RELAYS = 'tests/features/relays/note.test.ts';
const GESTURES = 'tests/gestures/statements.test.ts';

let vitest: Vitest;
beforeAll(async () => {
  vitest = await createVitest('test', { watch: false, related: [resolve('src/bot.ts')] });
}, 120_000);
afterAll(() => vitest?.close());

/** Returns those of the three that `vitest related` runs for a file. */
async function relatedTo(file: string): Promise<readonly string[]> {
  vitest.config.related = [resolve(file)];
  const found = await vitest.getRelevantTestSpecifications([MEETINGS, RELAYS, GESTURES]);
  return found.map(({ moduleId }) => moduleId.slice(resolve().length + 1)).sort();
}

it('a conversation about a feature is related to that feature, to what it stands on, and to no other', async () => {
  for (const file of ['rules.ts', 'operations.ts', 'messages.ts', 'index.ts']) {
    expect([file, await relatedTo(`src/features/meetings/${file}`)]).toEqual([file, [MEETINGS]]);
  }
  expect(await relatedTo('commands/reunion.ts')).toEqual([MEETINGS]);
  expect(await relatedTo('src/features/relays/offer.ts')).toEqual([RELAYS]);
});

it('a conversation is related to all that the features stand on, and to what brings them together', async () => {
  const all = [MEETINGS, RELAYS, GESTURES].sort();
  for (const file of ['src/bot.ts', 'src/composition.ts', 'src/dispatch/inbox.ts', 'src/delivery/sender/sender.ts']) {
    expect([file, await relatedTo(file)]).toEqual([file, all]);
  }
});
