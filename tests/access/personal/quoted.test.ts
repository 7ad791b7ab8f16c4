import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quotedIn } from '../../../src/access/personal/quoted.ts';
import { scrubFor } from '../../../src/access/personal/scrub.ts';

/** Returns the people of whom a scrub would take texts out of a message. */
function scrubbed(texts: readonly (readonly [personId: string, text: string])[], body: unknown): string[] {
  const people = [...new Set(texts.map(([personId]) => personId))];
  return people.filter((one) => {
    const own = texts.filter(([personId]) => personId === one).map(([, text]) => text);
    const words = { name: '—', text: '—' };
    const scrub = scrubFor({ names: [], ids: {}, others: [], texts: own, words }, { ofWords: false });
    return JSON.stringify(scrub.data(body)) !== JSON.stringify(body);
  });
}

const PARTS = [
  'Une fanfare',
  'traverse Laon',
  "en chantant l'été",
  'ÉTÉ',
  'au marché',
  '06 12 34 56 78',
  'ana@exemple.org',
  'x',
  'Œuvre',
  'tous les matins de la semaine, jusqu’au dernier jour du mois',
];
const words = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
const written = fc
  .tuple(
    words,
    fc.constantFrom(
      (one: string) => one,
      (one: string) => one.normalize('NFD'),
      (one: string) => one.replaceAll(' ', '\u202f'),
      (one: string) => one.replaceAll("'", '’'),
      (one: string) => one.toUpperCase(),
      (one: string) => one.slice(0, 65),
      (one: string) => `\u200b${one}s`,
    ),
  )
  .map(([one, spell]) => spell(one));

it('knows just those whose texts a scrub would take out of a message', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('ana', 'bilal', 'chloé'), written), { maxLength: 5 }),
      fc.array(fc.oneof(written, fc.constantFrom('Il a dit : «', '», et', 'Merci.')), { maxLength: 4 }),
      (texts, parts) => {
        const body = {
          blocks: [
            { kind: 'text', text: parts.join(' ') },
            { kind: 'list', items: parts },
          ],
        };
        const found = quotedIn(texts.map(([personId, text]) => ({ personId, text })))(body);
        expect([...found].toSorted()).toEqual(scrubbed(texts, body).toSorted());
      },
    ),
    { numRuns: 1_000 },
  );
});

it('takes no short text for anybody’s, and a long one by its beginning', () => {
  const whose = quotedIn([
    { personId: 'ana', text: 'Très bien' },
    {
      personId: 'bilal',
      text: `Nous avons planté des arbres avec les enfants de l'école, puis ${'encore '.repeat(40)}`,
    },
  ]);
  expect([...whose({ text: 'Très bien' })]).toEqual([]);
  expect([...whose({ text: "« Nous avons planté des arbres avec les enfants de l'école, puis enc… »" })]).toEqual([
    'bilal',
  ]);
});
