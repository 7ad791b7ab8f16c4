import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/database/transaction.ts';
import { purgeRelayed } from '../../../src/relay/purge-store.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

const DAY = 24 * 60 * 60_000;

let one: TwoChannels;
beforeEachTest((given) => {
  one = given;
});

/** Forgets what was said more than a year ago. */
async function purge(): Promise<void> {
  const region = { ...one.region, locale: 'fr' } as const;
  await inTransaction(one.database, (tx) => purgeRelayed({ tx, region, now: new Date(one.clock.now()) }, 100));
}

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
});
