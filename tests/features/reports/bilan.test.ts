import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opened } from '../../../src/signatures/jws.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('the bilan on %s', (platform) => {
  it('is previewed, with a form for a note on each finding', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan apercu');
    expect(coordinator.read()).toContain("Aperçu du bilan · Mois de l'ESS 2026");
    expect(coordinator.read()).toContain("Le questionnaire n'est pas encore lancé");
    if (platform === 'discord') return;
    expect(coordinator.read()).toContain('1. Première édition suivie');
    await coordinator.press('Expliquer n° 1');
    expect(coordinator.form().text).toContain('Première édition suivie');
    await coordinator.fill({ note: 'Nous commençons.' });
    expect(coordinator.read()).toContain('Toutes les vérifications ont leur note.');
  });

  it('has chapters of the coordinators’ own, and comes with them as five files in a private conversation', async () => {
    // It has chapters of the coordinators’ own, and keeps in sight what they replace.
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan rediger', { chapitre: 'Propositions' });
    await coordinator.press(coordinator.sees('Écrire ce texte') ? 'Écrire ce texte' : 'Modifier ce texte');
    await coordinator.fill({ text: `Une réunion en juin (${platform}).` });
    expect(coordinator.read()).toContain("« Propositions » : c'est enregistré");
    await coordinator.press('Modifier ce texte');
    expect(coordinator.form().fields[0]?.value).toEqual([`Une réunion en juin (${platform}).`]);
    await coordinator.fill({ text: 'Deux réunions.' });
    expect(coordinator.read()).toContain('Texte précédent');
    expect(coordinator.read()).toContain(`Une réunion en juin (${platform}).`);
    await coordinator.command('/bilan rediger', { chapitre: 'Nulle part', texte: 'x' });
    expect(coordinator.read()).not.toContain('est enregistré');

    // It comes as five files in a private conversation.
    await coordinator.command('/bilan document');
    expect(coordinator.read()).toContain('projet de version 1');
    expect(coordinator.read()).toContain('Le PDF et le document Word suivent');
    const files = coordinator.news.flatMap((message) => message.files);
    expect(files.map(({ name }) => name)).toEqual(
      ['md', 'html', 'csv', 'json', 'jws'].map((extension) => `bilan-picardie-2026-projet-v1.${extension}`),
    );
    // The fifth holds the fourth, byte for byte, signed with the key whose fingerprint the preview shows.
    const [json, jws] = await Promise.all(files.slice(3).map(async ({ url }) => (await fetch(url)).text()));
    const held = await opened(JSON.parse(jws ?? ''));
    expect(Buffer.from(held?.bytes ?? []).toString()).toBe(json);
    await coordinator.command('/bilan apercu');
    expect(coordinator.read()).toContain(`Empreinte de la clé qui signe votre bilan`);
    expect(coordinator.read()).toContain(held?.thumbprint);
    const markdown = await (await fetch(files[0]?.url ?? '')).text();
    expect(markdown).toContain('## Propositions\n\nDeux réunions.');
    // The questionnaire isn't launched: nobody is counted among those who were asked.
    expect(markdown).toMatch(/un questionnaire par événement\s: personne n['’]a encore été interrogé/u);
    expect(markdown).not.toMatch(/0 sur 0 (structure|questionnaire)\S* (ont répondu|reçus)/u);
    // It is laid out at the next tick, and comes once.
    await world.runDue();
    await world.runDue();
    const printed = coordinator
      .screen()
      .flatMap((message) => message.files)
      .filter(({ name }) => /\.(pdf|docx)$/.test(name));
    expect(printed.map(({ name }) => name)).toEqual(
      ['pdf', 'docx'].map((extension) => `bilan-picardie-2026-projet-v1.${extension}`),
    );
    const pdf = Buffer.from(await (await fetch(printed[0]?.url ?? '')).arrayBuffer());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const somebody = world.person(platform, `Paul ${platform}`);
    expect(somebody.screen().some(({ text }) => text.includes('À imprimer'))).toBe(false);
    for (const command of ['/bilan document', '/bilan apercu', '/bilan rediger']) {
      await somebody.command(command);
      expect(somebody.read()).toContain('Seule la coordination');
    }
  });
});
