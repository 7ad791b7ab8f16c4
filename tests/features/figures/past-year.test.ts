import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

const years = async () =>
  (await world.database.prisma.edition.findMany({ orderBy: { year: 'asc' } })).map(({ year }) => year);

/** The previous editions in the newest JSON of the bilan. */
async function bilanOf(coordinator: Person) {
  // Asked for twice at one moment, the same documents come once.
  world.clock.set(new Date(world.clock.now().getTime() + 60_000));
  await coordinator.command('/bilan document');
  const url = coordinator.news.flatMap(({ files }) => files).findLast(({ name }) => name.endsWith('.json'))?.url ?? '';
  const { details, previousEditions } = JSON.parse(await (await fetch(url)).text());
  return {
    events: details.figures.events.previous,
    years: previousEditions?.map(({ year }: { readonly year: number }) => year) ?? [],
  };
}

describe.each(['slack', 'discord'] as const)('a year typed by mistake on %s', (platform) => {
  it('begins an edition, which is said, and once its figure is unknown the bilan passes over it', async () => {
    const coordinator = world.coordinator[platform];
    await world.database.prisma.figure.deleteMany({});
    await world.database.prisma.edition.deleteMany({ where: { year: { lt: 2026 } } });
    const enter = (valeur: string, annee: string) =>
      coordinator.command('/chiffres saisir', { chiffre: 'events', valeur, annee });
    expect((await bilanOf(coordinator)).events).toMatchObject({ precision: 'not_applicable' });
    await enter('11', '2025');
    expect(coordinator.read()).toContain("Je n'ai pas suivi l'édition 2025 : je viens de la créer, close.");
    await enter('12', '2025');
    expect(coordinator.read()).not.toContain('je viens de la créer');
    expect(await bilanOf(coordinator)).toMatchObject({ events: { value: 12 }, years: [2025] });
    await enter('inconnu', '2025');
    // It is the first one again.
    expect(await bilanOf(coordinator)).toEqual({ events: { value: null, precision: 'not_applicable' }, years: [] });
    await enter('9', '2024');
    expect(await bilanOf(coordinator)).toMatchObject({ events: { value: 9 }, years: [2024] });
  });

  it('begins none before the figure is entered', async () => {
    const coordinator = world.coordinator[platform];
    await world.database.prisma.figure.deleteMany({});
    await world.database.prisma.edition.deleteMany({ where: { year: { lt: 2026 } } });
    const typed = { chiffre: 'events', annee: '2019' };
    // The value is still asked for.
    await coordinator.command('/chiffres saisir', typed);
    expect(await years()).toEqual([2026]);
    await coordinator.platform.dismiss(coordinator.user.id);
    await coordinator.command('/chiffres saisir', { ...typed, valeur: '11' });
    expect(await years()).toEqual([2019, 2026]);
    expect(coordinator.read()).toContain('je viens de la créer');
  });
});
