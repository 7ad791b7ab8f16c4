import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

const MOVED = "Un chiffre a changé depuis l'envoi des fichiers à lire";

describe.each(['slack', 'discord'] as const)('what is laid out after the files to read, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-12-01T09:00:00+01:00' });
    await world.coordinator[platform].command('/edition ouvrir', { annee: '2026' });
  });
  afterAll(() => world?.close());

  const screen = () => world.coordinator[platform].screen();
  const pdfs = () => screen().flatMap(({ files }) => files.filter(({ name }) => name.endsWith('.pdf')));
  const told = () =>
    screen()
      .map(({ text }) => text)
      .join('\n');

  it('says so when a figure has changed meanwhile: it tells another one than they do', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    await world.runDue();
    expect(told()).not.toContain(MOVED);
    world.clock.set('2026-12-01T09:01:00+01:00');
    await coordinator.command('/bilan document');
    await coordinator.command('/chiffres saisir', { chiffre: 'Affiches', valeur: '801' });
    await world.runDue();
    expect(pdfs()).toHaveLength(2);
    expect(told()).toContain(MOVED);
  });
});
