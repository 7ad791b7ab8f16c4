import { afterAll, beforeAll, expect, test } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import { type Connected, connected, objectionsTo, quiet } from './connected.ts';

const png = { name: 'photo.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };

let world: Connected;
beforeAll(async () => {
  world = await connected();
});
afterAll(async () => {
  expect(objectionsTo(world.discord)).toEqual([]);
  await world.close();
});

test('a message arrives with its files; bots are not listened to', async () => {
  const arrived: unknown[] = [];
  world.on({ message: async (given) => void arrived.push(given) });
  const id = await world.discord.say(world.person, world.place, `<@${world.discord.bot.id}> bonjour @Camille Martin`, [
    png,
  ]);
  const direct = await world.discord.say(world.person, { channel: 'direct', thread: null }, 'une soixantaine');
  await quiet(world);
  expect(arrived).toMatchObject([
    {
      id,
      text: 'bonjour @Camille Martin',
      direct: false,
      mentionsBot: true,
      files: [{ name: 'photo.png' }],
      user: { id: world.person, name: 'Camille Martin', team: world.discord.team.id },
      place: { channel: world.channel, thread: null },
    },
    { id: direct, text: 'une soixantaine', direct: true, mentionsBot: false, user: { team: null } },
  ]);
  await world.platform.post(
    { kind: 'channel', platform: 'discord', channel: world.channel },
    message(text('moi')),
    'mine',
  );
  await quiet(world);
  expect(arrived).toHaveLength(2);
});
