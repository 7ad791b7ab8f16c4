import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failure } from '../support.ts';
import { copy, part, type Relayed, relayed, told } from './relayed.ts';

let world: Relayed;
let channel: string;
let count = 0;

beforeAll(async () => {
  world = await relayed();
});
beforeEach(async () => {
  channel = world.discord.addChannel({ name: `reliee-${++count}` }).id;
  await world.heard();
});
afterAll(() => world.close());

const say = (text: string, thread: string | null = null) =>
  world.discord.say(world.person, { channel: thread ?? channel, thread: null }, text);
const since = async (after: string, most = 500) => {
  const { messages, ...rest } = await world.relaying.since(channel, after, most, []);
  return {
    ...rest,
    said: messages.map((message) => told({ kind: 'message', message }).replace('Camille Martin: ', '')),
  };
};

describe('who sees a channel', () => {
  const isSeen = (id: string) => world.relaying.isSeenBy(id, world.person, world.discord.team.id);

  test('is whoever may view it, in the same server', async () => {
    expect(await isSeen(channel)).toBe(true);
    const other = world.discord.addUser({ name: 'Noé' }).id;
    const hidden = world.discord.addChannel({ name: `cachee-${count}`, private: true, members: [other] }).id;
    await world.heard();
    expect(await isSeen(hidden)).toBe(false);
    expect(await world.relaying.isSeenBy(hidden, other, world.discord.team.id)).toBe(true);
  });

  test('is nobody of another server, though the bot is in both', async () => {
    const { id } = world.discord.addGuild({ name: 'ESS Bretagne' }).addChannel({ name: 'rennes' });
    await world.heard();
    expect(await isSeen(id)).toBe(false);
    expect(await isSeen('1234')).toBe(false);
  });
});

describe('what was said meanwhile', () => {
  test('is what people said, in the channel and its threads, oldest first, as it stands now', async () => {
    const before = await say('Avant');
    const after = await world.relaying.newest(channel);
    expect(after).toBe(before);
    const root = await say('Le repas');
    const thread = world.discord.startThread(world.person, 'Le repas', { message: root });
    const gone = await say('À oublier');
    await say('De la soupe', thread);
    const edited = await say('Samedi');
    await world.relaying.post({ channel, below: null }, part(world.relaying, copy('Une copie')), [], 'k');
    await world.discord.say(world.discord.addBot({ name: 'Météo' }).id, { channel, thread: null }, 'Il pleut');
    await say('Du pain', thread);
    await world.discord.edit(world.person, edited, 'Dimanche');
    await world.discord.remove(world.person, gone);
    await world.discord.react(world.other, root, '👍');
    const read = await since(after);
    expect(read.said).toEqual(['Le repas', 'De la soupe', 'Dimanche', 'Du pain']);
    expect(read.more).toBe(false);
    const { messages } = await world.relaying.since(channel, after, 500, []);
    expect(messages[0]).toMatchObject({ author: { name: 'Camille Martin' }, reactions: [{ emoji: '👍', count: 1 }] });
    expect(messages[1]?.place).toEqual({ channel, thread });
    expect(messages[2]?.edited).toMatch(/^\d+$/);
    expect(await since(read.until)).toMatchObject({ said: [], more: false, until: read.until });
  });

  test('is read though Discord leaves single requests unanswered, and not where it answers none', async () => {
    const after = await say('Avant');
    await say('Après');
    for (const path of ['/channels/:channel/messages', '/channels/:channel', '/guilds/:guild/threads/active']) {
      world.discord.fault({ kind: 'status', status: 503, method: 'GET', path, times: 2 });
    }
    expect((await since(after)).said).toEqual(['Après']);
    world.discord.fault({ kind: 'status', status: 503, method: 'GET', path: '/channels/:channel/messages', times: 3 });
    expect(await failure(since(after))).toEqual({ kind: 'ambiguous' });
  });

  test('shows that the last message was deleted, since everything up to it was read', async () => {
    const after = await say('Avant');
    const last = await say('La dernière');
    await world.discord.remove(world.person, last);
    expect(await since(after)).toEqual({
      said: [],
      threads: [],
      standing: [],
      until: last,
      oldestShown: null,
      more: false,
    });
  });

  test('comes in portions, none of which leaves anything out', async () => {
    const after = await say('Avant');
    const root = await say('0');
    const thread = world.discord.startThread(world.person, 'Zéro', { message: root });
    const expected = ['0'];
    for (let index = 1; index < 240; index++) {
      await say(String(index), index % 3 === 0 ? thread : null);
      expected.push(String(index));
    }
    const all: string[] = [];
    let portion = { ...(await since(after, 60)) };
    all.push(...portion.said);
    while (portion.more) {
      expect(portion.said.length).toBeLessThanOrEqual(60);
      portion = await since(portion.until, 60);
      all.push(...portion.said);
    }
    expect(all).toEqual(expected);
  });

  test('in threads that have gone to sleep since', async () => {
    const root = await say('Le repas');
    const thread = world.discord.startThread(world.person, 'Le repas', { message: root });
    await world.discord.say(world.person, { channel: thread, thread: null }, 'De la soupe');
    world.discord.archiveThread(thread);
    expect((await since(root)).said).toEqual(['De la soupe']);
  });

  test('with the threads that began without a message, and not those that are gone or private', async () => {
    const after = await say('Avant');
    const thread = world.discord.startThread(world.other, 'Covoiturage', { channel });
    const gone = world.discord.startThread(world.other, 'Erreur', { channel });
    const admin = world.discord.addUser({ name: 'Admin', administrator: true }).id;
    world.discord.deleteThread(admin, gone);
    await world.platform.threads?.open([channel], 'Structure', new Set());
    world.discord.renameThread(world.other, thread, 'Covoiturage de samedi');
    const { threads } = await world.relaying.since(channel, after, 500, []);
    expect(threads).toMatchObject([
      { channel, thread, title: 'Covoiturage de samedi', author: { id: world.other, name: 'Léa Morel' } },
    ]);
  });

  test('has its author’s name though they have left', async () => {
    const after = await say('Avant');
    const { id } = world.discord.addUser({ name: 'Sacha' });
    await world.discord.say(id, { channel, thread: null }, 'Au revoir');
    world.discord.removeUser(id);
    const { messages } = await world.relaying.since(channel, after, 500, []);
    expect(messages.map(({ author }) => author.name)).toEqual(['Sacha']);
  });
});

describe('one message', () => {
  test('is read as it stands; not when it is gone, or isn’t a person’s', async () => {
    const place = { channel, thread: null };
    const id = await say('Bonjour');
    expect(await world.relaying.read(place, id)).toMatchObject({ id, place, pinned: false, reactions: [] });
    await world.discord.remove(world.person, id);
    expect(await world.relaying.read(place, id)).toBeNull();
    const ref = await world.relaying.post({ channel, below: null }, part(world.relaying, copy('x')), [], 'k');
    expect(await world.relaying.read(place, ref.id)).toBeNull();
    expect(await world.relaying.read({ channel, thread: '123456789012345678' }, id)).toBeNull();
  });

  test('has an address', async () => {
    const id = await say('Bonjour');
    expect(world.relaying.link({ channel, thread: null }, id)).toBe(
      `https://discord.com/channels/${world.discord.team.id}/${channel}/${id}`,
    );
  });
});

test('an empty channel has a newest message before all others', async () => {
  expect(await world.relaying.newest(channel)).toBe('0');
  expect(world.relaying.fileLimit(channel)).toBe(10 * 1024 * 1024);
});

test('it is told where the channel is gone, hidden, or its history not to be read', async () => {
  const reading = () => failure(world.relaying.since(channel, '0', 10, []));
  world.discord.deny(channel, 'ReadMessageHistory');
  await world.heard();
  expect(await reading()).toEqual({ kind: 'refused', reason: 'no-permission' });
  world.discord.deleteChannel(channel);
  await world.heard();
  expect(await reading()).toEqual({ kind: 'refused', reason: 'channel-gone' });
});
