import { Routes, type TextChannel } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { type Connected, codeOf, connect, formErrors, restOf, textChannel } from './support.ts';

describe('reactions and pins', () => {
  let connected: Connected;
  let channel: TextChannel;
  const clock = manualClock();
  beforeAll(async () => {
    connected = await connect({ clock });
    channel = await textChannel(connected);
  });
  afterAll(() => connected.close());

  it('a reaction is counted, read and taken back [D: resources/message]', async () => {
    const message = await channel.send('react');
    await message.react('✅');
    expect((await message.fetch(true)).reactions.cache.get('✅')?.count).toBe(1);
    const path = Routes.channelMessageReaction(channel.id, message.id, encodeURIComponent('✅'));
    expect(await restOf(connected.discord).get(path)).toMatchObject([{ id: connected.client.user.id }]);
    expect(await formErrors(restOf(connected.discord).get(path, { query: new URLSearchParams('limit=101') }))).toEqual({
      limit: 'NUMBER_TYPE_MAX',
    });
    await message.reactions.removeAll();
    expect((await message.fetch(true)).reactions.cache.size).toBe(0);
  });

  it.each(['nonsense', '✅✅', 'coeur:123', '1'])(
    '%s is no emoji of Unicode: 10014 [D: resources/message]',
    async (emoji) => {
      const { id } = await channel.send('x');
      const path = Routes.channelMessageOwnReaction(channel.id, id, encodeURIComponent(emoji));
      expect(await codeOf(restOf(connected.discord).put(path))).toBe(10014);
    },
  );

  it('a message holds twenty different reactions: 30010 [D: topics/opcodes-and-status-codes]', async () => {
    const message = await channel.send('x');
    const emoji = (n: number): string => String.fromCodePoint(0x1f600 + n);
    for (let n = 0; n < 20; n++) await message.react(emoji(n));
    expect(await codeOf(message.react(emoji(20)))).toBe(30010);
    await message.react(emoji(0));
  });

  it('a new reaction needs a permission, one that is there does not, both the history [D: resources/message]', async () => {
    const strict = await textChannel(connected, 'strict');
    const message = await strict.send('x');
    await message.react('✅');
    connected.discord.deny(strict.id, 'AddReactions');
    expect(await codeOf(message.react('❌'))).toBe(50013);
    await message.react('✅');
    connected.discord.deny(strict.id, 'ReadMessageHistory');
    expect(await codeOf(message.react('✅'))).toBe(50001);
  });

  it("others' reactions are removed with the permission to manage messages [D: resources/message]", async () => {
    const strict = await textChannel(connected, 'moderation');
    const message = await strict.send('x');
    await message.react('✅');
    const path = Routes.channelMessageAllReactions(strict.id, message.id);
    connected.discord.deny(strict.id, 'ManageMessages');
    expect(await codeOf(restOf(connected.discord).delete(path))).toBe(50013);
  });

  it('what is pinned is listed, newest first, in pages of at most fifty [D: resources/message]', async () => {
    const place = await textChannel(connected, 'epingles');
    const [one, two] = [await place.send('1'), await place.send('2')];
    await one.pin();
    clock.advance(1_000);
    await two.pin();
    const all = await place.messages.fetchPins();
    expect(all.items.map(({ message }) => message.id)).toEqual([two.id, one.id]);
    const first = await place.messages.fetchPins({ limit: 1 });
    expect([first.hasMore, first.items.map(({ message }) => message.id)]).toEqual([true, [two.id]]);
    const next = await place.messages.fetchPins({ before: first.items[0]?.pinnedAt ?? 0 });
    expect(next.items.map(({ message }) => message.id)).toEqual([one.id]);
    expect(await formErrors(place.messages.fetchPins({ limit: 51 }))).toEqual({ limit: 'NUMBER_TYPE_MAX' });
    await one.unpin();
    expect((await place.messages.fetchPins()).items).toHaveLength(1);
    connected.discord.deny(place.id, 'ReadMessageHistory');
    expect((await place.messages.fetchPins()).items).toEqual([]);
  });

  it('pinning has a permission of its own: 50013 without [D: resources/message]', async () => {
    const place = await textChannel(connected, 'sans-epingles');
    const message = await place.send('x');
    connected.discord.deny(place.id, 'PinMessages');
    expect(await codeOf(message.pin())).toBe(50013);
  });
});
