import { type REST, Routes } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { codeOf, restOf } from './support.ts';

/** It has no gateway, since only the numbers of things matter here. */
let discord: LocalDiscord;
let rest: REST;
let channel: string;
let user: string;
beforeAll(async () => {
  discord = await startLocalDiscord();
  rest = restOf(discord);
  channel = discord.addChannel({ name: 'general' }).id;
  user = discord.addUser({ name: 'Camille' }).id;
});
afterAll(() => discord.close());

async function times(count: number, action: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < count; n++) await action(n);
}

it('a channel holds 250 pins: 30003 [D: topics/opcodes-and-status-codes]', async () => {
  const pin = async (): Promise<unknown> =>
    rest.put(Routes.channelMessagesPin(channel, await discord.say(user, { channel, thread: null }, 'x')));
  await times(250, pin);
  expect(await codeOf(pin())).toBe(30003);
});

it('a channel has 15 webhooks: 30007 [D: topics/opcodes-and-status-codes]', async () => {
  const make = (): Promise<unknown> => rest.post(Routes.channelWebhooks(channel), { body: { name: 'w' } });
  await times(15, make);
  expect(await codeOf(make())).toBe(30007);
  expect(await rest.get(Routes.channelWebhooks(channel))).toHaveLength(15);
  const other = (await rest.post(Routes.channelWebhooks(discord.addChannel({ name: 'autre' }).id), {
    body: { name: 'w' },
  })) as { id: string };
  expect(await codeOf(rest.patch(Routes.webhook(other.id), { body: { channel_id: channel } }))).toBe(30007);
});

it('a server has 100 scheduled events that are not over: 30038 [D: resources/guild-scheduled-event]', async () => {
  const body = {
    name: 'Fête',
    privacy_level: 2,
    entity_type: 3,
    scheduled_start_time: new Date(Date.now() + 3_600_000).toISOString(),
    scheduled_end_time: new Date(Date.now() + 7_200_000).toISOString(),
    entity_metadata: { location: 'Amiens' },
  };
  const ids: string[] = [];
  const make = async (): Promise<unknown> =>
    ids.push(((await rest.post(Routes.guildScheduledEvents(discord.team.id), { body })) as { id: string }).id);
  await times(100, make);
  expect(await codeOf(make())).toBe(30038);
  await rest.patch(Routes.guildScheduledEvent(discord.team.id, ids[0] ?? ''), { body: { status: 4 } });
  await make();
});

it('a server has 250 roles: 30005 [D: topics/opcodes-and-status-codes]', async () => {
  const make = (): Promise<unknown> => rest.post(Routes.guildRoles(discord.team.id), { body: {} });
  // @everyone and the bot's own are there already.
  await times(248, make);
  expect(await codeOf(make())).toBe(30005);
});

it('a server has 500 channels, a category 50: 30013 [D: topics/opcodes-and-status-codes, resources/channel]', async () => {
  const make = (body: object): Promise<unknown> => rest.post(Routes.guildChannels(discord.team.id), { body });
  const { id: parent_id } = (await make({ name: 'Catégorie', type: 4 })) as { id: string };
  await times(50, () => make({ name: 'x', parent_id }));
  expect(await codeOf(make({ name: 'x', parent_id }))).toBe(50035);
  const there = (await rest.get(Routes.guildChannels(discord.team.id))) as unknown[];
  for (let n = there.length; n < 500; n++) discord.addChannel({ name: 'x' });
  expect(await codeOf(make({ name: 'x' }))).toBe(30013);
});

it('a thread holds 1000 people: 30033 [D: topics/opcodes-and-status-codes]', async () => {
  const thread = (await rest.post(Routes.threads(channel), { body: { name: 'foule', type: 11 } })) as { id: string };
  const join = (id: string): Promise<unknown> => discord.say(id, { channel: thread.id, thread: null }, 'ici');
  // Whoever writes in a public thread is in it; the bot is the first.
  for (let n = 1; n < 1000; n++) await join(discord.addUser({ name: `p${n}` }).id);
  const late = discord.addUser({ name: 'retard' });
  expect(await codeOf(rest.put(Routes.threadMembers(thread.id, late.id)))).toBe(30033);
});
