import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { linkAccounts } from '../../support/linked.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { channelOn, tieYearRound } from '../../support/relays.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('what somebody writes in a relayed channel of %s is theirs', (platform) => {
  let world: World;
  let writer: Person;
  let reader: Person;
  const elsewhere = (words: string) => reader.screen().filter(({ text }) => text.includes(words));

  beforeAll(async () => {
    world = await startWorld();
    writer = world.person(platform, 'Léa');
    reader = world.person(other[platform], 'Omar');
    await tieYearRound(world.coordinator[platform]);
  });
  afterAll(() => world?.close());

  it('they fall silent, are copied again, and take back the copies; what they wrote stays', async () => {
    const { yearRound } = channelNames;
    await writer.write(yearRound, 'Bonjour à tous');
    expect(elsewhere('Bonjour à tous')).toHaveLength(1);

    await writer.command('/passerelle silence');
    expect(writer.read()).toContain('reste là où vous l');
    await writer.write(yearRound, 'Entre nous');
    expect(elsewhere('Entre nous')).toEqual([]);
    await writer.press('Être recopié de nouveau');
    expect(writer.read()).toContain('passe de nouveau la passerelle');
    await writer.write(yearRound, 'Me revoilà');
    expect(elsewhere('Me revoilà')).toHaveLength(1);

    await writer.command('/passerelle retirer');
    expect(writer.read()).toContain('Retirer les copies de vos 2 messages ?');
    await writer.press('Retirer les copies');
    expect(writer.read()).toContain('Je retire maintenant les copies de vos 2 messages');
    expect([...elsewhere('Bonjour à tous'), ...elsewhere('Me revoilà'), ...elsewhere('Entre nous')]).toEqual([]);
    expect(writer.screen().filter(({ text }) => text.includes('Me revoilà'))).toHaveLength(1);
    await writer.press('Où en est-ce ?');
    expect(writer.read()).toContain('il ne reste aucune copie');
  });

  it('quoted in an answer, it is quoted no more once it is taken back', async () => {
    const { yearRound } = channelNames;
    const [paul, answering] = [world.person(platform, 'Paul'), world.person('discord', 'Inès')];
    const reading = world.person('slack', 'Ugo');
    const answers = () => reading.screen().flatMap(({ text }) => (text.includes('Noté, merci') ? [text] : []));
    await paul.write(yearRound, 'Mon numéro est le 0699');
    await answering.reply('Noté, merci', 'Mon numéro est le 0699');
    expect(answers()).toEqual([expect.stringContaining('0699')]);
    await paul.command('/passerelle retirer');
    await paul.press('Retirer les copies');
    expect(answers()).toEqual([expect.not.stringContaining('0699')]);
  });

  it('who is silent takes back what passed, is told since when they are silent, and of no message that never passed', async () => {
    const { yearRound } = channelNames;
    const bruno = world.person(platform, 'Bruno');
    // A message that is written on Slack comes in several parts on Discord.
    const long = 'Une très longue liste de ce que chacun apporte. '.repeat(platform === 'slack' ? 60 : 30);
    for (const words of ['Bonjour à vous', '! Entre nous', long]) await bruno.write(yearRound, words);
    await bruno.command('/passerelle silence');
    await bruno.write(yearRound, 'Cela reste ici');

    await bruno.command('/passerelle retirer');
    expect(bruno.read()).toContain('Retirer les copies de vos 2 messages ?');
    expect(bruno.read()).toMatch(/Ce que vous écrivez n'est plus recopié depuis le \S+ \d+/);
    expect(bruno.read()).not.toContain('continuera de passer');
    await bruno.press('Retirer les copies');
    expect(bruno.read()).toContain('Je retire maintenant les copies de vos 2 messages');
    expect([bruno.sees('Message 2'), bruno.sees('Message 3')]).toEqual([true, false]);

    // A message that was taken back before isn't counted again.
    await bruno.command('/passerelle silence');
    await bruno.press('Être recopié de nouveau');
    await bruno.write(yearRound, 'Encore un mot');
    await bruno.command('/passerelle retirer');
    expect(bruno.read()).toContain('continuera de passer');
    await bruno.press('Retirer les copies');
    expect(bruno.read()).toContain('Je retire maintenant les copies de votre message');
    expect([bruno.sees('Message 1'), bruno.sees('Message 2')]).toEqual([true, false]);
  });

  it('who is silent reads so where they read what is tied, and is copied again from there', async () => {
    const { yearRound } = channelNames;
    const silent = /Ce que vous écrivez n'est plus recopié depuis le \S+ \d+/;
    for (const one of [world.person(platform, 'Zoé'), world.coordinator[platform]]) {
      await one.command('/passerelle etat');
      expect(one.read()).not.toMatch(silent);
      await one.command('/passerelle silence');
      await one.command('/passerelle etat');
      expect(one.read()).toMatch(silent);
      expect(one.sees('Ne plus recopier mes messages')).toBe(false);
      await one.command('/profil voir');
      expect(one.read()).toMatch(/Depuis le \S+ \d+ .*, ce que vous écrivez n'est plus recopié/);
      await one.command('/passerelle etat');
      expect(one.sees('Être recopié de nouveau')).toBe(true);
      await one.press('Être recopié de nouveau');
      expect(one.read()).toContain('passe de nouveau la passerelle');
      await one.command('/profil voir');
      expect(one.read()).not.toContain('plus recopié');
      await one.write(yearRound, `De retour, ${one.name}`);
      expect(elsewhere(`De retour, ${one.name}`)).toHaveLength(1);
    }
  });

  it('who fell silent stays so on an account that they tie to it later', async () => {
    const { yearRound } = channelNames;
    const here = world.person(platform, 'Maya');
    const there = world.person(other[platform], 'Maya B.');
    await here.command('/passerelle silence');
    await there.write(yearRound, 'Encore deux comptes');
    expect(here.screen().filter(({ text }) => text.includes('Encore deux comptes'))).toHaveLength(1);

    await there.command('/profil lier');
    await here.command('/profil lier', { code: /\b[2-9A-Z]{8}\b/.exec(there.read())?.[0] ?? '' });
    await here.press('Réunir');
    there.look();
    await there.press("C'est bien moi");
    await there.write(yearRound, 'Plus que pour nous');
    expect(here.screen().filter(({ text }) => text.includes('Plus que pour nous'))).toEqual([]);

    await there.command('/passerelle silence');
    expect(there.read()).toContain("C'était déjà noté");
    await there.press('Être recopié de nouveau');
    for (const one of [here, there]) await one.write(yearRound, `De nouveau pour tous, ${one.name}`);
    expect(there.screen().filter(({ text }) => text.includes('De nouveau pour tous, Maya'))).toHaveLength(2);
  });

  it('who was left out only because the other account was passes again once the two are separated', async () => {
    const { yearRound } = channelNames;
    const silent = world.person(platform, 'Nora');
    const open = world.person(other[platform], 'Nora B.');
    await silent.command('/passerelle silence');
    for (const chosenSince of [false, true]) {
      await linkAccounts(open, silent);
      if (chosenSince) {
        world.clock.set(new Date(world.clock.now().getTime() + 60_000));
        await open.command('/passerelle silence');
        await open.press('Être recopié de nouveau');
        await open.command('/passerelle silence');
      }
      await open.command('/profil voir');
      expect(open.read()).toContain("n'est plus recopié");
      await open.press('Séparer mes comptes');
      await open.press('Séparer');
      const words = `Chacun pour soi ${chosenSince}`;
      for (const one of [silent, open]) await one.write(yearRound, `${one.name} : ${words}`);
      expect(elsewhere(`Nora : ${words}`)).toEqual([]);
      const copied = silent.screen().filter(({ text }) => text.includes(`Nora B. : ${words}`));
      expect(copied).toHaveLength(chosenSince ? 0 : 1);
    }
  });
});

describe.each(platformsInTurn())('copies of what somebody wrote on %s that can’t be deleted', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  /** Has the other platform refuse to delete the bot's next message. */
  function refuseDeletion(): void {
    if (other[platform] === 'slack') {
      world.slack.fault({ method: 'chat.delete', kind: 'refuse', error: 'cant_delete_message' });
      return;
    }
    const path = '/webhooks/:webhook/:token/messages/:message';
    world.discord.fault({
      kind: 'refuse',
      status: 403,
      code: 50013,
      message: 'Missing Permissions',
      method: 'DELETE',
      path,
    });
  }

  it('are counted for them, with who can delete them; the others go, and links lead to what they wrote', async () => {
    const { yearRound } = channelNames;
    const writer = world.person(platform, 'Léa');
    const reader = world.person(other[platform], 'Omar');
    await tieYearRound(world.coordinator[platform]);
    for (const text of ['Mon adresse, un', 'Mon adresse, deux']) await writer.write(yearRound, text);
    refuseDeletion();
    await writer.command('/passerelle retirer');
    await writer.press('Retirer les copies');
    const ids = ['un', 'deux'].map((text) => writer.wrote(`Mon adresse, ${text}`).id.replace('.', ''));
    const answers = JSON.stringify(world.platforms[platform].requests.map(({ body }) => body));
    expect(ids.filter((id) => !answers.includes(id))).toEqual([]);
    expect(reader.screen().filter(({ text }) => text.includes('Mon adresse'))).toHaveLength(1);
    await writer.press('Où en est-ce ?');
    expect(writer.read()).toContain("Une copie n'a pas pu l'être");
    expect(writer.read()).toContain('Demandez à la coordination');
  });
});

describe.each(platformsInTurn())('what somebody wrote on %s in a channel that was cut since', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  it('is taken back there too, and the copies of others stay', async () => {
    const coordinator = world.coordinator[platform];
    const [writer, another] = [world.person(platform, 'Léa'), world.person(platform, 'Noé')];
    const reader = world.person(other[platform], 'Omar');
    const { yearRound } = channelNames;
    await tieYearRound(coordinator);
    await writer.write(yearRound, 'Mon adresse est rue du Bac');
    await another.write(yearRound, 'La salle est ouverte');
    await coordinator.command('/passerelle couper');
    await coordinator.fill({ what: (await world.database.prisma.relay.findFirstOrThrow()).id });
    await coordinator.press('Couper');
    const standing = (words: string) => reader.screen().filter(({ text }) => text.includes(words));
    expect(standing('rue du Bac')).toHaveLength(1);

    await writer.command('/passerelle retirer');
    await writer.press('Retirer les copies');
    expect(standing('rue du Bac')).toEqual([]);
    expect(standing('La salle est ouverte')).toHaveLength(1);
    expect(writer.screen().filter(({ text }) => text.includes('rue du Bac'))).toHaveLength(1);
    await writer.press('Où en est-ce ?');
    expect(writer.read()).toContain('il ne reste aucune copie');
  });
});

describe('a thread that somebody began on Discord', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await tieYearRound(world.coordinator.discord);
  });
  afterAll(() => world?.close());

  it('is taken back on Slack with its title, which is counted; what others said in it stays', async () => {
    const [writer, another] = [world.person('discord', 'Léa'), world.person('discord', 'Noé')];
    const reader = world.person('slack', 'Omar');
    const standing = (words: string) => reader.screen().filter(({ text }) => text.includes(words));
    const at = { channel: channelOn(world, 'discord') };
    const thread = world.discord.startThread(writer.user.id, 'Mon adresse : 12 rue des Lilas', at);
    await world.settle();
    await world.discord.say(writer.user.id, { channel: thread, thread: null }, 'Passez quand vous voulez');
    await world.discord.say(another.user.id, { channel: thread, thread: null }, 'À demain');
    await world.settle();
    expect(standing('rue des Lilas')).toHaveLength(1);

    await writer.command('/passerelle retirer');
    await writer.press('Retirer les copies');
    expect(writer.read()).toContain('Je retire maintenant les copies de vos 2 messages');
    expect(JSON.stringify(world.discord.requests.map(({ body }) => body))).toContain(`/${thread}/${thread}`);
    expect([...standing('rue des Lilas'), ...standing('quand vous voulez')]).toEqual([]);
    expect(standing('À demain')).toHaveLength(1);
    await writer.press('Où en est-ce ?');
    expect(writer.read()).toContain('il ne reste aucune copie');
  });

  it('is taken back where they said nothing but its title', async () => {
    const writer = world.person('discord', 'Maya');
    const reader = world.person('slack', 'Rémi');
    world.discord.startThread(writer.user.id, 'Mon téléphone : 06 11', { channel: channelOn(world, 'discord') });
    await world.settle();
    await writer.command('/passerelle retirer');
    await writer.press('Retirer les copies');
    expect(reader.screen().filter(({ text }) => text.includes('06 11'))).toEqual([]);
  });
});
