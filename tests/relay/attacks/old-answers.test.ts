import { describe, expect, it } from 'vitest';
import type { RegionScope } from '../../../src/access/region/region-scope.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { purgeRelayed } from '../../../src/relay/purge-store.ts';
import { retryCopies } from '../../../src/relay/retry-store.ts';
import { channelStatuses } from '../../../src/relay/status-store.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

const DAY = 24 * 60 * 60_000;

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

const inRegion = <T>(work: (scope: RegionScope) => Promise<T>): Promise<T> =>
  inTransaction(one.database, (tx) =>
    work({ tx, region: { ...one.region, locale: 'fr' }, now: new Date(one.clock.now()) }),
  );

/** Forgets what was said more than a year ago. */
const purge = () => inRegion((scope) => purgeRelayed(scope, 100));

describe.each(['slack', 'discord'] as const)('an answer on %s whose words aren’t kept any more', (side) => {
  const from = () => one[side];
  const to = () => one[side === 'slack' ? 'discord' : 'slack'];

  it('quotes nothing that is deleted: its copy goes with that of what it answers, and no other', async () => {
    const asked = from().say('Anne', 'Mon numéro est le 06 12');
    const other = from().say('Anne', 'Autre chose');
    from().say('Omar', 'Merci', null, asked);
    from().say('Omar', 'Très bien', null, other);
    await one.tell();
    expect(copiesIn(to()).join('')).toContain('06 12');
    one.clock.advance(400 * DAY);
    await purge();
    expect(await one.database.prisma.relayMessage.count({ where: { state: { not: {} } } })).toBe(0);
    from().remove(asked);
    await one.tell();
    const left = copiesIn(to()).join('');
    for (const words of ['Autre chose', 'Très bien']) expect(left).toContain(words);
    for (const words of ['06 12', 'Merci']) expect(left).not.toContain(words);
  });

  it('is counted where its copy can’t be deleted, and goes when a coordinator has that tried again', async () => {
    const asked = from().say('Anne', 'Mon numéro est le 06 12');
    from().say('Omar', 'Merci', null, asked);
    await one.tell();
    one.clock.advance(400 * DAY);
    await purge();
    to().fates.push('refused', 'refused');
    from().remove(asked);
    await one.tell();
    expect(copiesIn(to())).toHaveLength(2);
    const { id } = await one.database.prisma.relayChannel.findFirstOrThrow({ where: { platform: to().platform.name } });
    const left = async () => (await inRegion((scope) => channelStatuses(scope, [id]))).get(id)?.left;
    expect(await left()).toEqual([{ reason: 'other', count: 2 }]);
    expect(await inRegion((scope) => retryCopies(scope, [id]))).toEqual({ copied: 0, removed: 2 });
    await one.later();
    expect([await left(), copiesIn(to())]).toEqual([[], []]);
  });
});
