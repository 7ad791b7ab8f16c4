import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { launch, openDoors } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
afterEach(() => world?.close());

/** Returns the bilan as it reads in Markdown. */
async function bilanOf(coordinator: Person): Promise<string> {
  await coordinator.command('/bilan document');
  const [file] = coordinator.news.flatMap(({ files }) => files).filter(({ name }) => name.endsWith('.md'));
  return plain(await (await fetch(file?.url ?? '')).text());
}

describe.each(['slack', 'discord'] as const)('the day on which answers were counted, on %s', (platform) => {
  it('is that of a survey closed before the edition was over, and no mistake; a stated one is never one to come', async () => {
    world = await startWorld({ at: '2026-11-02T09:00:00+01:00' });
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    await openDoors(world, platform, { startsAt: '2026-11-10T14:00:00+01:00' });
    await launch(coordinator, '20 janvier 2027');
    await world.goTo('2026-11-28T10:00:00+01:00');
    await coordinator.command('/questionnaire fermer');
    await coordinator.press('Clore');
    await world.goTo('2026-12-15T10:00:00+01:00');
    const closed = await bilanOf(coordinator);
    expect(closed).toContain('Réponses comptées le samedi 28 novembre 2026.');
    expect(closed).not.toMatch(/selon la coordination|28 novembre 2027/);
    await coordinator.command('/bilan apercu');
    expect(plain(coordinator.read())).not.toContain('Les réponses sont dites comptées');

    const stated = 'Les réponses sont dites comptées le samedi 28 novembre 2026';
    await coordinator.command('/chiffres saisir', { chiffre: 'answersCountedOn', valeur: '28 novembre 2026' });
    const said = await bilanOf(coordinator);
    expect(said).toContain("28 novembre 2026 selon la coordination ; ce jour-là, l'édition n'était pas finie.");
    expect(said).not.toContain('28 novembre 2027');
    await coordinator.command('/bilan apercu');
    expect(plain(coordinator.read())).toContain(stated);
    // Whoever writes last year's in January most likely means this one's.
    await world.goTo('2027-01-15T10:00:00+01:00');
    await coordinator.command('/chiffres saisir', { chiffre: 'answersCountedOn', valeur: '12 janvier 2026' });
    expect(await bilanOf(coordinator)).toContain(
      "ce jour-là, l'édition n'était pas finie : il s'agit sans doute du mardi 12 janvier 2027.",
    );
    // What is told of a day stays so a year later.
    await coordinator.command('/chiffres saisir', { chiffre: 'answersCountedOn', valeur: '28 novembre 2026' });
    await world.goTo('2027-11-29T10:00:00+01:00');
    const later = await bilanOf(coordinator);
    expect(later).toContain("28 novembre 2026 selon la coordination ; ce jour-là, l'édition n'était pas finie.");
    expect(later).not.toContain('28 novembre 2027');
  });
});
