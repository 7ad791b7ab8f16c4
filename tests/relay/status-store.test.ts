import { expect, it } from 'vitest';
import type { RegionScope } from '../../src/access/region/region-scope.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { channelStatuses, countLinkedFiles } from '../../src/relay/status-store.ts';
import { beforeEachTest, type TwoChannels } from './setting.ts';

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

const inRegion = <T>(work: (scope: RegionScope) => Promise<T>): Promise<T> =>
  inTransaction(one.database, (tx) =>
    work({ tx, region: { ...one.region, locale: 'fr' }, now: new Date(one.clock.now()) }),
  );

async function rowOf(platform: string): Promise<string> {
  return (await one.database.prisma.relayChannel.findFirstOrThrow({ where: { platform } })).id;
}

it('what a platform refuses, and what it never answers about, is counted by why', async () => {
  one.discord.fateOf = (text) => (text.includes('refusé') ? 'refused' : text.includes('maudit') ? 'unavailable' : null);
  for (const text of ['refusé 1', 'maudit', 'refusé 2', 'un']) one.slack.say('Léa', text);
  await one.tell();
  await one.later();
  const id = await rowOf('discord');
  const status = (await inRegion((scope) => channelStatuses(scope, [id]))).get(id);
  expect(status).toMatchObject({ waiting: { count: 1 } });
  expect(status?.refused).toEqual([
    { reason: 'other', count: 2 },
    { reason: 'unanswered', count: 1 },
  ]);
});

it('files are counted that were too big for the channel that they were to be copied into, by what each takes', async () => {
  for (const file of ['a.pdf', 'b.pdf']) one.slack.sayWithFile('Léa', file, file);
  one.discord.sayWithFile('Ana', 'c.pdf', 'c.pdf');
  await one.tell();
  const [slack, discord] = [await rowOf('slack'), await rowOf('discord')];
  const counted = async (limits: Readonly<Record<string, number>>) =>
    Object.fromEntries(await inRegion((scope) => countLinkedFiles(scope, limits)));
  expect(await counted({ [slack]: 5, [discord]: 5 })).toEqual({ [slack]: 1, [discord]: 2 });
  expect(await counted({ [slack]: 20, [discord]: 5 })).toEqual({ [discord]: 2 });
  expect(await counted({ [discord]: 20 })).toEqual({});
});
