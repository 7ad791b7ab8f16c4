import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Form } from '../../../src/chat/form.ts';
import { renderForm } from '../../../src/platforms/discord/render-form.ts';
import { renderTable } from '../../../src/platforms/discord/render-table.ts';
import { uploadName } from '../../../src/platforms/discord/upload-name.ts';
import { isolated } from '../../../src/texts/isolate.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-05T09:00:00+01:00' });
});
afterAll(() => world?.close());

const SHALOM = 'שלום';
const apart = isolated(SHALOM);

test('what a form says of words written from right to left keeps them apart', () => {
  const field = { name: 'one', kind: 'text', required: true, options: [], max: null } as const;
  const form: Form = {
    ...{ id: 'f', locale: 'fr', title: `${apart} · 5`, intro: `1. ${apart} (5)`, submit: 'OK' },
    fields: [{ ...field, label: `${apart} · 12`, hint: `${apart} · 7`, value: `${apart} 3` }],
  };
  const shown = JSON.stringify(renderForm(form));
  for (const words of [`${apart} · 5`, `${apart} (5)`, `${apart} · 12`, `${apart} · 7`]) expect(shown).toContain(words);
  // What stands in a field is the person's own, to be corrected.
  expect(shown).toContain(`"${SHALOM} 3"`);
});

test('a file whose name is written from right to left, or in any other alphabet, stays a file of its kind', () => {
  const names = ['תוכנית.pdf', 'Программа.docx', 'ملصق 2026.png', 'תוכנית', 'Été à Laon.pdf', '.env', 'a.b.pdf'];
  const taken = new Set<string>();
  expect(names.map((name) => uploadName(name, taken))).toEqual([
    ...['fichier.pdf', 'fichier.docx', '2026.png', 'fichier', 'Ete_a_Laon.pdf', 'env', 'a.b.pdf'],
  ]);
});

test('the columns of a table stay in their order behind a cell written from right to left', () => {
  const rows = [
    [SHALOM, '12', '7'],
    ['Bal', '3', '4'],
  ];
  const [aligned] = renderTable({ header: ['Titre', 'A', 'B'], rows });
  expect(aligned).toContain(`${apart}   12  7`);
  expect(aligned).toContain('Bal     3  4');
  const [line] = renderTable({ header: ['Titre', 'A', 'B'], rows: [[SHALOM, 'mot '.repeat(30).trim(), '7']] });
  expect(line).toContain(`**${apart}** · A`);
});

test('the commune beside a name written from right to left stays behind it in the suggestions', async () => {
  const ana = world.person('discord', 'Ana');
  await ana.command('/structure creer', { nom: SHALOM, commune: 'Laon (02)' });
  const bob = world.person('discord', 'Bob');
  const found = await world.discord.suggest(bob.user.id, bob.place, '/structure rejoindre', 'structure', '');
  expect(found.map(({ label }) => label)).toEqual([expect.stringMatching(/^\u2068שלום\u2069 · Laon/u)]);
});
