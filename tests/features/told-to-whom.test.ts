import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { both, organiser, plain, propose } from '../support/events.ts';
import { acceptedEvent, organisationOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';

const NAMES = ['La Ruche', 'Le Moulin', "L'Atelier", 'Les Jardins', 'Le Fournil'];

describe.each(both)('what leaves says for which organisations it is, on %s', (platform) => {
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
      "5 messages partent maintenant. C'est pour « L'Atelier », « Le Fournil », « Les Jardins » et 2 autres structures.",
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
    expect(plain(odile.read())).toContain("C'est pour « La Grange ».");
  });
});
