import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organiser, plain, propose } from '../support/events.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { acceptedEvent, organisationOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

const NAMES = ['La Ruche', 'Le Moulin', "L'Atelier", 'Les Jardins', 'Le Fournil'];

describe.each(platformsInTurn())('what leaves says for which organisations it is, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-10-05T10:00:00+02:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
  });
  afterAll(() => world?.close());

  it('by name, of many the first three, and only those who are written to', async () => {
    const coordinator = world.coordinator[platform];
    const read = () => plain(coordinator.read());
    for (const [index, name] of NAMES.entries()) {
      const one = await organiser(world, platform, `Olive ${index}`, name);
      await propose(one, { title: `Fête ${index}` });
    }
    await coordinator.command('/evenement file');
    await coordinator.choose(
      'Accepter plusieurs propositions',
      ...NAMES.map((_, index) => `${index + 1}. Fête ${index}`),
    );
    await coordinator.press('Accepter les 5');
    expect(read()).toContain(
      "5 messages partent maintenant, en privé. Destinataires : « L'Atelier », « Le Fournil », « Les Jardins » et 2 autres structures.",
    );

    const odile = world.person(platform, 'Odile');
    const gaspard = world.person(platform, 'Gaspard');
    const leads = await organisationOf(world, 'Le Verger', [odile]);
    const shares = await organisationOf(world, 'La Grange', [gaspard]);
    const empty = await organisationOf(world, 'La Maison vide', []);
    const given = { organisationId: leads, by: odile, startsAt: '2026-11-14T18:00:00+01:00' };
    await acceptedEvent(world, { ...given, title: 'Bal', coOrganisers: [shares, empty] });
    await odile.command('/evenement annuler', { evenement: '6. Bal' });
    await odile.press("Annuler l'événement");
    expect(plain(odile.read())).toContain('Destinataire : « La Grange ».');
  });

  it('to whoever invites an organisation, and to whoever answers for it', async () => {
    const paul = world.person(platform, 'Paul');
    const sarah = world.person(platform, 'Sarah');
    const organisationId = await organisationOf(world, 'Le Pré', [paul]);
    await organisationOf(world, 'La Serre', [sarah]);
    const startsAt = '2026-11-15T18:00:00+01:00';
    await acceptedEvent(world, { title: 'Concert', organisationId, by: paul, startsAt });
    await paul.command('/evenement coorganiser', { evenement: 'Concert', structure: 'La Serre' });
    expect(plain(paul.read())).toContain('Destinataire : « La Serre ».');
    await sarah.press('Co-organiser', { in: 'Concert' });
    expect(plain(sarah.read())).toContain('Destinataire : « Le Pré ».');
  });

  it('to whoever asks to join, that members and the coordination, or the coordination alone, are asked', async () => {
    await organisationOf(world, 'La Source', [world.person(platform, 'Sonia')]);
    await organisationOf(world, 'La Friche', []);
    const visitor = world.person(platform, 'Violette');
    for (const [name, whom] of [
      ['La Source', 'Destinataires : les membres de « La Source » et la coordination (CRESS)'],
      ['La Friche', 'Destinataire : la coordination (CRESS)'],
    ] as const) {
      await visitor.command('/structure rejoindre', { structure: name });
      expect(plain(visitor.read())).toContain(`${whom}.`);
    }
  });

  it('to whoever announces, which organisations are written to', async () => {
    const coordinator = world.coordinator[platform];
    await organisationOf(world, 'Aux Arbres', [world.person(platform, 'Alix')]);
    await coordinator.command('/annonce diffuser', { texte: 'Les affiches sont là' });
    await coordinator.choose("Où l'envoyer", 'salons', 'messages privés');
    await coordinator.press('Diffuser maintenant');
    expect(plain(coordinator.read())).toContain("Dans les salons d'annonces : Slack et Discord.");
    expect(plain(coordinator.read())).toContain('« Aux Arbres »');
  });
});
