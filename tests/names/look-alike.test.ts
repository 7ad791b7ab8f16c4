import { describe, expect, it } from 'vitest';
import { legible } from '../../src/chat/legible.ts';
import { seenUser } from '../../src/dispatch/seen-user.ts';
import { mixedWord, nameKey } from '../../src/names/index.ts';

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

  it.each(['Jаrdins', 'pаypаl', 'Сlaire', 'Οrange', 'Emmaüѕ'])('%s mixes alphabets', (name) => {
    expect(mixedWord(`Les ${name} de l’Oise`)).toBe(name);
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
    expect(mixedWord(name)).toBeNull();
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
  expect(seenUser({ ...user, name: 'Сlaire' }).name).toBe('⚠ Сlaire');
  expect(seenUser({ ...user, name: 'Cla\u202eire\u200b' }).name).toBe('Claire');
  expect(seenUser({ ...user, name: 'محمد' }).name).toBe('محمد');
});
