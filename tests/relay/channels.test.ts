import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copies, copiesOf, platforms, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

let tied: TiedWorld;
beforeEach(async () => {
  tied = await tiedWorld();
});
afterEach(() => tied.world.close());

/** Returns whether a request posts, changes or deletes a message. */
const isWriting = (method: string, path: string): boolean =>
  /^chat\./u.test(path) || (method !== 'GET' && /^\/webhooks\//u.test(path));

describe.each(platforms)('a channel on %s', (_, side) => {
  const speaker = () => tied.people[side];
  const other = () => tied.other[side];
  const reader = () => tied.people[other()];

  it('is one conversation with those of its relay only: echo between two relays of one channel', async () => {
    await tied.tie('Somme', [
      ['slack', 'organisateurs'],
      ['discord', 'organisateurs'],
    ]);
    await tied.tie('Oise', [
      ['slack', 'annonces'],
      ['discord', 'annonces'],
      [side, 'chiffres'],
    ]);
    // A channel that is tied already can't be tied once more.
    await expect(
      tied.tie('Aisne', [
        [side, 'general'],
        [other(), 'chiffres'],
      ]),
    ).rejects.toThrow();
    await speaker().write('general', 'Dans un seul canal');
    await speaker().write('annonces', 'Dans deux autres');
    const standing = (person: typeof speaker, words: string) =>
      copiesOf(person(), words).map(({ place }) => place.channel);
    expect(standing(reader, 'Dans un seul canal')).toEqual([tied.channel(other())]);
    expect(standing(speaker, 'Dans un seul canal')).toEqual([]);
    expect(standing(reader, 'Dans deux autres')).toEqual([tied.channel(other(), 'annonces')]);
    expect(standing(speaker, 'Dans deux autres')).toEqual([tied.channel(side, 'chiffres')]);
  });

  it('goes on under another name: channel renamed', async () => {
    tied.world[side].renameChannel(tied.channel(side), 'la-place');
    await tied.world.settle();
    await speaker().write('la-place', 'Nouveau nom');
    await reader().write('general', 'Réponse au nouveau nom');
    expect(copiesOf(reader(), 'Nouveau nom')).toHaveLength(1);
    expect(copiesOf(speaker(), 'Réponse au nouveau nom')).toHaveLength(1);
  });

  it('brings what was said there while its connection was cut, before what is said after that', async () => {
    const { slack, discord } = tied.world;
    await speaker().write('general', 'Avant');
    const connection = tied.world.bot().platforms.find(({ name }) => name === side);
    const status = () => connection?.status();
    const accept = discord.refuseSessions(4000);
    if (side === 'slack') {
      slack.fault({ kind: 'status', status: 503, method: 'apps.connections.open' });
      slack.dropSockets();
    } else discord.dropGateway({ resumable: false });
    await expect.poll(status).not.toBe('connected');
    const place = { channel: tied.channel(side), thread: null };
    const say = (text: string) => tied.world.platforms[side].say(speaker().user.id, place, text);
    for (const text of ['Un', 'Deux']) await say(text);
    // An event that nobody took isn't told again.
    if (side === 'slack') slack.giveUpEvents();
    accept();
    await expect.poll(status, { timeout: 20_000 }).toBe('connected');
    await say('Trois');
    await expect.poll(() => copies(reader()).map(({ text }) => text), { timeout: 20_000 }).toContain('Trois');
    expect(copies(reader()).map(({ text }) => text)).toEqual(['Avant', 'Un', 'Deux', 'Trois']);
  });

  it('brings what was said there while the bot was away, in order and once', async () => {
    await speaker().write('general', 'Avant');
    await tied.world.restartBot(async () => {
      for (const text of ['Un', 'Deux', 'Trois']) {
        await tied.world.platforms[side].say(speaker().user.id, { channel: tied.channel(side), thread: null }, text);
      }
    });
    await tied.world.settle();
    await speaker().write('general', 'Après');
    expect(copies(reader()).map(({ text }) => text)).toEqual(['Avant', 'Un', 'Deux', 'Trois', 'Après']);
    const before = copies(reader()).map(({ id, text, edited }) => ({ id, text, edited }));
    const sent = () =>
      tied.world.platforms[other()].requests.filter(({ method, path }) => isWriting(method, path)).length;
    const sentBefore = sent();
    await tied.world.restartBot();
    await tied.world.settle();
    expect(copies(reader()).map(({ id, text, edited }) => ({ id, text, edited }))).toEqual(before);
    expect(sent()).toBe(sentBefore);
  });
});

describe('a channel of Slack', () => {
  it('goes on among fewer people: channel made private', async () => {
    const { slack, discord } = tied.people;
    tied.world.slack.makePrivate(tied.channel('slack'));
    await tied.world.settle();
    await slack.write('general', 'Entre membres');
    await discord.write('general', 'Réponse aux membres');
    expect(copiesOf(discord, 'Entre membres')).toHaveLength(1);
    expect(copiesOf(slack, 'Réponse aux membres')).toHaveLength(1);
  });

  it('is told to be closed, and gets what was said meanwhile once it is open again: channel archived', async () => {
    const { slack, discord } = tied.people;
    const channel = tied.channel('slack');
    tied.world.slack.archive(channel);
    await tied.world.settle();
    await discord.write('general', 'Pendant la fermeture');
    await discord.write('general', 'Toujours fermé');
    expect(copies(slack)).toEqual([]);
    const obstacle = () => tied.world.database.prisma.relayChannel.findFirstOrThrow({ where: { channel } });
    expect((await obstacle()).obstacle).not.toBeNull();
    tied.world.slack.unarchive(channel);
    tied.world.slack.addToChannel(channel);
    await tied.world.settle();
    expect(copies(slack).map(({ text }) => text)).toEqual(['Pendant la fermeture', 'Toujours fermé']);
    expect((await obstacle()).obstacle).toBeNull();
  });
});

describe('a channel of Discord', () => {
  const webhooksMade = () =>
    tied.world.discord.requests.filter(
      ({ method, path }) => method === 'POST' && /^\/channels\/\d+\/webhooks$/u.test(path),
    );

  it('gets its webhook anew, once: webhook deleted by an admin', async () => {
    const { slack, discord } = tied.people;
    await slack.write('general', 'Avec le premier');
    const [part] = await tied.world.database.prisma.relayPart.findMany();
    tied.world.discord.deleteWebhook(part?.by ?? '');
    await tied.world.settle();
    await slack.write('general', 'Avec le deuxième');
    await slack.write('general', 'Et encore');
    expect(webhooksMade()).toHaveLength(2);
    expect(copies(discord).map(({ text }) => text)).toEqual(['Avec le premier', 'Avec le deuxième', 'Et encore']);
    // Nobody but the first can change what it posted: one correction follows, which is changed in its turn.
    await slack.edit('Corrigé après', 'Avec le premier');
    await slack.edit('Corrigé deux fois', 'Corrigé après');
    expect(webhooksMade()).toHaveLength(2);
    expect(copies(discord).map(({ text }) => text)).toEqual([
      ...['Avec le premier', 'Avec le deuxième', 'Et encore'],
      expect.stringMatching(/orrection.*\nCorrigé deux fois$/su),
    ]);
  });

  it('is told to be closed to the bot, and gets what was said once it is not: channel made private', async () => {
    const { slack, discord } = tied.people;
    const channel = tied.channel('discord');
    tied.world.discord.deny(channel, 'ViewChannel');
    await tied.world.settle();
    await slack.write('general', 'Derrière la porte');
    expect(copies(discord)).toEqual([]);
    const obstacle = () => tied.world.database.prisma.relayChannel.findFirstOrThrow({ where: { channel } });
    expect((await obstacle()).obstacle).not.toBeNull();
    tied.world.discord.allow(channel, 'ViewChannel');
    await tied.world.settle();
    expect(copiesOf(discord, 'Derrière la porte')).toHaveLength(1);
    expect((await obstacle()).obstacle).toBeNull();
  });
});
