import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Copy, CopyPlace, PartRef } from '../../../../src/chat/relaying.ts';
import { expectValidRequests } from '../../../support/validated-requests.ts';
import { failure, property } from '../support.ts';
import { beside, copy, copyFile, part, type Relayed, relayed, seen } from './relayed.ts';

let world: Relayed;
let key = 0;
const nextKey = () => `copy-${++key}`;

beforeAll(async () => {
  world = await relayed();
});
afterEach(() => world.heard());
afterAll(async () => {
  for (const { method, path, body } of world.discord.requests) {
    // Whatever is posted or changed by a webhook mentions nobody by the words in it.
    if (!/^\/webhooks\/\d+\/[\w-]+(\/messages\/\d+)?$/.test(path) || !['POST', 'PATCH'].includes(method)) continue;
    expect(property(property(body, 'allowed_mentions'), 'parse')).toEqual([]);
  }
  expectValidRequests([world.discord]);
  await world.close();
});

const here = (): CopyPlace => ({ channel: world.channel, below: null });
const say = (text: string) => world.discord.say(world.person, world.place, text);

async function post(one: Copy, place = here()): Promise<PartRef> {
  const refs: PartRef[] = [];
  for (const each of world.relaying.parts(one)) refs.push(await world.relaying.post(place, each, one.files, nextKey()));
  const [first] = refs;
  if (!first) throw new Error('nothing was posted');
  return first;
}

const edit = (ref: PartRef, to: Copy) => world.relaying.edit(world.channel, ref, part(world.relaying, to), to.files);
const standing = (ref: PartRef) => seen(world, ref, world.channel);
const executions = () =>
  world.discord.requests.filter(({ method, path }) => method === 'POST' && /^\/webhooks\/\d+\/[\w-]+$/.test(path));
const webhooksMade = () =>
  world.discord.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/webhooks')).length;

describe('a copy', () => {
  test('stands under its author’s name and picture, by the one webhook of the channel', async () => {
    const before = webhooksMade();
    const refs = [
      await post(copy('Bonjour', { picture: 'https://example.org/lea.png' })),
      await post(copy('Encore moi')),
    ];
    expect(webhooksMade() - before).toBeLessThanOrEqual(1);
    expect(refs.map(standing)).toMatchObject([
      { text: 'Bonjour', author: { name: 'Léa · Slack' } },
      { text: 'Encore moi', author: { name: 'Léa · Slack' } },
    ]);
    expect(executions().at(-2)?.body).toMatchObject({ avatar_url: 'https://example.org/lea.png' });
  });

  test('mentions those whom it names, and nobody by its words', async () => {
    const content = copy('@everyone @here <@&1> ').content;
    const { id } = await post({
      ...copy(''),
      content: {
        blocks: [
          ...content.blocks,
          { kind: 'line', quoted: false, leaves: [{ kind: 'person', id: world.other, marks: [] }] },
        ],
      },
    });
    expect(world.discord.mentionsIn(id)).toMatchObject({
      users: [world.other],
      everyone: false,
      roles: [],
      reached: [world.other],
    });
    const ref = await post(copy('Rien'));
    await edit(ref, copy(`@everyone @here <@${world.other}>`));
    expect(world.discord.mentionsIn(ref.id).reached).toEqual([]);
    expect(standing(ref)?.text).toBe(`@everyone @here <@${world.other}>`);
  });

  test('has its files with what they show in words; an edit keeps them, and takes away those that are gone', async () => {
    const one = copy('Deux affiches', {
      files: [copyFile('image.png', { type: 'image/png', alt: 'Une affiche rouge' }), copyFile('plan.pdf')],
    });
    const ref = await post(one);
    expect(standing(ref)?.files).toMatchObject([{ name: 'image.png' }, { name: 'plan.pdf' }]);
    expect(executions().at(-1)?.body).toMatchObject({ attachments: [{ description: 'Une affiche rouge' }, {}] });
    await edit(ref, copy('Deux belles affiches', { files: one.files }));
    expect(standing(ref)).toMatchObject({
      text: 'Deux belles affiches',
      files: [{ name: 'image.png' }, { name: 'plan.pdf' }],
    });
    await edit(ref, copy('Une affiche', { files: one.files.slice(1) }));
    expect(standing(ref)).toMatchObject({ text: 'Une affiche', files: [{ name: 'plan.pdf' }] });
  });

  test('that is too long becomes several messages, the same each time; its files stand with the first', async () => {
    const long = copy(`${'Une phrase assez longue. '.repeat(200)}`, {
      files: Array.from({ length: 12 }, (_, index) => copyFile(`${index}.pdf`)),
    });
    const parts = world.relaying.parts(long);
    expect(parts.length).toBeGreaterThan(2);
    expect(world.relaying.parts(long)).toEqual(parts);
    expect(parts.map(({ files }) => files.length).slice(0, 3)).toEqual([10, 2, 0]);
    const ref = await post(long);
    expect(standing(ref)?.files).toHaveLength(10);
  });

  test.each([
    ['that pretends to be Discord’s', 'Clyde Discord · Slack'],
    ['of eighty signs and more', 'x'.repeat(100)],
    ['of nothing one sees', '\u200b\u2060'],
  ])('under a name %s', async (_, author) => {
    const ref = await post(copy('Quel nom', { author }));
    const shown = standing(ref);
    if (/clyde/i.test(author))
      expect(shown).toMatchObject({ author: { name: 'De Slack' }, text: `${author}\nQuel nom` });
    else expect([...(shown?.author.name ?? '')].length).toBeLessThanOrEqual(80);
    await edit(ref, copy('Quel beau nom', { author }));
    expect(standing(ref)?.text).toMatch(/Quel beau nom$/);
  });
});

test('a name that Discord refuses, without having said so, is known the next time', async () => {
  const own = await relayed();
  const author = 'Modération · Slack';
  const errors = { username: { _errors: [{ code: 'USERNAME_INVALID', message: 'no' }] } };
  const path = '/webhooks/:webhook/:token';
  own.discord.fault({ kind: 'refuse', status: 400, code: 50035, message: 'Invalid Form Body', errors, path });
  const place = { channel: own.channel, below: null };
  const first = await own.relaying.post(place, part(own.relaying, copy('Bonjour', { author })), [], nextKey());
  const shown = { author: { name: 'De Slack' }, text: `${author}\nBonjour` };
  expect(seen(own, first, own.channel)).toMatchObject(shown);
  const before = own.discord.requests.length;
  await own.relaying.post(place, part(own.relaying, copy('Encore', { author })), [], nextKey());
  expect(own.discord.requests).toHaveLength(before + 1);
  // A process that doesn't know it finds it out by what stands there.
  await beside(own, (again) => again.edit(own.channel, first, part(again, copy('Bonsoir', { author })), []));
  expect(seen(own, first, own.channel)?.text).toBe(`${author}\nBonsoir`);
  await own.close();
});

describe('changed and deleted', () => {
  test('it says what it is to say, and then stands no more; twice is once', async () => {
    const ref = await post(copy('Samedi'));
    await edit(ref, copy('Dimanche'));
    expect(standing(ref)?.text).toBe('Dimanche');
    await world.relaying.delete(world.channel, ref);
    await world.relaying.delete(world.channel, ref);
    expect(standing(ref)).toBeUndefined();
    expect(await failure(edit(ref, copy('Lundi')))).toEqual({ kind: 'refused', reason: 'message-gone' });
  });

  test('where an administrator deleted the webhook another is made, once; what the former posted can’t be changed, but deleted', async () => {
    const old = await post(copy('Avant'));
    world.discord.deleteWebhook(old.by ?? '');
    const before = webhooksMade();
    const ref = await post(copy('Après'));
    await post(copy('Et encore'));
    expect(webhooksMade()).toBe(before + 1);
    expect(ref.by).not.toBe(old.by);
    expect(await failure(edit(old, copy('Autrement')))).toEqual({ kind: 'refused', reason: 'not-editable' });
    world.discord.deny(world.channel, 'ManageMessages');
    expect(await failure(world.relaying.delete(world.channel, old))).toEqual({
      kind: 'refused',
      reason: 'no-permission',
    });
    world.discord.allow(world.channel, 'ManageMessages');
    await world.relaying.delete(world.channel, old);
    expect(standing(old)).toBeUndefined();
  });

  test('another process finds the webhook again', async () => {
    const ref = await post(copy('Une fois'));
    const before = webhooksMade();
    await beside(world, (again) => again.edit(world.channel, ref, part(again, copy('Deux fois')), []));
    expect(standing(ref)?.text).toBe('Deux fois');
    expect(webhooksMade()).toBe(before);
  });

  test('it is pinned and unpinned', async () => {
    const ref = await post(copy('À retenir'));
    await world.relaying.pin(world.channel, ref, true);
    await world.relaying.pin(world.channel, ref, false);
    const asked = world.discord.requests.flatMap(({ method, path, status }) =>
      path.includes('/pins/') ? [[method, path, status]] : [],
    );
    const path = `/channels/${world.channel}/messages/pins/${ref.id}`;
    expect(asked).toEqual([
      ['PUT', path, 204],
      ['DELETE', path, 204],
    ]);
  });
});

describe('below a message', () => {
  const below = (id: string, title = 'Le repas'): CopyPlace => ({
    channel: world.channel,
    below: { kind: 'message', id, title },
  });

  test('it stands in the thread of that message, begun with the first', async () => {
    const id = await say('Qui apporte quoi ?');
    const refs = [await post(copy('Du pain'), below(id)), await post(copy('De la soupe'), below(id))];
    expect(refs.map(({ thread }) => thread)).toEqual([id, id]);
    expect(refs.map((ref) => standing(ref)?.text)).toEqual(['Du pain', 'De la soupe']);
    await edit(refs[0] as PartRef, copy('Du bon pain'));
    expect(standing(refs[0] as PartRef)?.text).toBe('Du bon pain');
    await world.relaying.delete(world.channel, refs[1] as PartRef);
    expect(standing(refs[1] as PartRef)).toBeUndefined();
  });

  test('and in the one that people have begun there already', async () => {
    const id = await say('Le lieu');
    const thread = world.discord.startThread(world.other, 'Le lieu', { message: id });
    expect((await post(copy('À Amiens'), below(id))).thread).toBe(thread);
    world.discord.archiveThread(thread);
    const ref = await post(copy('Ou à Laon'), { channel: world.channel, below: { kind: 'thread', id: thread } });
    expect(standing(ref)?.text).toBe('Ou à Laon');
  });

  test('a copy’s thread has its title', async () => {
    const root = await post(copy('🧵 Covoiturage'));
    const ref = await post(copy('Je passe par Laon'), below(root.id, 'Covoiturage'));
    await world.relaying.entitle(ref.thread ?? '', 'Covoiturage de samedi', null);
    expect(world.discord.channelsOf(world.person).map(({ name }) => name)).toContain('Covoiturage de samedi');
  });

  test('a thread that can’t be had is told as gone, and holds nothing else up', async () => {
    expect(await failure(post(copy('Trop tard'), below('123456789012345678')))).toEqual({
      kind: 'refused',
      reason: 'message-gone',
    });
    // Whoever manages threads may open a locked one.
    world.discord.deny(world.channel, 'ManageThreads');
    const id = await say('Verrouillé');
    const thread = world.discord.startThread(world.other, 'Verrouillé', { message: id });
    const ref = await post(copy('Encore ouvert'), below(id));
    world.discord.lockThread(thread);
    world.discord.archiveThread(thread);
    expect(await failure(post(copy('Fermé'), below(id)))).toEqual({ kind: 'refused', reason: 'message-gone' });
    expect(await failure(edit(ref, copy('Autrement')))).toEqual({ kind: 'refused', reason: 'not-editable' });
    world.discord.deny(world.channel, 'CreatePublicThreads');
    const another = await say('Sans fil');
    expect(await failure(post(copy('Sans fil'), below(another)))).toEqual({ kind: 'refused', reason: 'message-gone' });
    world.discord.allow(world.channel, 'CreatePublicThreads');
    world.discord.allow(world.channel, 'ManageThreads');
  });
});

describe('failures', () => {
  const path = '/webhooks/:webhook/:token';

  test.each([
    ['a server error, stored', { kind: 'status', status: 503, when: 'after', path }],
    ['a server error, not stored', { kind: 'status', status: 500, path }],
    ['a cut connection, stored', { kind: 'reset', when: 'after', path }],
    ['a cut connection, not stored', { kind: 'reset', when: 'before', path }],
  ] as const)('nothing is sent again after %s', async (_, fault) => {
    await post(copy('Avant'));
    const before = executions().length;
    world.discord.fault(fault);
    const once = `Une seule fois ${nextKey()}`;
    expect(await failure(post(copy(once)))).toEqual({ kind: 'ambiguous' });
    expect(executions().length).toBeLessThanOrEqual(before + 1);
    expect(world.read().filter(({ text }) => text === once).length).toBeLessThanOrEqual(1);
  });

  test('a limit is told, not waited for', async () => {
    await post(copy('Avant'));
    world.discord.fault({ kind: 'rateLimit', retryAfter: 7, path });
    const told = await failure(post(copy('Après')));
    expect(told.kind === 'rate-limited' && told.retryAfter).toBeGreaterThanOrEqual(7_000);
  });

  test('the channel is gone, or the bot may make no webhook there', async () => {
    const gone = world.discord.addChannel({ name: 'passé' }).id;
    const closed = world.discord.addChannel({ name: 'fermé' }).id;
    world.discord.deleteChannel(gone);
    world.discord.deny(closed, 'ManageWebhooks');
    const to = (channel: string) => failure(post(copy('x'), { channel, below: null }));
    expect(await to(gone)).toEqual({ kind: 'refused', reason: 'channel-gone' });
    expect(await to(closed)).toEqual({ kind: 'refused', reason: 'no-permission' });
  });

  test('a lost answer to the making of a webhook makes no second one', async () => {
    const other = world.discord.addChannel({ name: 'autre' }).id;
    const to = { channel: other, below: null };
    const path = '/channels/:channel/webhooks';
    world.discord.fault({ kind: 'reset', when: 'after', method: 'POST', path });
    expect(await failure(post(copy('Bonjour'), to))).toEqual({ kind: 'unavailable' });
    const before = webhooksMade();
    const ref = await post(copy('Bonjour'), to);
    expect(webhooksMade()).toBe(before);
    expect(seen(world, ref, other)?.text).toBe('Bonjour');
  });
});

test('the limits that Discord tells are kept before it has to refuse anything', async () => {
  const limited = await relayed({ local: { limits: true } });
  const one = part(limited.relaying, copy('Encore'));
  const send = () => limited.relaying.post({ channel: limited.channel, below: null }, one, [], nextKey());
  let told: Awaited<ReturnType<typeof failure>> | null = null;
  while (told === null) {
    const sent = send();
    told = await sent.then(
      () => null,
      () => failure(sent),
    );
  }
  expect(told).toMatchObject({ kind: 'rate-limited' });
  expect(limited.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  await limited.close();
});
