import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organiser, plain } from '../../support/events.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
let ana: Person;
beforeAll(async () => {
  world = await startWorld();
  ana = world.person('slack', 'Ana');
});
afterAll(() => world?.close());

/** The names of the organisations that Ana has made. */
const organisations = async () => {
  const where = { memberships: { some: { person: { name: 'Ana' } } } };
  const rows = await world.database.prisma.organisation.findMany({ where, orderBy: { name: 'asc' } });
  return rows.map(({ name }) => name);
};

describe('text typed after a Slack command', () => {
  test('is done at once where it can be for one field only, and shown in the form where it may be for several', async () => {
    await ana.command('/structure creer Emmaüs');
    expect(await organisations()).toEqual(['Emmaüs']);
    await ana.command('/structure rejoindre Emmaüs');
    expect(ana.read()).toContain('déjà');

    await ana.command('/structure creer Les Jardins, Beauvais');
    expect(ana.form().text).toContain('Vérifiez où va ce que vous avez tapé');
    expect(ana.form().fields[0]?.value).toEqual(['Les Jardins, Beauvais']);
    expect(await organisations()).toEqual(['Emmaüs']);
    await ana.fill({ name: 'Les Jardins', municipality: 'Beauvais' });
    expect(await organisations()).toEqual(['Emmaüs', 'Les Jardins']);
  });

  test('with a date at its beginning or its end has it in the field for dates, and says so', async () => {
    await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    const dora = await organiser(world, 'slack', 'Dora', 'Le Verger');
    const filled = () => dora.form().fields.map(({ value }) => value?.[0] ?? '');
    await dora.command('/evenement proposer du 14/11/2026 9h à 17h au 20/11/2026 Portes ouvertes');
    expect(filled().slice(0, 2)).toEqual(['Portes ouvertes', 'du 14/11/2026 9h à 17h au 20/11/2026']);
    expect(plain(dora.form().text)).toContain(
      "J'ai mis la date « du 14/11/2026 9h à 17h au 20/11/2026 » dans « Date et heure » et le reste dans « Titre »",
    );
    // All of it was understood: nothing warns of what isn't sure.
    expect(dora.form().text).not.toContain('Vérifiez');
    const { slack } = world.coordinator;
    await slack.command('/reunion programmer mardi 6 octobre de 14h à 16h Préparation');
    expect(slack.form().fields.map(({ value }) => value?.[0] ?? '')).toEqual(
      expect.arrayContaining(['Préparation', 'mardi 6 octobre de 14h à 16h']),
    );
    expect(plain(slack.form().text)).toContain("J'ai mis la date « mardi 6 octobre de 14h à 16h »");
    expect(slack.form().text).not.toContain('Vérifiez');
    await dora.command('/evenement proposer Bal du samedi 14 novembre 18h30');
    expect(filled().slice(0, 2)).toEqual(['Bal', 'du samedi 14 novembre 18h30']);
    await dora.command('/evenement proposer Bal du 14 juillet');
    expect(filled().slice(0, 2)).toEqual(['Bal du 14 juillet', '']);
  });

  test('with a name that no option has is shown in the form', async () => {
    await ana.command('/structure creer nom:Fournil ville:Laon');
    expect(ana.form().fields[0]?.value).toEqual(['Fournil ville:Laon']);
    expect(ana.form().text).toContain('Vérifiez');
  });

  test('is not lost when it is only signs, or too long', async () => {
    await ana.command('/structure creer 🎉');
    expect(ana.form().fields[0]?.value).toEqual(['🎉']);
    const long = 'Une très longue structure '.repeat(8).trim();
    await ana.command(`/structure creer ${long}`);
    expect(ana.form().fields[0]?.value).toEqual([long]);
    expect(ana.form().text).toContain(`${long.length} caractères, 100 au plus`);
    await ana.command(`/structure creer nom:${long}`);
    expect(ana.form().fields[0]?.value).toEqual([long]);
    const whole = 'mot '.repeat(700).trim();
    await ana.command(`/structure creer ${whole}`);
    expect(ana.form().text.replace(/\s/g, ' ')).toContain('2 799 caractères, 100 au plus');
    expect(ana.form().fields[0]?.value).toEqual([whole]);
  });

  test('that no field takes is said to be left out', async () => {
    await ana.command('/mois demain matin');
    expect(ana.read()).toContain("Je n'ai pas tenu compte de « demain matin »");
    expect(ana.read()).toContain('Fil conducteur');
    await ana.command('/evenement chanter fort');
    expect(ana.read()).toContain('Je ne connais pas « chanter fort »');
  });
});

describe("an event's whole title, with words after it", () => {
  test('is that event, and not one whose longer title only begins so', async () => {
    await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    const bea = world.person('slack', 'Béa');
    const organisationId = await organisationOf(world, 'La Salle', [bea]);
    const given = { organisationId, by: bea, startsAt: '2026-11-14T18:00:00+01:00' };
    await acceptedEvent(world, { ...given, title: 'Bal' });
    await acceptedEvent(world, { ...given, title: 'Bal pour tous' });
    const filled = () => bea.form().fields.map(({ value }) => value?.[0] ?? '');
    const chosen = () => bea.form().fields[0]?.options.find(({ value }) => value === filled()[0])?.label;

    await bea.command('/evenement annuler Bal pour cause de pluie');
    expect(chosen()).toBe('1. Bal');
    expect(filled()[1]).toBe('pour cause de pluie');
    await bea.command('/evenement annuler bal pour tous trop de monde');
    expect(chosen()).toBe('2. Bal pour tous');
    expect(filled()[1]).toBe('trop de monde');
    await bea.command('/evenement voir Bal');
    expect(bea.read()).toContain('1. Bal');

    // Two of one title are told apart by the person.
    await acceptedEvent(world, { ...given, title: 'Bal' });
    await bea.command('/evenement annuler Bal pour cause de pluie');
    expect(bea.form().text).toContain('« Bal pour cause de pluie »');
    expect(chosen()).toBeUndefined();
  });
});

describe('an event, with the name of an organisation after it', () => {
  test('is asked at once where both are clear, by the event’s number or title, and shown in the form where one isn’t', async () => {
    await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    const gus = world.person('slack', 'Gus');
    const organisationId = await organisationOf(world, 'La Forge', [gus]);
    for (const [name, person] of [
      ['Le Moulin', 'Tom'],
      ['Le Pressoir', 'Zoé'],
      ['Le Pressoir d’en haut', 'Max'],
    ] as const) {
      await organisationOf(world, name, [world.person('slack', person)]);
    }
    const given = { organisationId, by: gus, startsAt: '2026-11-14T18:00:00+01:00' };
    const id = await acceptedEvent(world, { ...given, title: 'Soirée forge' });
    const { number } = await world.database.prisma.event.findUniqueOrThrow({ where: { id } });
    await gus.command(`/evenement coorganiser ${number} Le Moulin`);
    expect(plain(gus.read())).toContain(
      "L'invitation à co-organiser « Soirée forge » est enregistrée pour : Le Moulin.",
    );
    await gus.command('/evenement coorganiser Soirée forge le pressoir');
    expect(plain(gus.read())).toContain(
      "L'invitation à co-organiser « Soirée forge » est enregistrée pour : Le Pressoir.",
    );
    await gus.command(`/evenement coorganiser ${number} haut`);
    expect(gus.form().text).toContain('Vérifiez où va ce que vous avez tapé');
  });
});

describe.each(['slack', 'discord'] as const)('the whole title of an event on %s', (platform) => {
  test('is that event, though other titles begin with it', async () => {
    const cleo = world.person(platform, 'Cléo');
    await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    const organisationId = await organisationOf(world, `Le Préau ${platform}`, [cleo]);
    const given = { organisationId, by: cleo, startsAt: '2026-11-14T18:00:00+01:00' };
    await acceptedEvent(world, { ...given, title: `Ronde ${platform}` });
    await acceptedEvent(world, { ...given, title: `Ronde ${platform} de nuit` });
    await cleo.command('/evenement modifier', { evenement: `ronde ${platform}` });
    expect(JSON.stringify(cleo.form().fields)).toContain(`"Ronde ${platform}"`);
  });
});

describe.each(['slack', 'discord'] as const)('what was typed in an option on %s', (platform) => {
  test('and is in no list is told above the list, with what it may mean first', async () => {
    const claire = world.coordinator[platform];
    for (const typed of ['🎉', 'Une structure que personne ne connaît '.repeat(3).trim()]) {
      await claire.command('/structure ajouter', { structure: typed });
      expect(claire.form().text).toContain(`Vous avez tapé « ${typed} »`);
    }
    await world.coordinator.slack.command('/structure creer', { nom: `Jardins du nord ${platform}` });
    await world.coordinator.slack.command('/structure creer', { nom: `Jardins du sud ${platform}` });
    await claire.command('/structure ajouter', { structure: 'Jardins du' });
    expect(claire.form().text).toContain('choisissez dans la liste');
    expect(claire.form().fields.find(({ id }) => id === 'organisation')?.options[0]?.label).toContain('Jardins du');
  });

  test('is shown again to somebody who may not do it', async () => {
    const guy = world.person(platform, 'Guy');
    await guy.command('/evenement proposer', { titre: 'Ma grande fête' });
    expect(guy.read()).toContain("faire partie d'une structure");
    expect(guy.read()).toContain('Ma grande fête');
  });

  test('for something the form does not ask is told when it cannot be read', async () => {
    const by = world.coordinator[platform];
    await by.command('/edition ouvrir', { annee: '2026' });
    await by.command('/evenement proposer', { titre: 'Fête', structure: 'Inconnue' });
    expect(`${by.form().text} ${JSON.stringify(by.form())}`).toContain('« Inconnue »');
  });
});
