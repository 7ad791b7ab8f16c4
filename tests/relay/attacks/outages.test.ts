import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { beforeEachTest, copiesIn, type TwoChannels } from '../setting.ts';

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
});
