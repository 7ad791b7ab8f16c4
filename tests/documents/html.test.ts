import { expect, it } from 'vitest';
import { htmlDocument } from '../../src/documents/html.ts';
import { paragraphPart } from '../../src/documents/outline.ts';

const read = (text: string, locale: 'fr' | 'en') => {
  const chapters = [{ id: 'essential', title: 'Bilan', parts: [paragraphPart(text)] }];
  return htmlDocument({ title: 'Bilan', subtitle: '', notices: [], chapters }, locale).match(/<p>(.*)<\/p>/)?.[1];
};

it('a page breaks its lines where the bot’s messages may, and keeps the apostrophes that people typed', () => {
  expect(read('« Gala » : 12 h 30, 5 km, 40 % !', 'fr')).toBe(
    '«\u00a0Gala\u00a0»\u00a0: 12\u00a0h\u00a030, 5\u00a0km, 40\u00a0%\u202f!',
  );
  // This colon belongs to a name.
  expect(read('la page :accueil', 'fr')).toBe('la page :accueil');
  expect(read("l'atelier", 'fr')).toBe('l&#39;atelier');
  expect(read('Gala : 5 km !', 'en')).toBe('Gala : 5 km !');
});
