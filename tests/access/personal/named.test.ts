import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Nameable, namesIn } from '../../../src/access/personal/named.ts';
import { scrubFor } from '../../../src/access/personal/scrub.ts';
import { bare, capitals } from '../../../src/access/personal/spelling.ts';

const WORDS = { name: '—', text: '—' };
const UUID = '0197f3a2-5c1d-7e42-9a51-3f6b8c2d1e0';

function somebody(index: number, names: readonly string[]): Nameable {
  const [personId, account] = [`${UUID}${index}`, `U0${index}ABC`];
  return { id: `identity-${index}`, personId, names, ids: [personId, account] };
}

/** Returns the ids of those of these people whom a scrub would take out of a text. */
function scrubbed(people: readonly Nameable[], organisations: readonly string[], body: unknown): string[] {
  return people
    .filter((one) => {
      const others = [...people.filter((other) => other !== one).flatMap(({ names }) => names), ...organisations];
      const also = new Set(others.map(capitals));
      const scrub = scrubFor(
        {
          names: one.names.filter((name) => !also.has(capitals(name))),
          ids: Object.fromEntries(one.ids.map((id) => [id, 'gone'])),
          ...{ texts: [], others, words: WORDS },
        },
        { ofWords: false },
      );
      return JSON.stringify(scrub.data(body)) !== JSON.stringify(body);
    })
    .map(({ id }) => id);
}

const PARTS = [
  'Ana',
  'Oriane',
  'Élise',
  'Elise',
  'Jean-Pierre',
  'Jean Pierre',
  'Lefèvre',
  "d'Arc",
  'Benali',
  'Œuvrard',
];
const name = fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const written = fc
  .tuple(
    name,
    fc.constantFrom(
      (one: string) => one,
      bare,
      (one: string) => one.toLowerCase(),
      (one: string) => one.normalize('NFD'),
      (one: string) => one.replace(' ', '\u202f'),
    ),
  )
  .map(([one, spell]) => spell(one));
const text = fc
  .array(fc.oneof(written, fc.constantFrom('et', 'Anaïs', '80', ', ', 'U01ABC', `${UUID}2`, 'U02ABCD', 'Amis')), {
    maxLength: 7,
  })
  .map((parts) => parts.join(' '));

it('names in a message just those whom a scrub would take out of it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 2, maxLength: 4, selector: bare }),
      fc.array(
        name.map((one) => `Amis ${one}`),
        { maxLength: 1 },
      ),
      text,
      (names, organisations, words) => {
        const people = names.map((one, index) => somebody(index, [one]));
        const body = { blocks: [{ kind: 'text', text: words }, { kind: 'U01ABC' }] };
        const found = namesIn(people, { organisations, titles: [] })(body);
        expect([...found].toSorted()).toEqual(scrubbed(people, organisations, body).toSorted());
      },
    ),
    { numRuns: 1_000 },
  );
});

it('leaves a name that two people or an organisation have to them, and one of one word in the title of an event', () => {
  const [ana, twin, other] = [
    somebody(1, ['Oriane']),
    somebody(2, ['Paul Petit']),
    somebody(3, ['Paul Petit']),
  ] as const;
  const within = (words: string) => [
    ...namesIn([ana, twin, other], { organisations: ['Oriane'], titles: [] })({ words }),
    ...namesIn([ana], { organisations: [], titles: ['Oriane raconte'] })({ words }),
  ];
  expect(within('Paul Petit et Oriane raconte')).toEqual([]);
  expect(within('Oriane propose')).toEqual([ana.id]);
});

it('leaves a name that somebody had before to whoever has it now, and to them where nobody has', () => {
  const former = { ...somebody(1, ['Marie du Pont']), formerNames: ['Marie Dupont', 'Paule Vidal'] };
  const now = somebody(2, ['Marie DUPONT']);
  const whom = namesIn([former, now], { organisations: [], titles: [] });
  expect([...whom({ words: 'Marie Dupont et Marie DUPONT' })]).toEqual([now.id]);
  expect([...whom({ words: 'Paule Vidal' })]).toEqual([former.id]);
});

it('knows of two accounts of one person both, by the name that either has', () => {
  const [slack, discord] = [somebody(1, ['Lucie B.']), { ...somebody(1, ['Lucie Bernard']), id: 'elsewhere' }] as const;
  const whom = namesIn([slack, discord], { organisations: [], titles: [] });
  for (const words of ['Lucie B. a proposé', 'LUCIE BERNARD']) {
    expect([...whom({ words })].toSorted()).toEqual([discord.id, slack.id].toSorted());
  }
  expect([...whom({ words: 'Lucie Bernardin' })]).toEqual([]);
});
