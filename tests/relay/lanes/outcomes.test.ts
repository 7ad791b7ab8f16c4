import { expect, it } from 'vitest';
import type { CopyOutcome } from '../../../src/relay/copies/copy-store.ts';
import { createOutcomes } from '../../../src/relay/lanes/outcomes.ts';
import { beforeEachTest, type TwoChannels } from '../setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

/** Returns the outcomes of copies that wait, as those of one lane. */
async function outcomesOf(text: string): Promise<readonly CopyOutcome[]> {
  one.discord.connected = false;
  one.slack.say('Léa', text);
  await one.tell();
  const waiting = await one.database.prisma.relayCopy.findMany({ orderBy: { sequence: 'desc' }, take: 1 });
  return waiting.map(({ id, regionId }) => ({
    ...{ copyId: id, regionId, turn: 0, status: 'POSTED', shown: 1, reason: null, late: false, pinned: false },
    ...{
      added: [{ id: `posted ${text}`, thread: null, by: null, position: 0, frozen: false }],
      removed: [],
      frozen: [],
    },
  }));
}

it('of many lanes, what can’t be stored of one holds up no other', async () => {
  const store = createOutcomes(one.database);
  const lanes = [await outcomesOf('un'), await outcomesOf('deux'), await outcomesOf('trois')];
  const unstorable = lanes[1]?.map((outcome) => ({ ...outcome, reason: '\0' })) ?? [];
  // The first goes alone, the others together.
  const all = await Promise.allSettled([store(lanes[0] ?? []), store(unstorable), store(lanes[2] ?? [])]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const parts = await one.database.prisma.relayPart.findMany({ orderBy: { refId: 'asc' } });
  expect(parts.map(({ refId }) => refId)).toEqual(['posted trois', 'posted un']);
});
