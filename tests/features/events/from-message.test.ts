import { ApplicationCommandType } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { composeRegistry, needsOn } from '../../../src/composition.ts';
import { commandDefinitions } from '../../../src/dispatch/definitions.ts';
import type { Edition } from '../../../src/features/editions/edition.ts';
import { readAnnouncedEvent } from '../../../src/features/events/forms/announcement.ts';
import { commandBodies } from '../../../src/platforms/discord/register.ts';
import { slackManifest } from '../../../src/platforms/slack/register.ts';
import type { Person } from '../../../src/playground/person.ts';
import { translator } from '../../../src/texts/translator.ts';
import { openEdition, organiser, plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

const ENTRY = 'Créer un événement';

describe.each(platformsInTurn())('a message that tells of an event, on %s', (platform) => {
  let world: World;
  let gil: Person;
  beforeAll(async () => {
    ({ world, gil } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  const values = (person: Person) =>
    Object.fromEntries(person.form().fields.map(({ id, value }) => [id, plain(value.join())]));

  it('becomes a proposal with one choice in its menu: the form opens with what it tells', async () => {
    const ana = await organiser(world, platform, `Ana ${platform}`, `Le Moulin ${platform}`);
    await ana.write(
      'organisateurs',
      'Bonjour à toutes et tous,\nPortes ouvertes du moulin, le samedi 14 novembre de 14h à 18h\nLieu : Salle des fêtes, Beauvais',
    );
    await gil.chooseOnMessage(ENTRY, 'Portes ouvertes du moulin');
    expect(gil.form().title).toContain('Proposer');
    expect(values(gil)).toMatchObject({
      title: 'Portes ouvertes du moulin',
      when: 'samedi 14 novembre de 14h à 18h',
      place: 'Salle des fêtes, Beauvais',
      pitch: '',
      contact: '',
    });
    await gil.fill({ pitch: 'Venez voir tourner la roue.', contact: 'Gil' });
    expect(gil.read()).toContain("Votre proposition n'est pas encore envoyée");
    await gil.press('Proposer');
    expect(gil.read()).toContain("C'est proposé : « Portes ouvertes du moulin »");
  });

  it('opens an empty form where it tells nothing, and keeps to who may propose', async () => {
    await gil.write('organisateurs', 'ok');
    await gil.chooseOnMessage(ENTRY, 'ok');
    expect(values(gil)).toMatchObject({ title: 'ok', when: '', place: '' });
    await world.platforms[platform].dismiss(gil.user.id);
    const visitor = world.person(platform, `Violette ${platform}`);
    await visitor.chooseOnMessage(ENTRY, 'ok');
    expect(world.platforms[platform].form(visitor.user.id)).toBeNull();
    expect(visitor.sees('Rejoindre ma structure')).toBe(true);
  });

  it('is filled in with the names of those it mentions, as people read them', async () => {
    const claire = world.person(platform, `Claire ${platform}`);
    const { slack, discord } = world;
    const channel = world.platforms[platform].channelsOf(gil.user.id).find(({ name }) => name === 'organisateurs');
    const place = { channel: channel?.id ?? '', thread: null };
    if (platform === 'slack') {
      const elements = [
        { type: 'text', text: 'Visite de ' },
        { type: 'user', user_id: claire.user.id },
        { type: 'text', text: ' avec ' },
        { type: 'usergroup', usergroup_id: 'S123' },
        { type: 'text', text: ' nous, le 14 novembre' },
      ];
      await slack.sayRich(gil.user.id, place, [{ type: 'rich_text_section', elements }]);
    } else await discord.say(gil.user.id, place, `Visite de <@${claire.user.id}> avec nous, le 14 novembre`);
    await world.settle();
    await gil.chooseOnMessage(ENTRY, 'Visite de');
    expect(values(gil)).toMatchObject({ title: `Visite de @Claire ${platform} avec nous`, when: '14 novembre' });
    await world.platforms[platform].dismiss(gil.user.id);
  });

  it('is read up to a bound, however long it is', async () => {
    await gil.write('organisateurs', `Fête de la soupe\n${'à Amiens le 14 '.repeat(120)}`);
    await gil.chooseOnMessage(ENTRY, 'Fête de la soupe');
    expect(values(gil).title).toBe('Fête de la soupe');
    await world.platforms[platform].dismiss(gil.user.id);
  });
});

test('the menu of a message names its entries whole, in 24 characters at most, in both languages on both platforms', () => {
  const commands = commandDefinitions(composeRegistry().commands);
  const entries = commands.flatMap(({ onMessage }) => onMessage ?? []);
  expect(entries).toEqual([{ fr: 'Créer un événement', en: expect.stringContaining('event') }]);
  for (const locale of ['fr', 'en'] as const) {
    const needs = needsOn('slack');
    const manifest = slackManifest({ commands, needs, locale, name: 'Fil conducteur', socketMode: true });
    const names = manifest.features.shortcuts.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(entries.map((one) => one[locale])));
    for (const name of names) expect(name.length, name).toBeLessThanOrEqual(24);
  }
  const onDiscord = commandBodies(commands, () => ({ fr: 'x', en: 'x' })).filter(
    ({ type }) => type === ApplicationCommandType.Message,
  );
  expect(onDiscord.map(({ name }) => name)).toEqual(entries.map(({ fr }) => fr));
  for (const { name, name_localizations } of onDiscord) {
    const names = [name, ...Object.values(name_localizations ?? {})];
    expect(names).toEqual(expect.arrayContaining(entries.flatMap(({ fr, en }) => [fr, en])));
    for (const one of names) expect(one?.length, String(one)).toBeLessThanOrEqual(24);
  }
});

const edition = { startsOn: '2026-11-01', endsOn: '2026-11-30' } as Edition;
const context = {
  region: { departments: ['02', '60', '80'] },
  now: new Date('2026-09-15T09:00:00+02:00'),
  t: translator('fr', 'Europe/Paris'),
} as unknown as Parameters<typeof readAnnouncedEvent>[0];

test.each([
  [
    'Venez samedi 14 novembre à 18h30 à Amiens !',
    { title: 'Venez', when: 'samedi 14 novembre à 18h30', place: 'Amiens' },
  ],
  ['Repair café à Soissons. On répare ensemble.', { title: 'Repair café à Soissons', place: 'Soissons' }],
  ['**Bal**\n14/11/2026 20h\nBeauvais', { title: 'Bal', when: '14/11/2026 20h', place: 'Beauvais' }],
  ['Marché solidaire\nsamedi 14 novembre', { title: 'Marché solidaire', when: 'samedi 14 novembre' }],
  ['Réunion hier à 18h, merci à tous', { title: 'Réunion hier à 18h, merci à tous' }],
  ['On se retrouve à 18h', { title: 'On se retrouve à 18h' }],
  ['Concert à Marseille', { title: 'Concert à Marseille' }],
  [
    '#MoisESS : Atelier C# et snake_case, 3 > 2, le 14 novembre',
    { title: '#MoisESS : Atelier C# et snake_case, 3 > 2', when: '14 novembre' },
  ],
  ['## > _Atelier_ **C#** 2 * 3 le 14 novembre', { title: 'Atelier C# 2 * 3', when: '14 novembre' }],
  ['> - ~~Bal~~ `costumé` 14, 15 et 16 novembre', { title: 'Bal costumé', when: '14, 15 et 16 novembre' }],
  ['***___~~~```', {}],
  ['Salut,', {}],
  ['', {}],
  ['x'.repeat(400), {}],
])('of %j the form is told %j, and no more', (said, told) => {
  expect(readAnnouncedEvent(context, said, edition)).toEqual(told);
});
