import { describe, expect, it } from 'vitest';
import { describedTables } from '../../../src/access/personal/columns.ts';
import { toldColumns } from '../../../src/features/privacy/export-columns.ts';
import { worded } from '../../../src/features/privacy/export-words.ts';
import { rowsOfPerson } from '../../../src/features/privacy/own-rows-store.ts';
import { allTexts, locales } from '../../../src/texts/index.ts';
import { translator } from '../../../src/texts/translator.ts';
import { plain } from '../../support/events.ts';

const t = translator('fr', 'Europe/Paris');

describe('the page of a copy says', () => {
  it.each([
    ['unwanted', ['announcement', 'kit'], 'Annonces et leurs rappels et Nouvelles versions du kit'],
    ['department', '80', 'Somme (80)'],
    ['choice', 'anonymous', 'Oui, sans nous nommer'],
    ['status', 'ACCEPTED', 'accepté'],
    ['intended', 'mostlySse', t.text('surveys.options.mostlySse')],
    ['topic', 'partners', 'Partenariats'],
    ['value', { kind: 'choice', option: 'mostlyPublic' }, t.text('surveys.options.mostlyPublic')],
    ['value', { kind: 'ranking', order: ['showcase', 'other'], done: true }, null],
    ['value', { kind: 'scales', levels: { diversity: 'aLot' } }, null],
    [
      'value',
      { kind: 'quantity', value: 120, precision: 'at_least', typed: '120 au moins' },
      '120 · au moins · 120 au moins',
    ],
    [
      'value',
      {
        kind: 'coverage',
        items: [{ outlet: 'Le Courrier', medium: 'press', publishedOn: '2026-11-14', link: null }],
        done: true,
      },
      null,
    ],
    ['value', { kind: 'unknown' }, t.text('surveys.options.dontKnow')],
    ['value', { kind: 'skipped' }, t.text('surveys.answer.skipped')],
    ['value', { kind: 'file', file: '0197f3a2-5c1d-7e42-9a51-3f6b8c2d1e01', caption: 'La fanfare' }, 'La fanfare'],
    ['value', { kind: 'text', text: 'yes, ACCEPTED' }, 'yes, ACCEPTED'],
  ] as const)('%s as people write it', (column, value, words) => {
    const said = worded(t, column, value);
    if (words !== null) expect(plain(said)).toBe(plain(words));
    for (const code of ['showcase', 'aLot', 'diversity', 'press', 'at_least']) expect(said).not.toContain(code);
    expect(said).not.toBe('');
  });
});

it('gives the size of a file with its unit, and of a message what one read of it alone', () => {
  expect(plain(worded(t, 'size', 120_400))).toBe('120 ko');
  expect(worded(t, 'values', { urgent: 'true', text: 'Bonjour' })).not.toContain('true');
  const control = (label: string) => ({ kind: 'button', id: 'event-view:x', label, style: 'plain', disabled: false });
  const body = {
    blocks: [
      { kind: 'note', text: 'Écrivez votre réponse ici.', typing: true },
      { kind: 'actions', controls: [control('Voir la fiche'), control('Dupliquer')] },
    ],
  };
  expect(plain(worded(t, 'body', body))).toBe('Écrivez votre réponse ici. · Voir la fiche · Dupliquer');
});

describe.each(locales)('the page of a copy, in %s,', (locale) => {
  const there = allTexts(locale);
  const anybody = '00000000-0000-4000-8000-000000000000';
  const exported = Object.keys(describedTables).filter((table) => rowsOfPerson(table, anybody, anybody) !== null);

  it('has a name for every table that a copy may hold', () => {
    expect(exported.length).toBeGreaterThan(40);
    expect(exported.filter((table) => !there.has(`privacy.page.table.${table}`))).toEqual([]);
  });

  it('has a name for every column that it shows', () => {
    const columns = Object.values<string>(toldColumns).flatMap((told) => told.split(' '));
    expect(columns.filter((column) => !there.has(`privacy.page.column.${column}`))).toEqual([]);
  });
});
