import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RelayEvent } from '../../../../src/chat/relaying.ts';
import { asTyped } from '../../../../src/texts/typography.ts';
import { expectValidRequests } from '../../../support/validated-requests.ts';
import { type Relayed, relayed, told } from './relayed.ts';

let world: Relayed;

beforeAll(async () => {
  world = await relayed();
});
afterAll(async () => {
  expectValidRequests([world.discord]);
  await world.close();
});

const say = (text: string, channel = world.channel) => world.discord.say(world.person, { channel, thread: null }, text);

const messageOf = (events: readonly RelayEvent[]) => {
  const [event] = events;
  if (event?.kind !== 'message' || events.length > 1) throw new Error(`not one message: ${JSON.stringify(events)}`);
  return event.message;
};

describe('what people say in a relayed channel', () => {
  test('is handed in with who said it, and where', async () => {
    const id = await say('Bonjour **à tous**');
    expect(messageOf(await world.heard())).toMatchObject({
      id,
      place: { channel: world.channel, thread: null },
      author: { id: world.person, name: 'Camille Martin' },
      content: {
        blocks: [
          {
            kind: 'line',
            leaves: [
              { kind: 'text', text: 'Bonjour ', marks: [] },
              { kind: 'text', text: 'à tous', marks: ['bold'] },
            ],
          },
        ],
      },
      files: [],
      replyTo: null,
      pinned: false,
      edited: null,
    });
  });

  test('is handed in in the order in which it was said', async () => {
    for (let count = 1; count <= 30; count++) await say(`numéro ${count}`);
    expect((await world.heard()).map(told)).toEqual(
      Array.from({ length: 30 }, (_, index) => `Camille Martin: numéro ${index + 1}`),
    );
  });

  test('names whom it mentions, and what', async () => {
    const emoji = world.discord.addEmoji('fete');
    await say(`<@${world.other}> voir <#${world.elsewhere}> <:fete:${emoji.id}>`);
    const message = messageOf(await world.heard());
    expect(message.names).toEqual({ [world.other]: 'Léa Morel', [world.elsewhere]: 'general' });
    expect(told({ kind: 'message', message })).toContain(':fete:');
  });

  test('comes with its files, which are fetched by the message they hang on', async () => {
    const bytes = new TextEncoder().encode('une affiche');
    const files = [{ name: 'affiche.pdf', type: 'application/pdf', bytes, alt: 'Une affiche rouge' }];
    const id = await world.discord.say(world.person, world.place, '', files);
    const [file] = messageOf(await world.heard()).files;
    expect(file).toMatchObject({
      ...{ name: 'affiche.pdf', type: 'application/pdf', size: bytes.length, alt: 'Une affiche rouge' },
      link: `https://discord.com/channels/${world.discord.team.id}/${world.channel}/${id}`,
    });
    expect(await world.platform.fetchFile(file?.source ?? '', 100)).toEqual(bytes);
    await world.discord.remove(world.person, id);
    await expect(world.platform.fetchFile(file?.source ?? '', 100)).rejects.toThrow('gone');
    await world.heard();
  });

  test('says what it answers', async () => {
    const first = await say('Qui vient ?');
    await world.heard();
    await world.discord.reply(world.other, first, 'Moi');
    expect(messageOf(await world.heard())).toMatchObject({ replyTo: first, author: { name: 'Léa Morel' } });
  });

  test('is said in words where it has none: a poll, a sticker', async () => {
    world.discord.askPoll(world.person, world.place, 'On mange quoi ?', ['Pizza', 'Soupe']);
    world.discord.sendSticker(world.person, world.place, 'Bravo');
    const said = (await world.heard()).map((one) => asTyped(told(one)));
    expect(said[0]).toContain('On mange quoi ?');
    expect(said[0]).toContain('- Pizza\n- Soupe');
    expect(said[1]).toContain('Autocollant : Bravo');
  });

  test('elsewhere isn’t handed in', async () => {
    await say('Rien pour les autres', world.elsewhere);
    expect(await world.heard()).toEqual([]);
  });

  test('isn’t what apps say, webhooks, or the bot itself', async () => {
    const bot = world.discord.addBot({ name: 'Météo' });
    await world.discord.say(bot.id, world.place, 'Il pleut');
    const part = { author: 'Zoé · Slack', otherwise: 'De Slack', picture: null, content: { blocks: [] }, files: [0] };
    const file = { name: 'a.txt', type: 'text/plain', alt: null, size: 1, bytes: new Uint8Array(1) };
    await world.relaying.post({ channel: world.channel, below: null }, part, [file], 'k');
    // Making the webhook is told: it may be what was missing.
    expect((await world.heard()).map(told)).toEqual(['channel']);
  });
});

describe('what becomes of it', () => {
  test('an edit is the message as it stands then; an unfolded link is no edit', async () => {
    const id = await say('Samedi');
    await world.heard();
    world.discord.unfoldLink(id);
    expect((await world.heard()).map((event) => event.kind === 'message' && event.message.edited)).toEqual([null]);
    await world.discord.edit(world.person, id, 'Dimanche');
    const edited = messageOf(await world.heard());
    expect(edited).toMatchObject({ id, edited: expect.stringMatching(/^\d+$/) });
    expect(told({ kind: 'message', message: edited })).toBe('Camille Martin: Dimanche');
    // Unfolded once more, it was changed when it was.
    world.discord.unfoldLink(id);
    expect(messageOf(await world.heard()).edited).toBe(edited.edited);
  });

  test('a deletion is told, by whomever, one or many', async () => {
    const ids = [await say('un'), await say('deux'), await say('trois')];
    const [first = '', ...others] = ids;
    await world.heard();
    await world.discord.remove(world.person, first);
    expect(await world.heard()).toEqual([
      { kind: 'deleted', place: { channel: world.channel, thread: null }, ids: [first] },
    ]);
    const admin = world.discord.addUser({ name: 'Admin', administrator: true }).id;
    world.discord.removeAll(admin, others);
    expect(await world.heard()).toEqual([
      { kind: 'deleted', place: { channel: world.channel, thread: null }, ids: others },
    ]);
  });

  test('reactions are told, given and taken back; they are read with the message', async () => {
    const id = await say('Bravo !');
    const { name } = world.discord.addEmoji('clap');
    await world.heard();
    const touched = { kind: 'touched', place: { channel: world.channel, thread: null }, id };
    await world.discord.react(world.other, id, '👍');
    await world.discord.react(world.person, id, '👍');
    await world.discord.react(world.person, id, name);
    expect(await world.heard()).toEqual([touched, touched, touched]);
    expect((await world.relaying.read({ channel: world.channel, thread: null }, id))?.reactions).toEqual([
      { emoji: '👍', count: 2 },
      { emoji: ':clap:', count: 1 },
    ]);
    await world.discord.react(world.person, id, '👍', false);
    expect(await world.heard()).toEqual([touched]);
    const admin = world.discord.addUser({ name: 'Modo', administrator: true }).id;
    world.discord.clearReactions(admin, id);
    expect(await world.heard()).toEqual([touched]);
    expect((await world.relaying.read({ channel: world.channel, thread: null }, id))?.reactions).toEqual([]);
  });

  test('a pin is told, and its end, though Discord tells only that the pins have changed', async () => {
    const id = await say('À retenir');
    const later = await say('Aussi');
    const admin = world.discord.addUser({ name: 'Épingleur', administrator: true }).id;
    await world.heard();
    const idsOf = (events: readonly RelayEvent[]) =>
      new Set(
        events.map((event) => (event.kind === 'touched' ? event.id : event.kind === 'message' && event.message.id)),
      );
    await world.discord.pin(admin, id);
    expect(idsOf(await world.heard())).toEqual(new Set([id]));
    expect((await world.relaying.read({ channel: world.channel, thread: null }, id))?.pinned).toBe(true);
    await world.discord.pin(admin, later);
    expect(idsOf(await world.heard())).toEqual(new Set([later]));
    await world.discord.pin(admin, id, false);
    const unpinned = await world.heard();
    expect(idsOf(unpinned)).toEqual(new Set([id]));
    expect(unpinned).toContainEqual({ kind: 'touched', place: { channel: world.channel, thread: null }, id });
  });
});

describe('threads', () => {
  test('what is said in a public thread is of the channel, below the message it hangs on', async () => {
    const id = await say('Le repas');
    const thread = world.discord.startThread(world.other, 'Le repas', { message: id });
    await world.heard();
    await world.discord.say(world.person, { channel: thread, thread: null }, 'Je fais la soupe');
    expect(thread).toBe(id);
    expect(messageOf(await world.heard()).place).toEqual({ channel: world.channel, thread });
  });

  test('one without a message is told with its title, then a new title, then its end', async () => {
    const thread = world.discord.startThread(world.person, 'Covoiturage', { channel: world.channel });
    expect(await world.heard()).toMatchObject([
      {
        kind: 'thread',
        thread: {
          channel: world.channel,
          thread,
          title: 'Covoiturage',
          author: { id: world.person, name: 'Camille Martin' },
        },
      },
    ]);
    world.discord.renameThread(world.person, thread, 'Covoiturage de samedi');
    expect(await world.heard()).toMatchObject([{ kind: 'thread', thread: { thread, title: 'Covoiturage de samedi' } }]);
    world.discord.archiveThread(thread);
    world.discord.archiveThread(thread, false);
    expect(await world.heard()).toEqual([]);
    const admin = world.discord.addUser({ name: 'Modératrice', administrator: true }).id;
    world.discord.deleteThread(admin, thread);
    expect(await world.heard()).toEqual([{ kind: 'thread-deleted', channel: world.channel, thread }]);
  });

  test('it is told before what is said in it, however long it takes to look it up', async () => {
    world.discord.fault({ kind: 'delay', milliseconds: 200, path: '/channels/:channel/messages/:message' });
    const thread = world.discord.startThread(world.person, 'Transport', { channel: world.channel });
    await say('Je passe par Laon', thread);
    await say('Moi aussi', thread);
    expect((await world.heard()).map(told)).toEqual([
      'thread Transport',
      'Camille Martin: Je passe par Laon',
      'Camille Martin: Moi aussi',
    ]);
  });

  test('one on a message has no title of its own', async () => {
    const id = await say('Le lieu');
    const thread = world.discord.startThread(world.other, 'Le lieu', { message: id });
    await world.heard();
    world.discord.renameThread(world.other, thread, 'Le lieu du repas');
    expect((await world.heard()).filter(({ kind }) => kind === 'thread')).toEqual([]);
  });

  test('a private one doesn’t pass', async () => {
    const thread = await world.platform.threads?.open([world.channel], 'Structure', new Set());
    await world.platform.threads?.letIn(thread ?? '', world.person);
    await world.heard();
    await world.discord.say(world.person, { channel: thread ?? '', thread: null }, 'Entre nous');
    expect(await world.heard()).toEqual([]);
  });
});

test('what happens to the channel and its webhooks is told', async () => {
  const other = await relayed();
  other.discord.deny(other.channel, 'SendMessages');
  expect((await other.heard()).map(told)).toEqual(['channel']);
  other.discord.deleteChannel(other.channel);
  expect((await other.heard()).map(told)).toContain('channel');
  await other.close();
});

test('without Message Content it is told that something can’t be read, and nothing is taken for empty', async () => {
  const blind = await relayed({ local: { privilegedIntents: { messageContent: false } } });
  const id = await blind.discord.say(blind.person, blind.place, 'Vous me lisez ?');
  expect(await blind.heard()).toEqual([{ kind: 'unreadable', place: { channel: blind.channel, thread: null } }]);
  await blind.discord.edit(blind.person, id, 'Toujours pas ?');
  expect(await blind.heard()).toEqual([]);
  await expect(blind.relaying.read({ channel: blind.channel, thread: null }, id)).rejects.toThrow('no-permission');
  await expect(blind.relaying.since(blind.channel, '0', 10, [])).rejects.toThrow('no-permission');
  await blind.close();
});
