import { afterEach, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { setUpRegion } from '../../../src/playground/stage.ts';
import { plain } from '../../support/events.ts';
import { both, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
afterEach(() => world.close());

/** Returns the messages with this heading that somebody sees in the channel for announcements. */
const posted = (reader: Person, title: string): readonly SeenMessage[] =>
  reader.screen().filter(({ text, onlyForYou }) => !onlyForYou && plain(text).startsWith(title));

const timeZone = async () =>
  (await world.database.prisma.region.findFirstOrThrow({ select: { timeZone: true } })).timeZone;
const heldUntil = async () =>
  (await world.database.prisma.delivery.findFirst({ where: { heldUntil: { not: null } } }))?.heldUntil ?? null;

describe.each(platformsInTurn())('a region overseas that is set up on %s', (platform) => {
  test.each([
    { name: 'Guadeloupe', place: 'Guadeloupe', zone: 'America/Guadeloupe' },
    { name: 'Martinique', place: 'Martinique', zone: 'America/Martinique' },
    { name: 'Guyane', place: 'Guyane', zone: 'America/Cayenne' },
    { name: 'Réunion', place: 'La Réunion', zone: 'Indian/Reunion' },
    { name: 'Mayotte', place: 'Mayotte', zone: 'Indian/Mayotte' },
    { name: 'Antilles 971, 972', place: 'Guadeloupe', zone: 'America/Guadeloupe' },
    { name: 'Lointains 80, 971', place: 'Paris', zone: 'Europe/Paris' },
  ])('is told which clock it lives by: $name', async ({ name, place, zone }) => {
    world = await startWorld({ region: false });
    const by = world.coordinator[platform];
    await by.command('/installer', { region: name });
    expect(plain(by.read())).toMatch(new RegExp(`Fuseau horaire\\W+${place} : les dates, les rappels`));
    expect(await timeZone()).toBe(zone);
  });

  test('keeps a clock that was set by hand where only its name changes', async () => {
    world = await startWorld({ region: false });
    const by = world.coordinator[platform];
    await by.command('/installer', { region: 'Guadeloupe' });
    await world.database.prisma.region.updateMany({ data: { timeZone: 'America/Puerto_Rico' } });
    await by.command('/installer', { region: 'Karukera' });
    await by.press('Changer');
    expect(await world.database.prisma.region.findFirst({ select: { name: true, timeZone: true } })).toEqual({
      name: 'Karukera',
      timeZone: 'America/Puerto_Rico',
    });
    // Nor is another told.
    expect(plain(by.read())).toContain('America/Puerto_Rico : les dates');
    expect(plain(by.read())).not.toContain('Guadeloupe : les dates');
  });

  test('isn’t told where it is plain: Picardie', async () => {
    world = await startWorld({ region: false });
    const by = world.coordinator[platform];
    await by.command('/installer', { region: 'Picardie' });
    expect(by.read()).toContain('relié à la région Picardie');
    expect(by.read()).not.toContain('Fuseau horaire');
    expect(await timeZone()).toBe('Europe/Paris');
  });

  test.each([
    { name: 'Guadeloupe', code: '971', offset: '-04:00' },
    { name: 'La Réunion', code: '974', offset: '+04:00' },
  ])('reads dates, reminds of meetings and keeps quiet by it: $name', async ({ name, code, offset }) => {
    const local = (time: string, day = 15) => `2026-09-${day}T${time}:00${offset}`;
    world = await startWorld({ region: false, at: local('10:00') });
    await setUpRegion(world.coordinator, { name, departments: [code] });
    const by = world.coordinator[platform];
    const people = { slack: world.person('slack', 'Sam'), discord: world.person('discord', 'Dina') };
    const odile = world.person(platform, 'Odile');
    const colette = world.person(platform, 'Colette');

    await by.command('/reunion programmer', { titre: 'Préparation', date: "aujourd'hui 14h", lieu: 'Mairie' });
    expect(plain(by.read())).toContain('mardi 15 septembre 2026 à 14 h');
    await by.press('Annoncer la réunion');
    expect(by.read()).toContain('est programmée');
    const seen = (words: string) => both.map((one) => posted(people[one], `${words} : Préparation`));
    for (const [found] of seen('Réunion')) expect(plain(found?.text ?? '')).toContain('mardi 15 septembre 2026 à 14 h');
    await world.goTo(local('12:59'));
    for (const found of seen('Dans une heure')) expect(found).toEqual([]);
    await world.goTo(local('13:00'));
    for (const found of seen('Dans une heure')) expect(found).toHaveLength(1);
    await world.goTo(local('13:59'));
    for (const [found] of seen('Réunion')) expect(found?.text).not.toContain('La réunion a commencé');
    await world.goTo(local('14:00'));
    for (const [found] of seen('Réunion')) expect(found?.text).toContain('La réunion a commencé');

    await world.goTo(local('21:00'));
    await by.command('/equipe nommer', { personne: by.mention(odile), role: 'Coordination' });
    expect(plain(by.read())).toMatch(/part maintenant/);
    expect(odile.look()).toContain('coordination');
    await world.goTo(local('22:00'));
    await by.command('/equipe nommer', { personne: by.mention(colette), role: 'Coordination' });
    expect(plain(by.read())).toContain('mercredi 16 septembre 2026 à 8 h');
    const waiting = () => colette.look().includes('coordination');
    await world.goTo(local('07:59', 16));
    expect(waiting()).toBe(false);
    await world.goTo(local('08:00', 16));
    expect(waiting()).toBe(true);

    await by.command('/reunion programmer', { titre: 'Suite', date: 'demain 9h', lieu: 'Mairie' });
    expect(plain(by.read())).toContain('jeudi 17 septembre 2026 à 9 h');
  });
});

describe.each(platformsInTurn())('a region whose departments change to ones overseas on %s', (platform) => {
  test('keeps the hours that people named, and all that is planned by them', async () => {
    world = await startWorld();
    const by = world.coordinator[platform];
    const sam = world.person(platform, 'Sam');
    await by.command('/reunion programmer', {
      titre: 'Préparation',
      date: 'mardi 6 octobre de 18h à 20h',
      lieu: 'Mairie',
    });
    await by.press('Annoncer la réunion');
    await by.command('/annonce programmer', { texte: 'Bientôt le Mois', date: '20 septembre 9h' });
    await by.press('Programmer');
    await world.goTo('2026-09-15T22:00:00+02:00');
    await by.command('/equipe nommer', { personne: by.mention(sam), role: 'Coordination' });
    expect(await heldUntil()).toEqual(new Date('2026-09-16T08:00:00+02:00'));

    await by.command('/installer', { region: 'La Réunion 974' });
    expect(plain(by.read())).toMatch(/Fuseau horaire\W+La Réunion/);
    expect(plain(by.read())).toContain('une réunion à 18 h reste à 18 h');
    expect(await timeZone()).toBe('Europe/Paris');
    await by.press('Changer');
    expect(plain(by.read())).toMatch(/Fuseau horaire\W+La Réunion/);
    expect(await timeZone()).toBe('Indian/Reunion');

    expect(await heldUntil()).toEqual(new Date('2026-09-16T08:00:00+04:00'));
    const left = () => world.database.prisma.announcement.count({ where: { status: 'LEFT' } });
    await world.goTo('2026-09-20T08:59:00+04:00');
    expect(await left()).toBe(0);
    await world.goTo('2026-09-20T09:00:00+04:00');
    expect(await left()).toBe(1);
    const reminders = (words: string) => posted(sam, `${words} : Préparation`);
    await world.goTo('2026-10-05T09:59:00+04:00');
    expect(reminders('Demain')).toEqual([]);
    await world.goTo('2026-10-05T10:00:00+04:00');
    expect(plain(reminders('Demain')[0]?.text ?? '')).toContain('mardi 6 octobre 2026 de 18 h à 20 h');
    await world.goTo('2026-10-06T16:59:00+04:00');
    expect(reminders('Dans une heure')).toEqual([]);
    await world.goTo('2026-10-06T17:00:00+04:00');
    expect(reminders('Dans une heure')).toHaveLength(1);
  });
});
