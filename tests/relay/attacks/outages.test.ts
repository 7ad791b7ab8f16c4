import { describe, expect, it } from 'vitest';
import type { RegionScope } from '../../../src/access/region/region-scope.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { relayPeopleStore } from '../../../src/relay/people-store.ts';
import { retryCopies } from '../../../src/relay/retry-store.ts';
import { channelStatuses } from '../../../src/relay/status-store.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

const inRegion = <T>(work: (scope: RegionScope) => Promise<T>): Promise<T> =>
  inTransaction(database, (tx) =>
    work({ tx, region: { ...one.region, locale: 'fr' }, now: new Date(one.clock.now()) }),
  );

const channels = async () => (await database.prisma.relayChannel.findMany()).map(({ id }) => id);

async function retried() {
  const ids = await channels();
  return inRegion((scope) => retryCopies(scope, ids));
}

const refused = () => database.prisma.relayCopy.count({ where: { status: 'REFUSED' } });

let database: Database;
let one: TwoChannels;
beforeEachTest((given) => {
  [one, database] = [given, given.database];
});

describe.each(['slack', 'discord'] as const)('on %s', (side) => {
  const from = () => (side === 'discord' ? one.slack : one.discord);
  const to = () => one[side];

  describe('a channel that was cut', () => {
    it('gets nothing that waited for it, also from a process that doesn’t know of it yet', async () => {
      to().connected = false;
      from().say('Léa', 'un');
      await one.tell();
      await database.prisma.relayChannel.updateMany({
        where: { platform: side },
        data: { cutAt: new Date(one.clock.now()) },
      });
      to().connected = true;
      await one.later();
      expect(copiesIn(to())).toEqual([]);
    });
  });

  describe('a channel that is tied later', () => {
    it('gets nothing that was said before, also when that is read back afterwards', async () => {
      from().say('Léa', 'avant');
      from().events.length = 0;
      await database.prisma.relayChannel.updateMany({
        where: { platform: side },
        data: { tiedAt: new Date(one.clock.now() + 60_000) },
      });
      one.clock.advance(61_000);
      from().say('Léa', 'après');
      from().events.length = 0;
      one.relay.missed(from().platform);
      await one.rest();
      expect(copiesIn(to())).toEqual(['après']);
    });

    it('reads nothing that was said before as a quotation', async () => {
      await database.prisma.relayChannel.updateMany({
        where: { platform: side },
        data: { tiedAt: new Date(one.clock.now() + 60_000) },
      });
      const id = from().say('Anne', 'avant');
      await one.tell();
      one.clock.advance(61_000);
      from().say('Omar', 'après', null, id);
      await one.tell();
      const all = copiesIn(to()).join('');
      expect(all).toContain('après');
      expect(all).toContain('en réponse à un message plus ancien');
      expect(all).not.toContain('avant');
    });
  });

  describe('what was refused one by one, ten messages and more,', () => {
    it('stands one by one once that is asked for, also after more than a day', async () => {
      to().fateOf = (text) => (text.includes('message') ? 'refused' : null);
      for (let index = 0; index < 12; index += 1) from().say('Ana', `message ${index}`);
      await one.tell();
      one.clock.advance(25 * 60 * 60_000);
      from().say('Léa', 'La suite');
      await one.tell();
      expect(copiesIn(to())).toEqual(['La suite']);
      // It is put off once more, and the process is killed meanwhile.
      to().fateOf = (text) => (text.includes('message') ? 'archived' : null);
      expect(await retried()).toEqual({ copied: 12, removed: 0 });
      await one.later();
      await one.kill();
      to().fateOf = () => null;
      await one.start();
      await one.later();
      const all = copiesIn(to()).join('');
      expect(all).not.toContain('coupure');
      for (let index = 0; index < 12; index += 1) expect(all).toContain(`message ${index}`);
      expect(await refused()).toBe(0);
    });
  });

  describe('a digest', () => {
    async function outage(): Promise<readonly string[]> {
      to().connected = false;
      const ids = Array.from({ length: 12 }, (_, index) => from().say(`Ana ${index}`, `message ${index}`));
      await one.tell();
      one.clock.advance(25 * 60 * 60_000);
      return ids;
    }

    it('that is refused holds up nothing', async () => {
      await outage();
      to().fates.push(...Array<'refused'>(10).fill('refused'));
      to().connected = true;
      await one.later();
      to().fates.length = 0;
      from().say('Léa', 'Nous revoilà');
      await one.tell();
      expect(copiesIn(to())).toEqual(['Nous revoilà']);
    });

    it('doesn’t name what was deleted before it was posted', async () => {
      const [first] = await outage();
      to().fates.push('unavailable');
      to().connected = true;
      await one.rest();
      from().remove(first ?? '');
      await one.tell();
      await one.later();
      const all = copiesIn(to()).join('');
      expect(all).toContain('11 messages');
      expect(all).not.toContain('Ana 0');
    });

    it('names the others when one whose message it hangs on takes all of theirs back', async () => {
      await outage();
      to().fates.push('unavailable');
      to().connected = true;
      await one.rest();
      await inRegion((scope) =>
        relayPeopleStore(scope).takeBack([{ platform: from().platform.name, id: 'Ana 0' }], 20),
      );
      await one.later();
      const all = copiesIn(to()).join('');
      expect(all).toContain('11 messages');
      expect(all).not.toContain('Ana 0');
    });

    it('counts as all that it stands for, while it waits and where it is refused', async () => {
      const counted = async () => {
        const ids = await channels();
        const statuses = await inRegion((scope) => channelStatuses(scope, ids));
        return [...statuses.values()].flatMap(({ waiting, refused: all }) => [
          ...(waiting ? [waiting.count] : []),
          ...all.map(({ count }) => count),
        ]);
      };
      const [first = ''] = await outage();
      to().fateOf = () => 'archived';
      to().connected = true;
      await one.rest();
      expect(await counted()).toEqual([12]);
      from().remove(first);
      await one.tell();
      expect(await counted()).toEqual([11]);
      to().fateOf = () => 'refused';
      await one.later();
      expect(await counted()).toEqual([11]);
    });

    it('that was refused is posted when that is tried anew, also once its message was changed', async () => {
      const [first = ''] = await outage();
      from().change(first, 'message 0, relu');
      await one.tell();
      to().fateOf = () => 'refused';
      to().connected = true;
      await one.later();
      from().change(first, 'message 0, relu encore');
      await one.tell();
      expect(await refused()).toBe(1);
      to().fateOf = () => null;
      expect(await retried()).toEqual({ copied: 12, removed: 0 });
      await one.later();
      expect(copiesIn(to()).join('')).toContain('12 messages');
      expect(await refused()).toBe(0);
    });
  });

  it('a copy that waits, and of which a part stands, goes altogether when its author takes it back', async () => {
    to().fates.push('done', 'unavailable');
    from().say('Léa', 'Une adresse qui est si longue qu’elle ne tient pas dans un seul message');
    await one.tell();
    expect(copiesIn(to())).toHaveLength(1);
    await inRegion((scope) => relayPeopleStore(scope).takeBack([{ platform: from().platform.name, id: 'Léa' }], 20));
    await one.later();
    expect(copiesIn(to())).toEqual([]);
  });

  describe('a channel in which nothing can be posted', () => {
    const obstacle = async () => {
      const where = { platform: side };
      const { obstacle: reason, obstacleSince } = await database.prisma.relayChannel.findFirstOrThrow({ where });
      return { reason, since: obstacleSince?.getTime() };
    };

    it('isn’t said to be one any more once something was, also where what follows fails', async () => {
      to().fates.push('archived');
      from().say('Léa', 'un');
      await one.tell();
      expect(await obstacle()).toMatchObject({ reason: 'channel-archived' });
      to().fateOf = (text) => (text.includes('deux') ? 'unavailable' : null);
      from().say('Léa', 'deux');
      await one.tell();
      await one.later();
      expect(copiesIn(to())).toEqual([expect.stringContaining('un')]);
      expect(await obstacle()).toEqual({ reason: null, since: undefined });
    });

    it('is said to be one since the same time when what waits there first needn’t be posted', async () => {
      to().fateOf = () => 'archived';
      const id = from().say('Léa', 'un');
      from().say('Léa', 'deux');
      await one.tell();
      const before = await obstacle();
      from().remove(id);
      await one.tell();
      await one.later();
      expect(await obstacle()).toEqual(before);
    });
  });
});
