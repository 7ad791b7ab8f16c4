import { Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connected, codeOf, connect, restOf } from './support.ts';

/** A request about a channel. */
type Asked = (id: string) => readonly [method: 'post' | 'patch' | 'put', path: `/${string}`, body: object];

describe('direct conversations', () => {
  let connected: Connected;
  let user: string;
  beforeAll(async () => {
    connected = await connect();
    user = connected.discord.addUser({ name: 'Camille', acceptsDirectMessages: false }).id;
  });
  afterAll(() => connected.close());

  it('somebody who takes no direct messages gets none: 50007; nor one without a server in common: 50278 [D: topics/opcodes-and-status-codes]', async () => {
    const { discord, client } = connected;
    const person = await client.users.fetch(user);
    expect(await codeOf(person.send('x'))).toBe(50007);
    const gone = discord.addUser({ name: 'Partie' });
    discord.removeUser(gone.id);
    expect(await codeOf((await client.users.fetch(gone.id)).send('x'))).toBe(50278);
    const open = discord.addUser({ name: 'Alex' });
    await (await client.users.fetch(open.id)).send('bonjour');
    expect(discord.messages(open.id, { channel: 'direct', thread: null }).map((one) => one.text)).toEqual(['bonjour']);
    expect(discord.channelsOf(open.id).at(-1)).toMatchObject({ kind: 'direct', name: 'Fil conducteur' });
  });

  it('a direct conversation is opened with a person there is, once: 50033 [D: topics/opcodes-and-status-codes]', async () => {
    const rest = restOf(connected.discord);
    const open = (recipient_id: string) => rest.post(Routes.userChannels(), { body: { recipient_id } });
    expect(await codeOf(open('1'))).toBe(50033);
    expect(await codeOf(open(connected.client.user.id))).toBe(50033);
    expect(await open(user)).toEqual(await open(user));
  });

  it('opened too fast, direct conversations are refused with 40003, when a fault says so [ours; when really: U]', async () => {
    const { discord, client } = connected;
    discord.fault({ path: '/users/@me/channels', kind: 'refuse', status: 403, code: 40003, message: 'too fast' });
    const person = await client.users.fetch(discord.addUser({ name: 'Lou' }).id);
    expect(await codeOf(person.createDM(true))).toBe(40003);
    await person.createDM(true);
  });

  it.each<[string, Asked]>([
    ['renamed', (id) => ['patch', Routes.channel(id), { name: 'x' }]],
    ['given threads', (id) => ['post', Routes.threads(id), { name: 'x' }]],
    ['given webhooks', (id) => ['post', Routes.channelWebhooks(id), { name: 'x' }]],
    ['given permissions', (id) => ['put', Routes.channelPermission(id, '1'), { type: 1 }]],
  ])('a direct conversation is not %s: 50003 [D: topics/opcodes-and-status-codes]', async (_, request) => {
    const { discord, client } = connected;
    const direct = await client.users.createDM(discord.addUser({ name: 'Noa' }).id);
    const [method, path, body] = request(direct.id);
    expect(await codeOf(restOf(discord)[method](path, { body }))).toBe(50003);
  });
});
