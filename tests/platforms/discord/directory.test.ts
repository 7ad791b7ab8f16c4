import { afterAll, beforeAll, expect, test } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import { type Connected, connected, objectionsTo, quiet } from './connected.ts';
import { failure } from './support.ts';

let world: Connected;
beforeAll(async () => {
  world = await connected();
});
afterAll(async () => {
  expect(objectionsTo(world.discord)).toEqual([]);
  await world.close();
});

test('people, with what they may do', async () => {
  const admin = world.discord.addUser({ name: 'Dominique', administrator: true }).id;
  const team = world.discord.team.id;
  expect(await world.platform.user(admin, team)).toEqual({
    platform: 'discord',
    id: admin,
    team,
    name: 'Dominique',
    locale: null,
    administrator: true,
  });
  expect(await world.platform.user(world.person, team)).toMatchObject({
    name: 'Camille Martin',
    administrator: false,
  });
  expect(await world.platform.user(world.person, null)).toMatchObject({
    name: 'Camille Martin',
    team: null,
    administrator: null,
  });
  expect(await failure(world.platform.user('123456789012345678', team))).toEqual({
    kind: 'refused',
    reason: 'user-gone',
  });
});

test('channels by name', async () => {
  expect(await world.platform.channelName(world.channel)).toBe('#general');
  const [ref] = await world.platform.post(
    { kind: 'private', platform: 'discord', users: [world.person] },
    message(text('x')),
    'k',
  );
  expect(await world.platform.channelName(ref?.place.channel ?? '')).toBe('Camille Martin');
});

test('a channel that was hidden from the bot has no name for it', async () => {
  const { id } = world.discord.addChannel({ name: 'bureau' });
  world.discord.deny(id, 'ViewChannel');
  await quiet(world);
  expect(await world.platform.access(id)).toMatchObject({ obstacle: 'not-in-channel', channel: null });
  expect(await failure(world.platform.channelName(id))).toEqual({ kind: 'refused', reason: 'not-in-channel' });
});

test('what people said, page after page, oldest first', async () => {
  const quietChannel = world.discord.addChannel({ name: 'histoire' }).id;
  const where = { channel: quietChannel, thread: null };
  const first = await world.discord.say(world.person, where, 'avant');
  await world.platform.post(
    { kind: 'channel', platform: 'discord', channel: quietChannel },
    message(text('du bot')),
    'b',
  );
  const said: string[] = [];
  for (let count = 0; count < 130; count++) said.push(await world.discord.say(world.person, where, `mot ${count}`));
  await quiet(world);
  const history = await world.platform.history({ platform: 'discord', ...where }, first);
  expect(history.map(({ id }) => id)).toEqual(said);
  expect(history[0]).toMatchObject({
    text: 'mot 0',
    direct: false,
    user: { name: 'Camille Martin', team: world.discord.team.id },
  });
});

test('what was typed in a server without Message Content is told as unreadable, not as nothing', async () => {
  const blind = await connected({ local: { privilegedIntents: { messageContent: false } } });
  try {
    const { discord, person, place, platform, channel } = blind;
    const first = await discord.say(person, place, 'avant');
    await discord.say(person, place, 'vingt personnes');
    await discord.say(person, place, `<@${discord.bot.id}> bonjour`);
    await quiet(blind);
    const history = await platform.history({ platform: 'discord', channel, thread: null }, first);
    expect(history.map(({ text: said, unreadable = false }) => [said, unreadable])).toEqual([
      ['', true],
      ['bonjour', false],
    ]);
  } finally {
    await blind.close();
  }
});

test('a thread that was archived is read back only where its channel may be', async () => {
  const { id } = world.discord.addChannel({ name: 'parent' });
  const thread = (await world.platform.threads?.open([id], 'Fil', new Set())) ?? '';
  await world.platform.threads?.letIn(thread, world.person);
  const there = { platform: 'discord', channel: thread, thread: null } as const;
  const first = await world.discord.say(world.person, { channel: thread, thread: null }, 'un');
  await world.discord.say(world.person, { channel: thread, thread: null }, 'deux');
  world.discord.archiveThread(thread);
  await quiet(world);
  expect((await world.platform.history(there, first)).map((one) => one.text)).toEqual(['deux']);
  world.discord.deny(id, 'ReadMessageHistory');
  await quiet(world);
  expect(await failure(world.platform.history(there, first))).toEqual({ kind: 'refused', reason: 'no-permission' });
});
