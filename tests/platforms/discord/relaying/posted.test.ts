import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CopyPlace, PartRef, PerhapsPosted } from '../../../../src/chat/relaying.ts';
import { manualClock } from '../../../../src/playground/clock.ts';
import { expectValidRequests } from '../../../support/validated-requests.ts';
import { failure } from '../support.ts';
import { copy, copyFile, part, type Relayed, relayed } from './relayed.ts';

let world: Relayed;
let channel: string;
let last: PartRef;
let key = 0;
const clock = manualClock(Date.now() - 60 * 60_000);

beforeAll(async () => {
  world = await relayed({ local: { clock } });
});
beforeEach(async () => {
  channel = world.discord.addChannel({ name: `reliee-${++key}` }).id;
  last = await send(perhaps('Connu'));
});
afterAll(async () => {
  expectValidRequests([world.discord]);
  await world.close();
});

const perhaps = (
  text: string,
  over: Parameters<typeof copy>[1] = {},
  below: CopyPlace['below'] = null,
): PerhapsPosted => ({
  key: `copy-${++key}`,
  places: [{ channel, below }],
  part: part(world.relaying, copy(text, over)),
  saidAt: new Date(clock.now()),
});

const send = ({ places: [place], part: one, key: by }: PerhapsPosted): Promise<PartRef> =>
  world.relaying.post(place ?? { channel, below: null }, one, [copyFile('plan.pdf')], by);
const find = (all: readonly PerhapsPosted[], after = [last]) => world.relaying.posted(all, after);

describe('which copies stand after a lost answer', () => {
  test('the one that was stored is found, the one that was not isn’t', async () => {
    const [stored, dropped] = [perhaps('Bonjour'), perhaps('Bonsoir')];
    const path = '/webhooks/:webhook/:token';
    world.discord.fault({ kind: 'reset', when: 'after', path });
    expect(await failure(send(stored))).toEqual({ kind: 'ambiguous' });
    const found = await find([stored]);
    expect([...found.keys()]).toEqual([stored.key]);
    expect(found.get(stored.key)).toMatchObject({ thread: null, by: last.by });
    world.discord.fault({ kind: 'reset', when: 'before', path });
    expect(await failure(send(dropped))).toEqual({ kind: 'ambiguous' });
    expect([...(await find([dropped], [found.get(stored.key) ?? last])).keys()]).toEqual([]);
  });

  test('those up to the one at which the process was killed, in their order, though all say the same', async () => {
    const all = [perhaps('ok'), perhaps('ok'), perhaps('ok'), perhaps('ok')];
    const refs = [await send(all[0] as PerhapsPosted), await send(all[1] as PerhapsPosted)];
    const found = await find(all);
    expect([...found]).toEqual([
      [all[0]?.key, refs[0]],
      [all[1]?.key, refs[1]],
    ]);
  });

  test('though what they are to say was changed since', async () => {
    const before = perhaps('Samedi');
    const ref = await send(before);
    const now = { ...before, part: part(world.relaying, copy('Dimanche')) };
    expect([...(await find([now]))]).toEqual([[now.key, ref]]);
  });

  test('beside what people and other webhooks say there', async () => {
    const [one, two] = [perhaps('Un'), perhaps('Deux')];
    await world.discord.say(world.person, { channel, thread: null }, 'Un');
    const first = await send(one);
    const admin = world.discord.addUser({ name: 'Admin', administrator: true }).id;
    const theirs = world.discord.addWebhook(admin, channel, 'Léa · Slack');
    await fetch(`${world.discord.environment.DISCORD_API_URL}/v10/webhooks/${theirs.id}/${theirs.token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'Deux' }),
    });
    await world.discord.say(world.other, { channel, thread: null }, 'Deux');
    const second = await send(two);
    expect([...(await find([one, two]))]).toEqual([
      [one.key, first],
      [two.key, second],
    ]);
  });

  test('not one that an administrator has deleted since', async () => {
    const [one, two] = [perhaps('Un'), perhaps('Deux', { author: 'Zoé · Slack' })];
    const first = await send(one);
    const second = await send(two);
    await world.relaying.delete(channel, first);
    expect([...(await find([one, two]))]).toEqual([[two.key, second]]);
  });

  test('in threads as in the channel, where a copy stands too whose thread can’t be had', async () => {
    const id = await world.discord.say(world.person, { channel, thread: null }, 'Le repas');
    const below = { kind: 'message', id, title: 'Le repas' } as const;
    const all = [perhaps('Un'), perhaps('Deux', {}, below), perhaps('Trois', {}, below), perhaps('Quatre')];
    const [one, two, three, four] = all as [PerhapsPosted, PerhapsPosted, PerhapsPosted, PerhapsPosted];
    const refs = [
      await send(one),
      await send(two),
      await send({ ...three, places: [{ channel, below: null }] }),
      await send(four),
    ];
    expect([...(await find(all)).values()]).toEqual(refs);
    expect(refs.map(({ thread }) => thread)).toEqual([null, id, null, null]);
  });

  test('in the channel itself, though all were to stand in a thread', async () => {
    const id = await world.discord.say(world.person, { channel, thread: null }, 'Le repas');
    const one = perhaps('Un', {}, { kind: 'message', id, title: 'Le repas' });
    const ref = await send({ ...one, places: [{ channel, below: null }] });
    expect([...(await find([one]))]).toEqual([[one.key, ref]]);
  });

  test('in a thread, though what stands later in the channel is known', async () => {
    const id = await world.discord.say(world.person, { channel, thread: null }, 'Le repas');
    const below = { kind: 'message', id, title: 'Le repas' } as const;
    const [one, two] = [perhaps('Un', {}, below), perhaps('Deux')];
    const ref = await send(one);
    const later = await send(two);
    expect([...(await find([one], [later]))]).toEqual([[one.key, ref]]);
  });

  test('nothing in a thread that was never begun', async () => {
    const id = await world.discord.say(world.person, { channel, thread: null }, 'Le repas');
    const one = perhaps('Un', {}, { kind: 'message', id, title: 'Le repas' });
    expect([...(await find([one]))]).toEqual([]);
  });

  test('with files, though the message says nothing', async () => {
    const one = perhaps('', { files: [copyFile('plan.pdf')] });
    const ref = await send(one);
    expect([...(await find([one]))]).toEqual([[one.key, ref]]);
  });

  test('however much people said since the last one that is known', async () => {
    for (let count = 0; count < 250; count += 1)
      await world.discord.say(world.person, { channel, thread: null }, `${count}`);
    clock.advance(5 * 60_000);
    const one = perhaps('Un');
    const ref = await send(one);
    const before = world.discord.requests.length;
    expect([...(await find([one]))]).toEqual([[one.key, ref]]);
    const asked = world.discord.requests.slice(before).filter(({ path }) => path.endsWith('/messages'));
    expect(asked).toHaveLength(1);
  });

  test('nobody can tell where the history may not be read', async () => {
    world.discord.deny(channel, 'ReadMessageHistory');
    await world.heard();
    expect(await failure(find([perhaps('Un')]))).toEqual({ kind: 'refused', reason: 'no-permission' });
  });
});
