import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doForged } from '../../scripts/attack/forging/wire.ts';
import type { Person } from '../../src/playground/person.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { held, organiser, reads } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';
import { asked } from './answerable.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

/** The lengths of the longest command that a chat lets somebody type, and more. */
const lengths = [3_001, 3_900, 19_000, 40_000];
const onOneLine = (text: string) => text.replace(/\s+/g, ' ');

describe('one command that freezes the bot: text of any length after it', () => {
  let ana: Person;
  beforeAll(async () => {
    ana = await organiser(world, 'slack', 'Ana');
  });

  it.each([
    '/installer',
    '/structure creer',
    '/structure rejoindre',
    '/evenement proposer',
    '/evenement liste',
    '/equipe nommer',
    '/mois',
    '/profil notifications',
    '/questionnaire repondre',
    '/reunion programmer',
    '/annonce diffuser',
  ])('%s: is not read, and comes back whole to be shortened', async (command) => {
    for (const length of lengths) {
      const typed = `${command} ${'a'.repeat(length)} 1 1 x`;
      await ana.command(typed);
      const figure = new Intl.NumberFormat('fr-FR').format(typed.length).replace(/\s/g, ' ');
      expect(reads(ana)).toContain(`${figure} caractères, 3 000 au plus. Rien n'est enregistré.`);
      // The text comes back in as many messages as it takes.
      const seen = onOneLine(ana.look()).replaceAll(' ', '');
      expect(seen.match(/a+/g)?.join('').length).toBeGreaterThanOrEqual(length);
    }
  });

  it('as long as is read: is dealt with', async () => {
    await ana.command(`/installer ${'a'.repeat(2_990)} 1 1 x`);
    expect(reads(ana)).not.toContain('3 000 au plus');
  });
});

describe.each(platformsInTurn())('what is too long, on %s', (platform) => {
  let ana: Person;
  let amy: Person;
  beforeAll(async () => {
    ana = await organiser(world, platform, 'Ana', { organisation: `Les Jardins, ${platform}` });
    amy = await organiser(world, platform, 'Amy', { locale: 'en' });
  });

  it('an option longer than its field: says both lengths, and the form holds what was typed', async () => {
    const name = 'Les Jardins partagés '.repeat(20).trim();
    if (platform === 'discord') {
      // Discord's own client takes no more than the option holds.
      await expect(ana.command('/structure creer', { nom: name })).rejects.toThrow(/100/);
      return;
    }
    await ana.command('/structure creer', { nom: name });
    expect(onOneLine(ana.form().text)).toContain(`${name.length} caractères, 100 au plus`);
    expect(held(ana, 'name')).toBe(name);
    await ana.platform.dismiss(ana.user.id);
    await amy.command('/structure creer', { nom: name });
    expect(onOneLine(amy.form().text)).toContain(`${name.length} characters, 100 at most`);
    await amy.platform.dismiss(amy.user.id);
  });

  it('a message said to the bot: is not read, still stands where it was written, and both lengths are said', async () => {
    // Discord lets people write as much only if they pay for Nitro.
    for (const { user } of [ana, amy]) if (platform === 'discord') world.discord.giveNitro(user.id);
    const length = platform === 'slack' ? 20_000 : 4_000;
    const long = 'mot '.repeat(length / 4).replace(/ $/, '!');
    await ana.say(long);
    const figure = (locale: string) => onOneLine(new Intl.NumberFormat(locale).format(length));
    expect(reads(ana)).toContain(
      `trop long pour que je le lise : ${figure('fr-FR')} caractères, 3 000 au plus. Rien n'est`,
    );
    expect(ana.wrote().text).toBe(long);
    await amy.say(long);
    expect(onOneLine(amy.read())).toContain(`too long for me to read: ${figure('en')} characters, 3,000 at most.`);
  });

  it('as long a message as everybody may write on Discord: is read', async () => {
    if (platform === 'slack') return;
    await ana.say('mot '.repeat(500).trim());
    expect(ana.sees('Proposer un événement')).toBe(true);
  });

  it('a text full of signs that Slack sends escaped: its length is what was typed, in a command and in a form', async () => {
    const coordinator = world.coordinator[platform];
    const full = (length: number) => '&<'.repeat(length / 2 + 1).slice(0, length);
    // As much as is read at all.
    await coordinator.command('/annonce diffuser', { texte: full(3_000) });
    expect(reads(coordinator)).not.toContain('3 000 au plus');
    const written = await world.database.prisma.announcement.findFirst({ orderBy: { id: 'desc' } });
    expect(written?.text).toBe(full(3_000));
    await coordinator.press('Abandonner');

    // As much as a field holds, and one more.
    const message = async () => (await world.database.prisma.edition.findFirstOrThrow()).message;
    await coordinator.command('/edition objectifs', { message: full(300) });
    expect(held(coordinator, 'message')).toBe(full(300));
    await coordinator.fill({});
    expect(await message()).toBe(full(300));
    await coordinator.command('/edition objectifs');
    await coordinator.fill({ message: `${full(298)}ok` });
    expect(await message()).toBe(`${full(298)}ok`);
    if (platform === 'slack') {
      await coordinator.command('/edition objectifs', { message: full(301) });
      expect(onOneLine(coordinator.form().text)).toContain('301 caractères, 300 au plus');
      await coordinator.platform.dismiss(coordinator.user.id);
      await coordinator.command('/annonce diffuser', { texte: full(3_001) });
      expect(reads(coordinator)).toContain('3 000 au plus');
      expect(coordinator.look()).toContain(full(200));
    }
  });

  it('a field longer than any client lets one type: is not stored, and comes back whole with both lengths', async () => {
    await ana.command('/structure creer');
    await ana.platform.dismiss(ana.user.id);
    const opened = { where: { about: 'command:structure creer' }, orderBy: { createdAt: 'desc' } } as const;
    const { id: form } = await world.database.prisma.conversation.findFirstOrThrow(opened);
    for (const length of [4_001, 40_000]) {
      const values = { name: 'a'.repeat(length) };
      await doForged(ana.platform, ana.user.id, ana.place.channel, { kind: 'submit', form, values });
      await world.settle();
      const figure = new Intl.NumberFormat('fr-FR').format(length).replace(/\s/g, ' ');
      const seen = onOneLine(ana.look());
      expect(seen.replace(/[\u00a0\u202f]/g, ' ')).toContain(
        `${figure} caractères, 3 000 au plus. Rien n'est enregistré.`,
      );
      expect(seen.match(/a{100,}/g)?.join('').length).toBeGreaterThanOrEqual(length);
    }
    expect(await world.database.prisma.conversation.findUnique({ where: { id: form } })).toMatchObject({ values: {} });
  });

  it('an answer to a question of the survey: is not counted, and can be given again', async () => {
    // Discord lets people write as much only if they pay for Nitro.
    if (platform === 'discord') world.discord.giveNitro(ana.user.id);
    const { questionnaireId } = await asked(world, ana, { pressContacted: { kind: 'choice', option: 'no' } });
    const length = platform === 'slack' ? 5_004 : 4_000;
    const long = `oui ${'très '.repeat((length - 4) / 5)}`.replace(/ $/, '!').padEnd(length, '!');
    await ana.say(long, 'Un média');
    const figure = onOneLine(new Intl.NumberFormat('fr-FR').format(length));
    expect(reads(ana)).toContain(`${figure} caractères, 3 000 au plus. Rien n'est enregistré.`);
    // It stands where it was written, whole, to be shortened.
    expect(ana.wrote().text).toBe(long);
    expect(await world.database.prisma.answer.count({ where: { questionnaireId } })).toBe(1);
    await ana.say('non', 'Un média');
    expect(await world.database.prisma.answer.count({ where: { questionnaireId } })).toBe(2);
  });
});
