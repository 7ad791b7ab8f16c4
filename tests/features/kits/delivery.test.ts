import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeenMessage } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { organiser, propose } from '../../support/events.ts';
import { logo, press } from '../../support/kit-files.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('the kit, for organisers on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld();
    // The coordinator publishes on the other platform, so the kit crosses over.
    coordinator = world.coordinator[other[platform]];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
  });
  afterAll(() => world?.close());

  async function accept(person: Person, title: string): Promise<void> {
    await propose(person, { title });
    await coordinator.press('Accepter', { in: title });
    expect(coordinator.read()).toContain('accepté');
  }

  async function publish(note: string, expected: RegExp): Promise<void> {
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo, press], note });
    await coordinator.press('Publier et envoyer');
    expect(coordinator.read()).toMatch(expected);
  }

  /** Every copy of a version that somebody was sent. */
  const copies = (person: Person, version: number): readonly SeenMessage[] =>
    person.screen().filter(({ text }) => text.includes(`Kit de communication du Mois, version ${version}`));

  it('goes once to each, in its newest version, to those accepted before and later and those who co-organise, and is confirmed', async () => {
    // It goes out at publication to those accepted before, at acceptance to the others, and once to each.
    const early = await organiser(world, platform, 'Ève', 'Le Fournil');
    await accept(early, 'Fête du pain');
    expect(copies(early, 1)).toEqual([]);

    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo, press], note: 'Le logo en couleur' });
    expect(coordinator.read()).toContain('Cette version est pour 1 structure');
    await coordinator.press('Publier et envoyer');
    expect(coordinator.read()).toContain('Elle part maintenant vers 1 structure.');
    expect(copies(early, 1)).toHaveLength(1);

    const late = await organiser(world, platform, 'Léo', 'Les Jardins');
    await propose(late, { title: 'Marché' });
    expect(copies(late, 1)).toEqual([]);
    await coordinator.press('Accepter', { in: 'Marché' });
    const [kit] = copies(late, 1);
    expect(kit?.text).toContain('Le logo en couleur');
    const here = late.screen().filter(({ place }) => place.channel === kit?.place.channel);
    expect(here.flatMap(({ files }) => files.map(({ name }) => name))).toContain('dossier.txt');
    await accept(late, 'Visite');
    expect(copies(late, 1)).toHaveLength(1);
    expect(copies(early, 1)).toHaveLength(1);

    // It is private, and its receipt is noted and counted.
    const where = late.platform.channelsOf(late.user.id).find(({ id }) => id === kit?.place.channel);
    expect(where?.kind).not.toBe('public');
    expect(copies(early, 1)[0]?.id).not.toBe(kit?.id);
    const stranger = world.person(platform, 'Zoé');
    expect(copies(stranger, 1)).toEqual([]);

    await coordinator.command('/kit suivi');
    expect(coordinator.read()).toMatch(/0 structure.* sur 2/);
    // Pressed twice at once, it counts once; then there is nothing left to press.
    const shown = copies(late, 1)[0];
    const confirm = shown?.controls[0];
    if (!shown || confirm?.kind !== 'button') throw new Error('the kit has no button');
    await Promise.all([1, 2].map(() => late.platform.press(late.user.id, shown.id, confirm.id)));
    await world.settle();
    expect(late.look()).toContain('bien arrivé');
    expect(copies(late, 1).flatMap(({ controls }) => controls)).toEqual([]);
    await coordinator.command('/kit suivi');
    expect(coordinator.read()).toMatch(/1 structure sur 2 l'a confirmé/);
    expect(coordinator.read()).toMatch(/Les Jardins.*Léo/s);
    expect(coordinator.read()).toMatch(/Le Fournil.*pas encore confirmé/s);

    // A new version goes once to those who have the first, and alone to who comes later.
    await publish('L’affiche corrigée', /Elle part maintenant vers 2 structures/);
    for (const person of [early, late]) {
      expect(copies(person, 1)).toHaveLength(1);
      expect(copies(person, 2)).toHaveLength(1);
    }
    await accept(late, 'Concert');
    expect(copies(late, 2)).toHaveLength(1);

    const last = await organiser(world, platform, 'Nour', 'La Fabrique');
    await accept(last, 'Atelier');
    expect([copies(last, 1).length, copies(last, 2).length]).toEqual([0, 1]);

    await coordinator.command('/kit suivi');
    expect(coordinator.read()).toContain('version 2');
    expect(coordinator.read()).toMatch(/0 structure.* sur 3/);
    await last.command('/kit liste');
    expect(last.read()).toMatch(/Version 2.*Version 1/s);
    expect(last.read()).toContain('dossier.txt');

    // A second request shows it in the private conversation, and counts nobody twice.
    await late.command('/kit recevoir');
    expect(copies(late, 2)).toHaveLength(2);
    await coordinator.command('/kit suivi');
    expect(coordinator.read()).toMatch(/0 structure.* sur 3/);

    // It goes to those who co-organise, also when they join later.
    const neighbour = await organiser(world, platform, 'Inès', 'Le Verger');
    await late.command('/evenement coorganiser', { evenement: 'Concert', structure: 'Le Verger' });
    expect(copies(neighbour, 2)).toEqual([]);
    await neighbour.press('Co-organiser');
    expect(copies(neighbour, 2)).toHaveLength(1);
    // They were already sent the two messages of a week.
    await world.goTo('2026-09-23T10:00:00+02:00');
    await publish('Le logo en noir', /Elle part maintenant vers 4 structures/);
    expect(copies(neighbour, 3)).toHaveLength(1);

    // Whoever co-organises no more keeps what they have, and gets no further version.
    await neighbour.command('/evenement voir', { evenement: 'Concert' });
    await neighbour.press('Mettre fin à la co-organisation');
    await neighbour.press('Mettre fin à la co-organisation', { in: 'Un kit déjà reçu lui reste' });
    await world.goTo('2026-10-01T10:00:00+02:00');
    await publish('Le logo en blanc', /Elle part maintenant vers 3 structures/);
    expect([copies(neighbour, 3).length, copies(neighbour, 4).length]).toEqual([1, 0]);
  });
});

it('a third message within a week waits for its day', async () => {
  const world = await startWorld();
  const coordinator = world.coordinator.slack;
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  const person = await organiser(world, 'discord', 'Ève', 'Le Fournil');
  await propose(person, { title: 'Fête du pain' });
  await coordinator.press('Accepter', { in: 'Fête du pain' });
  for (const note of ['un', 'deux', 'trois']) {
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo], note });
    await coordinator.press('Publier et envoyer');
  }
  expect(coordinator.read()).toContain('La version 3 est publiée.');
  expect(coordinator.read()).toMatch(/1 structure ne l'a pas encore.*au plus tard le .*22 septembre/);
  await coordinator.command('/kit suivi');
  expect(coordinator.read()).toMatch(/1 structure ne l'a pas encore.*Le Fournil.*prévu le .*pas encore envoyé/s);
  const has = (version: number) => person.screen().some(({ text }) => text.includes(`du Mois, version ${version}`));
  expect([has(1), has(2), has(3)]).toEqual([true, true, false]);
  for (let day = 16; day <= 21; day += 1) await world.goTo(`2026-09-${day}T10:00:00+02:00`);
  expect(has(3)).toBe(false);
  await world.goTo('2026-09-22T10:00:00+02:00');
  expect(has(3)).toBe(true);
  await coordinator.command('/kit suivi');
  expect(coordinator.read()).not.toContain('pas encore envoyé');
  await world.close();
});
