import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, plain, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('who did what, asked on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;

  beforeAll(async () => {
    const opened = await openEdition(platform);
    world = opened.world;
    coordinator = opened.coordinator;
    ana = world.person(platform, 'Ana Ruiz');
    await ana.command('/structure creer', { nom: 'Le Pignon' });
  });
  afterAll(() => world?.close());

  const lines = async (options: Record<string, string> = {}) => {
    await coordinator.command('/equipe journal', options);
    return coordinator.read();
  };

  /** Returns how lists name an event: with its number. */
  const numbered = async (title: string) => {
    const { number } = await world.database.prisma.event.findFirstOrThrow({ where: { title } });
    return `${number}. ${title}`;
  };

  it('tells a decision with who took it, when, on what and for which organisation, newest first', async () => {
    await propose(ana, { title: 'Café-débat' });
    expect(await lines()).toContain("a ouvert l'édition");
    await coordinator.press('Accepter', { in: 'Café-débat' });
    await coordinator.command('/evenement annuler', { evenement: 'Café-débat', raison: 'La salle est fermée' });
    await coordinator.press("Annuler l'événement");
    const told = await lines();
    expect(told).toMatch(/2026, \d+ h( \d+)? · (Claire|Driss) a accepté « Café-débat » \(Le Pignon\)/);
    expect(told.indexOf('a annulé « Café-débat »')).toBeLessThan(told.indexOf('a accepté « Café-débat »'));
    expect(told).not.toContain('La salle est fermée');
    expect(told).toContain('Il ne contient pas les réponses aux questionnaires');
  });

  it('is looked through by event, organisation, person and day', async () => {
    await propose(ana, { title: 'Bal des voisins' });
    await propose(ana, { title: 'Lire « Germinal » ensemble' });
    await coordinator.press('Accepter', { in: 'Germinal' });
    expect(await lines()).toContain('a accepté « Lire “Germinal” ensemble »');
    await coordinator.press('Refuser', { in: 'Bal des voisins' });
    await coordinator.fill({ reason: 'Hors du mois' });
    const paul = world.person(platform, 'Paul Faure');
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(paul), role: 'Coordination' });
    await lines();
    await coordinator.press('Filtrer');
    await coordinator.fill({ event: await numbered('Bal des voisins') });
    expect(coordinator.read()).toContain('a refusé « Bal des voisins »');
    expect(coordinator.read()).toContain('Seulement : Bal des voisins');
    expect(coordinator.read()).not.toContain('Café-débat');
    await coordinator.press('Filtrer');
    await coordinator.fill({ person: paul.user.id });
    expect(coordinator.read()).toContain('a confié la coordination à Paul Faure');
    expect(coordinator.read()).not.toContain('Bal des voisins');
    await coordinator.press('Filtrer');
    await coordinator.fill({ organisation: 'Le Pignon', day: 'hier' });
    expect(coordinator.read()).toContain("Rien n'est noté ici");
    await coordinator.press('Tout le journal');
    expect(coordinator.read()).toContain('a confié la coordination à Paul Faure');
  });

  it('is looked through by any kind of thing, and by one thing of it', async () => {
    for (const titre of ['Réunion de rentrée', 'Réunion de bilan']) {
      await coordinator.command('/reunion programmer', { titre, date: '1er octobre 18h', lieu: 'Mairie' });
      await coordinator.press('Annoncer la réunion');
    }
    await lines();
    await coordinator.choose("Choisir de quoi il s'agit", 'Réunions');
    expect(coordinator.read()).toContain('Seulement : Réunions.');
    expect(coordinator.read()).toContain('a programmé la réunion « Réunion de rentrée »');
    expect(coordinator.read()).toContain('a programmé la réunion « Réunion de bilan »');
    expect(coordinator.read()).not.toContain("a ouvert l'édition");
    await coordinator.choose('Choisir précisément', 'Réunion de bilan');
    expect(coordinator.read()).toContain('Seulement : Réunion de bilan.');
    expect(coordinator.read()).toContain('a programmé la réunion « Réunion de bilan »');
    expect(coordinator.read()).not.toContain('Réunion de rentrée');
    await coordinator.press('Exporter');
    expect(coordinator.read()).toContain('Une ligne');
    await coordinator.press('Revenir au journal');
    expect(coordinator.read()).toContain('Seulement : Réunion de bilan.');
    // A search for somebody, or for a day, stays as it is on further pages.
    await lines({ jour: 'hier' });
    await coordinator.choose("Choisir de quoi il s'agit", 'Réunions');
    expect(coordinator.read()).toContain("Rien n'est noté ici");
  });

  it('finds somebody by what they are called on either platform, whose accounts are one or who is on one only', async () => {
    const there = other[platform];
    const ines = { here: world.person(platform, 'Inès Morel'), there: world.person(there, 'ines_80') };
    await ines.here.command('/profil lier');
    const [code = ''] = /\b[A-Z0-9]{8}\b/.exec(plain(ines.here.read())) ?? [];
    await ines.there.command('/profil lier', { code });
    await ines.there.press('Réunir');
    await ines.here.press("C'est bien moi");
    const yann = world.person(there, 'Yann Le Goff');
    const elsewhere = world.coordinator[there];
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(ines.here), role: 'Coordination' });
    await elsewhere.command('/equipe nommer', { personne: elsewhere.mention(yann), role: 'Coordination' });
    for (const nom of ['ines morel', 'INES_80']) {
      for (const reader of [coordinator, elsewhere]) {
        await reader.command('/equipe journal', { nom });
        expect(reader.read()).toMatch(/a confié la coordination à (Inès Morel|ines_80)/);
        expect(reader.read()).not.toContain('Yann');
      }
    }
    await lines();
    await coordinator.press('Filtrer');
    await coordinator.fill({ name: 'Yann Le Goff' });
    expect(coordinator.read()).toContain('a confié la coordination à Yann Le Goff');
    expect(coordinator.read()).not.toMatch(/Inès|ines_80/);
  });

  it('says what a name can not tell: nobody, several people, or two ways at once', async () => {
    for (const named of ['Noé Un', 'Noé Deux']) await world.person(platform, named).command('/mois');
    await coordinator.command('/equipe journal', { nom: 'Noé' });
    expect(plain(coordinator.read())).toContain('plusieurs personnes portent ce nom');
    await coordinator.command('/equipe journal', { nom: 'Noe Deux' });
    expect(plain(coordinator.read())).toContain('Seulement : Noé Deux');
    await coordinator.command('/equipe journal', { nom: 'Personne Dici' });
    expect(plain(coordinator.read())).toContain('le bot ne connaît personne de ce nom');
    await coordinator.command('/equipe journal', { nom: 'Noé Un', personne: coordinator.mention(coordinator) });
    expect(plain(coordinator.read())).toContain('pas les deux');
  });

  it('is for coordinators, as long as they are', async () => {
    await ana.command('/equipe journal');
    expect(ana.read()).toContain('Seule la coordination (CRESS)');
    const rose = world.person(platform, 'Rose Petit');
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(rose), role: 'Coordination' });
    await rose.command('/equipe journal');
    expect(rose.read()).toContain('a confié la coordination à Rose Petit');
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(rose) });
    await coordinator.press('Retirer');
    await rose.press('Exporter');
    expect(rose.read()).toContain('Seule la coordination (CRESS)');
  });

  it('says nothing of what somebody does for themselves or their own organisation', async () => {
    await propose(ana, { title: 'Atelier vélo' });
    const before = await world.database.prisma.journalEntry.count();
    await ana.command('/evenement annuler', { evenement: 'Atelier vélo' });
    await ana.press("Annuler l'événement");
    expect(ana.read()).toContain('est annulé');
    await ana.command('/profil langue', { langue: 'fr' });
    await propose(ana, { title: 'Fournil ouvert' });
    expect(await world.database.prisma.journalEntry.count()).toBe(before);
  });

  it('says once, with how often, what was done several times in one minute; the table holds each', async () => {
    for (const [chiffre, valeur] of [
      ['Programmes imprimés', '3 000'],
      ['Pages vues', '800'],
      ['posters', '12'],
    ] as const) {
      await coordinator.command('/chiffres saisir', { chiffre, valeur });
    }
    const told = plain(await lines());
    expect(told).toMatch(/a saisi un chiffre du bilan de l'édition « [^»]+ » \(3 fois\)/);
    expect(told.match(/a saisi un chiffre/g)).toHaveLength(1);
    expect(await world.database.prisma.journalEntry.count({ where: { verb: 'tallies.journal.entered' } })).toBe(3);
  });

  it('begins with what people did, however many nights were purged since; the table holds these too', async () => {
    const { id: regionId } = await world.database.prisma.region.findFirstOrThrow();
    const nights = Array.from({ length: 30 }, (_, night) => new Date(Date.UTC(2019, 11, 1 + night, 2, 30)));
    const of = (verb: string, at: Date) => ({ regionId, at, verb, objectKind: 'region' });
    await world.database.prisma.journalEntry.createMany({
      data: [
        of('regions.journal.settingsChanged', new Date('2019-11-30T10:00:00Z')),
        ...nights.map((at) => of('common.journal.purged', at)),
      ],
    });
    await lines({ jour: '30 décembre 2019' });
    expect(coordinator.read()).toContain("Rien n'est noté ici");
    await coordinator.press('Purges de la nuit');
    expect(coordinator.read()).toContain('Seulement : les purges de la nuit et lundi 30 décembre 2019.');
    expect(coordinator.read()).toContain('lundi 30 décembre 2019, 3 h 30 · Le bot a purgé');
    await coordinator.press('Exporter');
    expect(coordinator.read()).toContain('Une ligne');
    await lines({ jour: '30 novembre 2019' });
    expect(coordinator.read()).toContain('30 novembre 2019, 11 h · Le bot a changé les réglages');
    expect(coordinator.read()).not.toContain('a purgé');
  });

  it('says which theme was added, and to whom a delegation was given', async () => {
    await coordinator.command('/edition theme', { nom: 'Mobilités' });
    const malik = world.person(platform, "Malik (délégué de l'Oise)");
    const given = { personne: coordinator.mention(malik), role: 'Délégué·e d’un département', departement: '60' };
    await coordinator.command('/equipe nommer', given);
    const told = await lines();
    expect(told).toContain('a ajouté le thème « Mobilités »');
    expect(told).toContain("a confié à Malik (délégué de l'Oise) la délégation départementale (60)");
  });

  it('comes in pages, and whole as a table that no spreadsheet runs', async () => {
    const { id: regionId } = await world.database.prisma.region.findFirstOrThrow();
    const at = new Date('2020-03-04T10:00:00Z');
    await world.database.prisma.journalEntry.createMany({
      data: Array.from({ length: 40 }, (_, index) => ({
        ...{ regionId, at: new Date(at.getTime() + index), verb: 'events.journal.refused', objectKind: 'event' },
        objectName: index === 0 ? '=1+1' : `Ancien ${index}`,
        ...{ organisationId: regionId, organisationName: '=SUM(A1)' },
      })),
    });
    await lines({ jour: '4 mars 2020' });
    expect(coordinator.read()).toContain('Le bot a refusé « Ancien 39 »');
    expect(coordinator.read()).not.toContain('Ancien 24 ');
    await coordinator.press('Plus ancien');
    expect(coordinator.read()).toContain('« Ancien 24 »');
    await coordinator.press('Plus ancien');
    expect(coordinator.read()).toContain('« Ancien 9 »');
    expect(coordinator.sees('Plus ancien')).toBe(false);
    await coordinator.press('Plus récent');
    expect(coordinator.read()).toContain('« Ancien 24 »');
    await coordinator.press('Exporter');
    expect(coordinator.read()).toContain('40 lignes');
    const file = coordinator.news.flatMap(({ files }) => files).find(({ name }) => name === 'journal-1.csv');
    const table = await (await fetch(file?.url ?? '')).text();
    expect(table.trim().split('\r\n')).toHaveLength(41);
    expect(table).toContain(";'=1+1;'=SUM(A1);");
    expect(await lines()).toContain('a exporté le journal');
  });
});
