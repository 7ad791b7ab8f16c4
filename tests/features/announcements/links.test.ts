import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  linkDestination,
  MAX_ADDRESS,
  MAX_LABEL,
  MAX_LINKS,
  readLinks,
} from '../../../src/features/announcements/links.ts';

const page = 'https://exemple.fr/inscription';
const longest = `https://exemple.fr/${'a'.repeat(MAX_ADDRESS - 19)}`;

describe('the links of an announcement as typed', () => {
  it.each([
    ['an address', 'exemple.fr/inscription', [[null, page]]],
    ['a label before it', "S'inscrire : exemple.fr/inscription", [["S'inscrire", page]]],
    ['a label without a sign between', "S'inscrire https://exemple.fr/inscription", [["S'inscrire", page]]],
    ['an arrow, or a dash', "S'inscrire – → exemple.fr/inscription", [["S'inscrire", page]]],
    ['a label after it', "exemple.fr/inscription S'inscrire ici", [["S'inscrire ici", page]]],
    ['as Slack writes it', "S'inscrire <https://exemple.fr/inscription|exemple.fr ici>", [["S'inscrire", page]]],
    ['a label with a dot in it', 'Voir M.Dupont : https://exemple.fr/inscription', [['Voir M.Dupont', page]]],
    [
      'two lines',
      `${page}\n\n  Plan : www.exemple.fr/plan `,
      [
        [null, page],
        ['Plan', 'https://www.exemple.fr/plan'],
      ],
    ],
    [
      'two on one line',
      'Plan : www.exemple.fr/plan ; Venir : www.exemple.org',
      [
        ['Plan', 'https://www.exemple.fr/plan'],
        ['Venir', 'https://www.exemple.org/'],
      ],
    ],
    [
      'two on one line, parted without a space',
      'Plan : www.exemple.fr/plan;; Venir : www.exemple.org,',
      [
        ['Plan', 'https://www.exemple.fr/plan'],
        ['Venir', 'https://www.exemple.org/'],
      ],
    ],
    [
      'a label as long as a button',
      `${'o'.repeat(MAX_LABEL)} exemple.fr`,
      [['o'.repeat(MAX_LABEL), 'https://exemple.fr/']],
    ],
    ['an address as long as may be', longest, [[null, longest]]],
    ['as many as may be', 'exemple.fr\n'.repeat(MAX_LINKS), Array(MAX_LINKS).fill([null, 'https://exemple.fr/'])],
    ['nothing', ' \n ', []],
  ])('%s', (_, typed, links) => {
    expect(readLinks(typed)).toEqual({ ok: true, links: links.map(([label, url]) => ({ label, url })) });
  });

  it.each([
    ['words alone', "S'inscrire\nexemple.fr", 'noAddress', "S'inscrire"],
    [
      'a second address that is not clearly one',
      'Plan : www.exemple.fr ; Venir : exemple.org',
      'noAddress',
      'Venir : exemple.org',
    ],
    ['words after two addresses', 'www.exemple.fr www.exemple.org Venir', 'noAddress', 'Venir'],
    [
      'an address of another kind',
      'Ici : javascript://exemple.fr/%0aalert(1)',
      'address',
      'javascript://exemple.fr/%0aalert(1)',
    ],
    ['an address nobody else reaches', 'http://localhost:3000', 'address', 'http://localhost:3000'],
    ['a label longer than a button', `${'o'.repeat(MAX_LABEL + 1)} exemple.fr`, 'longLabel', 'o'.repeat(MAX_LABEL + 1)],
    ['an address longer than its field', `exemple.fr/${'é'.repeat(90)}`, 'longAddress', `exemple.fr/${'é'.repeat(90)}`],
    [
      'one too many',
      Array(MAX_LINKS + 1)
        .fill('exemple.fr')
        .join('\n'),
      'tooMany',
      Array(MAX_LINKS + 1)
        .fill('exemple.fr')
        .join('\n'),
    ],
  ])('%s is said to be wrong', (_, typed, problem, about) => {
    expect(readLinks(typed)).toEqual({ ok: false, problem, typed: about });
  });

  it('come back as they were when the form is opened again', () => {
    const label = fc.string({ minLength: 1, maxLength: MAX_LABEL, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(label, fc.webPath()), { maxLength: MAX_LINKS }), (typed) => {
        const first = readLinks(
          typed.map(([label, path]) => `${label.replaceAll('\n', ' ')} https://exemple.fr${path}`).join('\n'),
        );
        fc.pre(first.ok);
        const links = first.links.map(({ label, url }) => ({ label: label ?? linkDestination(url), url }));
        const typedAgain = links.map(({ label, url }) => `${label} : ${url}`).join('\n');
        const again = readLinks(typedAgain);
        expect(again).toEqual({ ok: true, links });
        expect(typedAgain.length).toBeLessThanOrEqual(3_000);
      }),
    );
  });

  it('are called after where they lead when they have no label', () => {
    expect(linkDestination('https://www.exemple.fr/')).toBe('exemple.fr');
    expect(linkDestination('http://exemple.fr/plan/')).toBe('exemple.fr/plan');
    expect(linkDestination('https://exemple.fr/?de=https://exemple.org')).toBe('exemple.fr/?de=https://exemple.org');
  });
});
