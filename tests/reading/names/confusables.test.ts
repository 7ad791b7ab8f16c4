import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legible } from '../../../src/chat/legible.ts';
import { displayedUser } from '../../../src/dispatch/running/displayed-user.ts';
import { isSimilarName, mixedScriptWord, nameKey } from '../../../src/reading/index.ts';
import { confusableKey } from '../../../src/reading/names/confusable-key.ts';

describe('a name that looks like another one', () => {
  it.each([
    ['Les Jardins partagés', 'Les Jаrdins pаrtagés'],
    ['COOP', 'СООР'],
    ['Scop Epice', 'Scop Еpісе'],
    ['Orange', 'Οrange'],
    ['Emmaüs', 'Ｅｍｍａüｓ'],
    ['Emmaüs', '𝐄𝐦𝐦𝐚ü𝐬'],
    ['Les Jardins', 'Les\u200d Jar\u200cdins'],
  ])('%s and %s are one', (ours, theirs) => {
    expect(ours).not.toBe(theirs);
    expect(nameKey(theirs)).toBe(nameKey(ours));
  });

  it.each([
    ['Le Moulin', 'Le MouIin'],
    ['Le Moulin', 'Le Mou1in'],
    ['Le Moulin', 'Le Mou|in'],
    ['Iris', 'lris'],
    ['Solidarité Oise', 'S0lidarité 0ise'],
    ['Germinal', 'Gerrninal'],
    ['La Ferme', 'La Ferrne'],
    ['Le Wagon', 'Le VVagon'],
    ['Les Amis de l’Oise', 'Les Amis de I’Oise'],
    ['SCOP Illico', 'SCOP lllico'],
    ['Asso. loi 1901 Le Fil', 'Le FiI'],
    ['COOP 10', 'COOP IO'],
    ['Bretagne', 'Ƀretagne'],
    ['Bretagne', 'ʙretaɠne'],
    ['Le Moulin', 'Le Mouƚin'],
    ['Łódź', 'Lodz'],
  ])('%s and %s are asked about: are they the same?', (ours, theirs) => {
    expect(isSimilarName(ours, theirs)).toBe(true);
    expect(isSimilarName(theirs, ours)).toBe(true);
  });

  it.each([
    ['Le Poil', 'Le Poli'],
    ['Emmaüs 1', 'Emmaüs 2'],
    ['Emmaüs 1', 'Emmaüs'],
    ['Le Fil', 'Le Fol'],
    ['Corne', 'Carme'],
    ['Ruche 60', 'Ruche 80'],
  ])('%s and %s are two, and nobody is asked', (one, other) => {
    expect(isSimilarName(one, other)).toBe(false);
  });

  it('any name looks like itself, and like the same with other signs for what looks alike', () => {
    const signs: Readonly<Record<string, string>> = { I: 'l', l: '1', O: '0', m: 'rn', w: 'vv' };
    const word = fc.array(fc.constantFrom('I', 'l', 'O', 'm', 'w', 'a', 'e', 's', 't'), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(word, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (letters, changed) => {
        const other = letters.map((letter, at) => (changed[at] ? (signs[letter] ?? letter) : letter));
        expect(confusableKey(other.join(''))).toBe(confusableKey(letters.join('')));
      }),
    );
  });

  it.each(['Jаrdins', 'pаypаl', 'Сlaire', 'Οrange', 'Emmaüѕ'])('%s mixes alphabets', (name) => {
    expect(mixedScriptWord(`Les ${name} de l’Oise`)).toBe(name);
  });

  it.each([
    'L’Œuvre à Beauvais, œcuménique',
    'جمعية التضامن',
    'עמותת הגליל ABC',
    'Дом культуры Lyon',
    'Ελλάδα Paris',
    'Żółć, naïve, Łódź, Ångström',
    '日本 Picardie',
    '👩‍👩‍👧‍👦 Familles 🏳️‍🌈',
    'IJsbeer ﬁn 2e',
  ])('%s is as it should be', (name) => {
    expect(mixedScriptWord(name)).toBeNull();
    expect(legible(name)).toBe(name);
  });
});

describe('what turns or hides words', () => {
  it.each([
    ['turns what follows', 'facture\u202egnp.exe', 'facturegnp.exe'],
    ['sets words apart', '\u2066\u2067abc\u2069\u2069', 'abc'],
    ['marks a direction', 'a\u200e\u200f\u061cb', 'ab'],
    ['hides between letters', 'Jar\u200bd\u2060i\ufeffn\u00ads', 'Jardins'],
    ['is nothing to see', 'a\u3164\uffa0\u115f\u1160b', 'ab'],
    ['hides a text', `a${String.fromCodePoint(0xe0041, 0xe0042)}b`, 'ab'],
  ])('%s: is left out', (_, typed, seen) => {
    expect(legible(typed)).toBe(seen);
  });

  it('joins emoji and letters: stays', () => {
    for (const text of ['👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '❤️', 'می‌خواهم', 'क्‍ष']) expect(legible(text)).toBe(text);
  });
});

it('a person whose name looks like another’s is shown with a mark, and no hidden sign', () => {
  const user = { platform: 'slack', id: 'U1', team: null, locale: null, administrator: null } as const;
  expect(displayedUser({ ...user, name: 'Сlaire' }).name).toBe('⚠ Сlaire');
  expect(displayedUser({ ...user, name: 'Cla\u202eire\u200b' }).name).toBe('Claire');
  expect(displayedUser({ ...user, name: 'محمد' }).name).toBe('محمد');
});
