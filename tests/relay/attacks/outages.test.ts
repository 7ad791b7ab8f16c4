import { describe, expect, it } from 'vitest';
import type { RegionScope } from '../../../src/access/region/region-scope.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { relayPeopleStore } from '../../../src/relay/people-store.ts';
import { retryCopies } from '../../../src/relay/retry-store.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

const inRegion = <T>(work: (scope: RegionScope) => Promise<T>): Promise<T> =>
  inTransaction(database, (tx) =>
    work({ tx, region: { ...one.region, locale: 'fr' }, now: new Date(one.clock.now()) }),
  );

const refused = () => database.prisma.relayCopy.count({ where: { status: 'REFUSED' } });

let database: Database;
let one: TwoChannels;
beforeEachTest((given) => {
  [one, database] = [given, given.database];
});

describe('a channel that was cut', () => {
  it('gets nothing that waited for it, also from a process that doesn’t know of it yet', async () => {
    one.discord.connected = false;
    one.slack.say('Léa', 'un');
    await one.tell();
    await database.prisma.relayChannel.updateMany({
      where: { platform: 'discord' },
      data: { cutAt: new Date(one.clock.now()) },
    });
    one.discord.connected = true;
    await one.later();
    expect(copiesIn(one.discord)).toEqual([]);
  });
});

describe('a channel that is tied later', () => {
  it('gets nothing that was said before, also when that is read back afterwards', async () => {
    one.slack.say('Léa', 'avant');
    one.slack.events.length = 0;
    await database.prisma.relayChannel.updateMany({
      where: { platform: 'discord' },
      data: { tiedAt: new Date(one.clock.now() + 60_000) },
    });
    one.clock.advance(61_000);
    one.slack.say('Léa', 'après');
    one.slack.events.length = 0;
    one.relay.missed(one.slack.platform);
    await one.rest();
    expect(copiesIn(one.discord)).toEqual(['après']);
  });
});

describe('a digest', () => {
  async function outage(): Promise<readonly string[]> {
    one.discord.connected = false;
    const ids = Array.from({ length: 12 }, (_, index) => one.slack.say(`Ana ${index}`, `message ${index}`));
    await one.tell();
    one.clock.advance(25 * 60 * 60_000);
    return ids;
  }

  it('that is refused holds up nothing', async () => {
    await outage();
    one.discord.fates.push(...Array<'refused'>(10).fill('refused'));
    one.discord.connected = true;
    await one.later();
    one.discord.fates.length = 0;
    one.slack.say('Léa', 'Nous revoilà');
    await one.tell();
    expect(copiesIn(one.discord)).toEqual(['Nous revoilà']);
  });

  it('doesn’t name what was deleted before it was posted', async () => {
    const [first] = await outage();
    one.discord.fates.push('unavailable');
    one.discord.connected = true;
    await one.rest();
    one.slack.remove(first ?? '');
    await one.tell();
    await one.later();
    const all = copiesIn(one.discord).join('');
    expect(all).toContain('11 messages');
    expect(all).not.toContain('Ana 0');
  });

  it('names the others when one whose message it hangs on takes all of theirs back', async () => {
    await outage();
    one.discord.fates.push('unavailable');
    one.discord.connected = true;
    await one.rest();
    await inRegion((scope) => relayPeopleStore(scope).takeBack([{ platform: 'slack', id: 'Ana 0' }], 20));
    await one.later();
    const all = copiesIn(one.discord).join('');
    expect(all).toContain('11 messages');
    expect(all).not.toContain('Ana 0');
  });

  it('that was refused is posted when that is tried anew, also once its message was changed', async () => {
    const [first = ''] = await outage();
    one.slack.change(first, 'message 0, relu');
    await one.tell();
    one.discord.fateOf = () => 'refused';
    one.discord.connected = true;
    await one.later();
    one.slack.change(first, 'message 0, relu encore');
    await one.tell();
    expect(await refused()).toBe(1);
    one.discord.fateOf = () => null;
    const channels = await database.prisma.relayChannel.findMany({ where: { platform: 'discord' } });
    const ids = channels.map(({ id }) => id);
    expect(await inRegion((scope) => retryCopies(scope, ids))).toBe(1);
    await one.later();
    expect(copiesIn(one.discord).join('')).toContain('12 messages');
    expect(await refused()).toBe(0);
  });
});

it('a copy that waits, and of which a part stands, goes altogether when its author takes it back', async () => {
  one.discord.fates.push('done', 'unavailable');
  one.slack.say('Léa', 'Une adresse qui est si longue qu’elle ne tient pas dans un seul message');
  await one.tell();
  expect(copiesIn(one.discord)).toHaveLength(1);
  await inRegion((scope) => relayPeopleStore(scope).takeBack([{ platform: 'slack', id: 'Léa' }], 20));
  await one.later();
  expect(copiesIn(one.discord)).toEqual([]);
});

describe('a channel in which nothing can be posted', () => {
  const obstacle = async () => {
    const where = { platform: 'discord' };
    const { obstacle: reason, obstacleSince } = await database.prisma.relayChannel.findFirstOrThrow({ where });
    return { reason, since: obstacleSince?.getTime() };
  };

  it('isn’t said to be one any more once something was, also where what follows fails', async () => {
    one.discord.fates.push('archived');
    one.slack.say('Léa', 'un');
    await one.tell();
    expect(await obstacle()).toMatchObject({ reason: 'channel-archived' });
    one.discord.fateOf = (text) => (text.includes('deux') ? 'unavailable' : null);
    one.slack.say('Léa', 'deux');
    await one.tell();
    await one.later();
    expect(copiesIn(one.discord)).toEqual([expect.stringContaining('un')]);
    expect(await obstacle()).toEqual({ reason: null, since: undefined });
  });

  it('is said to be one since the same time when what waits there first needn’t be posted', async () => {
    one.discord.fateOf = () => 'archived';
    const id = one.slack.say('Léa', 'un');
    one.slack.say('Léa', 'deux');
    await one.tell();
    const before = await obstacle();
    one.slack.remove(id);
    await one.tell();
    await one.later();
    expect(await obstacle()).toEqual(before);
  });
});
