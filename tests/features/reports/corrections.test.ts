import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organiser } from '../../support/proposing.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(['slack', 'discord'] as const)('what the check of the bilan finds, corrected on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
  });
  afterAll(() => world?.close());

  /** Presses the button that corrects the finding which says this. */
  async function correct(words: string): Promise<void> {
    await coordinator.command('/bilan apercu');
    const number = new RegExp(`(\\d+)\\. [^\\n]*${words}`).exec(coordinator.read())?.[1];
    await coordinator.press(`Corriger n° ${number}`);
  }

  it('leads to the figure, the event or the sentence, and says what is left', async () => {
    await coordinator.command('/chiffres saisir', { chiffre: 'Budget total', valeur: '28 000' });
    await coordinator.command('/chiffres saisir', { chiffre: 'budgetLine', valeur: '30 000', detail: 'Région' });
    await correct('les lignes font');
    expect(coordinator.form().text).toContain('les lignes font');
    expect(coordinator.form().fields[0]?.value).toEqual(['28000']);
    await coordinator.fill({ value: '29 000' });
    expect(coordinator.read()).toContain('ce point reste');
    expect(coordinator.read()).toMatch(/les lignes font 30.000, le total saisi est 29.000/);
    await coordinator.press('Corriger encore');
    await coordinator.fill({ value: '30 000' });
    expect(coordinator.read()).toContain("cette vérification n'a plus lieu d'être");
    await coordinator.command('/bilan apercu');
    expect(coordinator.read()).not.toContain('les lignes font');

    // The event's own form, filled with what is there; its organisation is told of what changed.
    const ana = await organiser(world, platform, 'Ana', { organisation: 'Le Moulin' });
    await ana.command('/evenement proposer', {
      titre: 'Portes ouvertes',
      date: '5 décembre de 14h à 18h',
      lieu: 'Salle des fêtes, Beauvais',
      phrase: 'Venez.',
      contact: 'Ana, 03 44 00 00 00',
    });
    await ana.press('Proposer');
    await coordinator.press('Accepter');
    await correct('a une date hors de l');
    expect(
      coordinator
        .form()
        .fields.flatMap(({ value }) => value)
        .join('|'),
    ).toContain('Portes ouvertes');
    await coordinator.fill({ when: '14 novembre de 14h à 18h' });
    await coordinator.press('Enregistrer les nouvelles dates');
    // They are told at once that this is settled, below what they changed.
    expect(coordinator.read()).toContain('Ce point est réglé');
    await coordinator.command('/bilan apercu');
    expect(coordinator.read()).not.toContain('a une date hors de l');
    await world.settle();
    expect(ana.screen().some(({ text }) => text.includes('14 nov'))).toBe(true);

    // A finding that nothing corrects at once is explained.
    expect(coordinator.read()).toContain('Première édition suivie');
    await coordinator.press('Expliquer n° 1');
    await coordinator.fill({ note: 'Nous commençons.' });
    expect(coordinator.read()).toContain('La note est enregistrée');
  });
});
