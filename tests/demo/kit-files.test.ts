import { expect, test } from 'vitest';
import { kitFile } from '../../src/demo/kit-files.ts';
import picardie from '../../src/demo/picardie-2008.json' with { type: 'json' };

test.each([
  ['logo.png', '\x89PNG\r\n'],
  ['affiche.pdf', '%PDF-1.4\n'],
  ['logo.svg', '<svg '],
  ['lisez-moi.txt', 'Titre (1)\n'],
])('%s is a real file of its kind', (name, start) => {
  expect(Buffer.from(kitFile(name, 'Titre (1)')).toString('latin1').startsWith(start)).toBe(true);
});

test('the table of a PDF points at its objects', () => {
  const text = Buffer.from(kitFile('affiche.pdf', 'Affiche (été)')).toString('latin1');
  const offsets = [...text.matchAll(/^(\d{10}) 00000 n /gm)].map(([, at]) => Number(at));
  expect(offsets.map((at, index) => text.startsWith(`${index + 1} 0 obj`, at))).toEqual(offsets.map(() => true));
  expect(text.startsWith('xref', Number(/startxref\n(\d+)/.exec(text)?.[1]))).toBe(true);
});

test('the same title gives the same bytes, and the whole kit is small', () => {
  const sizes = picardie.kit.items.map(({ fileName, title }) => kitFile(fileName, title).length);
  expect(Math.max(...sizes)).toBeLessThan(10_000);
  expect(kitFile('a.pdf', 'x')).toEqual(kitFile('b.pdf', 'x'));
});
