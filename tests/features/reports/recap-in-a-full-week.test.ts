import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies } from '../../support/announcements.ts';
import { organiser } from '../../support/proposing.ts';
import { explainAndPublish } from '../../support/publishing.ts';
import { startWorld, type World } from '../../support/world.ts';

const said = (person: Person) =>
  person
    .screen()
    .map(({ text }) => text)
    .join('\n');
const recaps = (person: Person) =>
  person
    .screen()
    .flatMap(({ files }) => files)
    .filter(({ name }) => /^recapitulatif.*pdf$/.test(name)).length;

describe.each(['slack', 'discord'] as const)('a bilan that is published in a full week, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  let bob: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    ana = await organiser(world, platform, 'Ana', { organisation: 'Le Moulin' });
    bob = await organiser(world, platform, 'Bob', { organisation: 'La Ruche' });
    for (const [person, titre, date] of [
      [ana, 'Portes ouvertes', '14 novembre de 14h à 18h'],
      [bob, 'Fête des voisins', '21 novembre de 14h à 18h'],
    ] as const) {
      await person.command('/evenement proposer', {
        ...{ titre, date, lieu: 'Salle des fêtes, Beauvais', phrase: 'Venez.', contact: 'Ana, 03 44 00 00 00' },
      });
      await person.press('Proposer');
      await coordinator.press('Accepter');
    }
    await bob.command('/profil notifications', { debut: '22h' });
    await bob.press('Ne plus recevoir de rappels du questionnaire');
    await world.goTo('2026-12-05T09:00:00+01:00');
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    for (const texte of ['Première', 'Deuxième']) {
      await coordinator.command('/annonce diffuser', { texte });
      await coordinator.choose("Où l'envoyer", 'messages privés');
      await coordinator.press('Diffuser maintenant');
      expect(copies(ana, texte)).toHaveLength(1);
    }
  });
  afterAll(() => world?.close());

  const aMinuteLater = () => world.goTo(new Date(world.clock.now().getTime() + 60_000));

  it('leaves its recap once the week of a member has room, and whoever published it is told so', async () => {
    await explainAndPublish(coordinator);
    await world.runDue();
    await aMinuteLater();
    expect(said(coordinator)).toContain('2 récapitulatifs sont mis en page et partent en privé');
    expect(said(coordinator)).toContain('deux messages en sept jours');
    expect([recaps(ana), recaps(bob)]).toEqual([0, 0]);
    await world.goTo('2026-12-11T10:00:00+01:00');
    expect(recaps(ana)).toBe(0);

    await world.goTo('2026-12-12T10:00:00+01:00');
    await aMinuteLater();
    expect(recaps(ana)).toBe(1);
    expect(said(coordinator)).not.toContain("n'a pas pu être mis en page");

    // Who wants no more of that kind asks for theirs.
    expect(recaps(bob)).toBe(0);
    await bob.command('/bilan lire');
    await bob.press('Mon récapitulatif : La Ruche');
    await world.runDue();
    expect(recaps(bob)).toBe(1);
  });

  const announceAndPublish = async (texte: string, affiches: string) => {
    await coordinator.command('/annonce diffuser', { texte });
    await coordinator.choose("Où l'envoyer", 'messages privés');
    await coordinator.press('Diffuser maintenant');
    await coordinator.command('/chiffres saisir', { chiffre: 'Affiches', valeur: affiches, annee: '2026' });
    await explainAndPublish(coordinator);
    await world.runDue();
    await aMinuteLater();
  };

  it("sends the latest version's recap alone, where several waited, and none to who has it by then", async () => {
    await world.goTo('2026-12-13T10:00:00+01:00');
    await announceAndPublish('Troisième', '800');
    await announceAndPublish('Quatrième', '900');
    expect(recaps(ana)).toBe(1);
    await world.goTo('2026-12-19T10:00:00+01:00');
    await aMinuteLater();
    await world.goTo('2026-12-20T10:00:00+01:00');
    await aMinuteLater();
    expect(recaps(ana)).toBe(2);

    await announceAndPublish('Cinquième', '1000');
    expect(recaps(ana)).toBe(2);
    await ana.command('/bilan lire');
    await ana.press('Mon récapitulatif : Le Moulin');
    await world.runDue();
    expect(recaps(ana)).toBe(3);
    for (const day of ['26', '27', '28']) {
      await world.goTo(`2026-12-${day}T10:00:00+01:00`);
      await aMinuteLater();
    }
    expect(recaps(ana)).toBe(3);
  });
});
