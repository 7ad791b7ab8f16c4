import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions, button, file, heading, image, message, text } from '../../../src/chat/message.ts';
import type { MessageRef, Target } from '../../../src/chat/place.ts';
import { withoutCards } from '../../../src/playground/cards.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { type Connected, connected, objectionsTo } from './connected.ts';
import { bytes, expectOwnWords, givenFiles, long, readEach } from './delivered.ts';
import { failure, fileRef } from './support.ts';

let world: Connected;
let key = 0;
const nextKey = (): string => `delivery-${++key}`;
const channelTarget = (channel = world.channel): Target => ({ kind: 'channel', platform: 'discord', channel });
const privateTarget = (users: readonly string[]): Target => ({
  kind: 'private',
  platform: 'discord',
  users,
});
const since = new Date(Date.now() - 60_000);

beforeAll(async () => {
  world = await connected({ files: givenFiles });
});
afterAll(async () => {
  expect(objectionsTo(world.discord)).toEqual([]);
  await world.close();
});

const readAll = (refs: readonly MessageRef[]) => readEach(world, refs);

describe('posting', () => {
  test('once per key, however often it is tried', async () => {
    const own = nextKey();
    const first = await world.platform.post(channelTarget(), message(text('Une fois')), own);
    const second = await world.platform.post(channelTarget(), message(text('Une fois')), own);
    expect(second).toEqual(first);
    expect(readAll(first)).toEqual(['Une fois']);
    const place = first[0]?.place ?? { platform: 'discord', channel: '', thread: null };
    expect(
      await world.platform.post(
        { kind: 'place', platform: 'discord', place } as Target,
        message(text('Autre')),
        nextKey(),
      ),
    ).not.toEqual(first);
  });

  test('calls nobody', async () => {
    const [ref] = await world.platform.post(
      channelTarget(),
      message(text(`@everyone <@${world.person}> @here`)),
      nextKey(),
    );
    expect(world.discord.mentionsIn(ref?.id ?? '').reached).toEqual([]);
    expect(readAll(ref ? [ref] : [])).toEqual([`@everyone <@${world.person}> @here`]);
  });

  test('with a line that says why, in place of a file that somebody had taken away', async () => {
    const taken = file(fileRef({ id: 'erased', name: 'lettre.pdf' }));
    const refs = await world.platform.post(channelTarget(), message(heading('Kit'), taken), nextKey());
    const [seen] = world.read().filter(({ id }) => id === refs[0]?.id);
    expect(asTyped(seen?.text ?? '')).toBe("Kit\n📎 lettre.pdf (ce fichier a été retiré à la demande d'une personne)");
    expect(seen?.files).toEqual([]);
  });

  test('with pictures and files, or a line in their place', async () => {
    const picture = fileRef({ size: bytes.length });
    const refs = await world.platform.post(
      channelTarget(),
      message(
        heading('Kit'),
        image(picture, 'Le logo'),
        file(fileRef({ id: 'gone', name: 'perdu.pdf' })),
        file(fileRef({ id: 'linked', name: 'grand.zip', size: 2e7 })),
      ),
      nextKey(),
    );
    const [seen] = world.read().filter(({ id }) => id === refs[0]?.id);
    expect(asTyped(seen?.text ?? '')).toBe(
      "Kit\n📎 perdu.pdf (ce fichier n'a pas pu être joint ici)\n📎 grand.zip : https://fil.example.org/f/1 (lien valable 30 jours)",
    );
    expect(withoutCards(seen?.blocks ?? [])).toContainEqual({
      kind: 'image',
      url: expect.stringContaining('http'),
      alt: 'Le logo',
    });
    expect(seen?.files).toMatchObject([{ name: 'Affiche_ete.png', size: bytes.length }]);
    const answer = await fetch(seen?.files[0]?.url ?? '');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  });

  test("with files whatever the process's own HTTP client is: Slack's is of another version", async () => {
    const own = getGlobalDispatcher();
    const refusing = new MockAgent();
    refusing.disableNetConnect();
    setGlobalDispatcher(refusing);
    try {
      const files = message(text('Voici'), file(fileRef({ name: 'a.pdf', size: bytes.length })));
      const refs = await world.platform.post(channelTarget(), files, nextKey());
      expect(world.read().find(({ id }) => id === refs[0]?.id)?.files).toMatchObject([{ name: 'a.pdf' }]);
    } finally {
      setGlobalDispatcher(own);
    }
  });

  test('without uploads where they are refused', async () => {
    world.discord.fault({
      kind: 'refuse',
      path: '/channels/:channel/messages',
      status: 413,
      code: 40005,
      message: 'Request entity too large',
    });
    const refs = await world.platform.post(
      channelTarget(),
      message(text('Voici'), file(fileRef({ name: 'a.pdf' }))),
      nextKey(),
    );
    expect(readAll(refs).map((one) => asTyped(one ?? ''))).toEqual([
      "Voici\n📎 a.pdf (ce fichier n'a pas pu être joint ici)",
    ]);
  });

  test('without a file that is gone, and not yet where one cannot be read just now', async () => {
    const before = world.read().length;
    const away = message(text('Voici'), file(fileRef({ id: 'away', name: 'a.pdf' })));
    expect(await failure(world.platform.post(channelTarget(), away, nextKey()))).toEqual({ kind: 'unavailable' });
    expect(world.read()).toHaveLength(before);
    const gone = message(text('Voici'), file(fileRef({ id: 'gone', name: 'a.pdf' })));
    const refs = await world.platform.post(channelTarget(), gone, nextKey());
    expect(readAll(refs).map((one) => asTyped(one ?? ''))).toEqual([
      "Voici\n📎 a.pdf (ce fichier n'a pas pu être joint ici)",
    ]);
  });

  test('without uploads where the bot may not send any', async () => {
    const bare = world.discord.addChannel({ name: 'sans-fichiers' }).id;
    world.discord.deny(bare, 'AttachFiles');
    const refs = await world.platform.post(channelTarget(bare), message(file(fileRef({ name: 'a.pdf' }))), nextKey());
    expect(readAll(refs).map((one) => asTyped(one ?? ''))).toEqual(["📎 a.pdf (ce fichier n'a pas pu être joint ici)"]);
  });

  test('all of a long message or nothing', async () => {
    const refs = await world.platform.post(channelTarget(), message(long('a'), long('b'), long('c')), nextKey());
    expect(readAll(refs).map((read) => read?.[0])).toEqual(['a', 'b', 'c']);
    const path = '/channels/:channel/messages';
    const before = world.read().map(({ id }) => id);
    for (const trouble of [
      { kind: 'refuse', status: 403, code: 50013, message: 'Missing Permissions', path },
      { kind: 'rateLimit', retryAfter: 3600, path },
    ] as const) {
      // The first message goes through, the second meets trouble.
      world.discord.fault({ kind: 'delay', milliseconds: 0, path });
      world.discord.fault(trouble);
      expect(
        (await failure(world.platform.post(channelTarget(), message(long('d'), long('e')), nextKey()))).kind,
      ).toMatch(/refused|rate-limited/);
      expect(world.read().map(({ id }) => id)).toEqual(before);
    }
    world.discord.fault({ kind: 'delay', milliseconds: 0, path });
    world.discord.fault({ kind: 'refuse', status: 403, code: 50013, message: 'Missing Permissions', path });
    world.discord.fault({
      kind: 'status',
      status: 500,
      method: 'DELETE',
      path: '/channels/:channel/messages/:message',
    });
    expect(await failure(world.platform.post(channelTarget(), message(long('d'), long('e')), nextKey()))).toEqual({
      kind: 'ambiguous',
    });
  });
});

describe('private conversations', () => {
  test('are direct messages, found again by their key', async () => {
    const own = nextKey();
    const target = privateTarget([world.person]);
    const refs = await world.platform.post(target, message(text('Bonjour')), own);
    expect(world.read({ channel: 'direct', thread: null }).at(-1)).toMatchObject({ id: refs[0]?.id, text: 'Bonjour' });
    expect(await world.platform.find(target, own, since)).toEqual(refs);
    expect(await world.platform.post(target, message(text('Bonjour')), own)).toEqual(refs);
    expect(world.discord.channelsOf(world.person).filter(({ kind }) => kind === 'thread')).toEqual([]);
  });

  test('are refused by who takes no direct messages', async () => {
    const shy = world.discord.addUser({ name: 'Maxime', acceptsDirectMessages: false }).id;
    expect(await failure(world.platform.post(privateTarget([shy]), message(text('Bonjour')), nextKey()))).toEqual({
      kind: 'refused',
      reason: 'direct-messages-closed',
    });
  });
});

describe('a message in a thread', () => {
  const noOthers = new Set<string>();
  const threads = () => {
    if (!world.platform.threads) throw new Error('Discord has threads');
    return world.platform.threads;
  };
  const inThread = (channel: string, calls: readonly string[]): Target => ({
    kind: 'place',
    place: { platform: 'discord', channel, thread: null },
    calls,
  });

  test('calls those it is told to, in its last part; nobody who is named in it; an edit calls nobody', async () => {
    const thread = (await threads().open([world.channel], 'Fil · Appels', noOthers)) ?? '';
    await threads().letIn(thread, world.person);
    const stranger = world.discord.addUser({ name: 'Dominique' }).id;
    const words = message(text(`<@${stranger}> @everyone ${'a'.repeat(3900)}`), text('b'.repeat(3900)));
    const refs = await world.platform.post(inThread(thread, [world.person]), words, nextKey());
    expect(refs).toHaveLength(2);
    expect(refs.map(({ id }) => world.discord.mentionsIn(id).reached)).toEqual([[], [world.person]]);
    const edited = await world.platform.edit(refs, message(text('court')), nextKey());
    expect(edited.map(({ id }) => world.discord.mentionsIn(id).users)).toEqual([[]]);
    expect(await threads().members(thread)).toEqual([world.person]);
    expect(world.discord.channelsOf(stranger).filter(({ kind }) => kind === 'thread')).toEqual([]);
  });

  test('a thread stands below the first channel that can hold one', async () => {
    const closed = world.discord.addChannel({ name: 'sans-fils' }).id;
    world.discord.deny(closed, 'CreatePrivateThreads');
    const thread = (await threads().open([closed, world.channel], 'Fil · Ailleurs', noOthers)) ?? '';
    await threads().letIn(thread, world.person);
    expect(world.discord.channelsOf(world.person)).toContainEqual(
      expect.objectContaining({ id: thread, name: 'Fil · Ailleurs', parent: world.channel }),
    );
    expect(await threads().open([closed], 'Fil · Ailleurs', noOthers)).toBeNull();
    // A thread in which nothing was said is used, unless it is another organisation's.
    expect(await threads().open([world.channel], 'Fil · Ailleurs', new Set([thread]))).not.toBe(thread);
  });
});

describe('finding', () => {
  test('a sending by its key, in order, long after', async () => {
    const own = nextKey();
    const refs = await world.platform.post(channelTarget(), message(heading('Titre'), long('f'), long('g')), own);
    for (let count = 0; count < 120; count++) await world.discord.say(world.person, world.place, `mot ${count}`);
    expect(await world.platform.find(channelTarget(), own, since)).toEqual(refs);
    expect(await world.platform.find(channelTarget(), 'never-sent', since)).toEqual([]);
  });

  test('half a sending takes it back', async () => {
    const own = nextKey();
    const refs = await world.platform.post(channelTarget(), message(long('h'), long('i')), own);
    await world.platform.delete(refs.slice(1));
    expect(await world.platform.find(channelTarget(), own, since)).toEqual([]);
    expect(readAll(refs)).toEqual([undefined, undefined]);
  });

  test('still after an edit', async () => {
    const own = nextKey();
    const refs = await world.platform.post(channelTarget(), message(text('avant')), own);
    await world.platform.edit(refs, message(text('après')), own);
    expect(await world.platform.find(channelTarget(), own, since)).toEqual(refs);
  });
});

describe('editing', () => {
  test('changes, adds and removes messages', async () => {
    const own = nextKey();
    const one = await world.platform.post(channelTarget(), message(text('court'), actions(button('x:', 'X'))), own);
    const three = await world.platform.edit(one, message(long('j'), long('k'), long('l')), own);
    expect(three[0]).toEqual(one[0]);
    expect(readAll(three).map((read) => read?.[0])).toEqual(['j', 'k', 'l']);
    const two = await world.platform.edit(three, message(long('m'), long('n')), own);
    expect(readAll(three).map((read) => read?.[0])).toEqual(['m', 'n', undefined]);
    expect(two).toEqual(three.slice(0, 2));
    await world.platform.delete(two);
    await world.platform.delete(two);
    expect(readAll(two)).toEqual([undefined, undefined]);
    expect(await failure(world.platform.edit(two, message(text('trop tard')), own))).toEqual({
      kind: 'refused',
      reason: 'message-gone',
    });
  });

  test('replaces pictures', async () => {
    const own = nextKey();
    const refs = await world.platform.post(channelTarget(), message(image(fileRef(), 'A')), own);
    await world.platform.edit(refs, message(text('sans image')), own);
    expect(world.read().find(({ id }) => id === refs[0]?.id)).toMatchObject({ text: 'sans image', files: [] });
  });

  test('goes on in a thread that was archived meanwhile, not in one that was locked', async () => {
    const own = nextKey();
    const thread = (await world.platform.threads?.open([world.channel], 'Archivé', new Set())) ?? '';
    await world.platform.threads?.letIn(thread, world.person);
    const target: Target = { kind: 'place', place: { platform: 'discord', channel: thread, thread: null } };
    const refs = await world.platform.post(target, message(text('avant')), own);
    world.discord.archiveThread(thread);
    await world.platform.edit(refs, message(text('après')), own);
    expect(readAll(refs)).toEqual(['après']);
    world.discord.deny(world.channel, 'ManageThreads');
    world.discord.archiveThread(thread);
    world.discord.lockThread(thread);
    expect(await failure(world.platform.edit(refs, message(text('fermé')), own))).toEqual({
      kind: 'refused',
      reason: 'channel-archived',
    });
  });
});

test('what was sent carries its nonce, and only its own words', () => expectOwnWords(world));
