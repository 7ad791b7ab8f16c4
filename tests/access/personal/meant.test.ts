import { describe, expect, it } from 'vitest';
import { isAlsoWord, isLikeAName, writtenSmall } from '../../../src/access/personal/meant.ts';
import { scrubFor } from '../../../src/access/personal/scrub.ts';
import { singleNames } from '../../../src/features/privacy/single-names.ts';

const words = { name: '—', text: '…' };

/** Returns another person's words as they read where somebody of this name is erased. */
const without = (name: string, text: string, isWord = isAlsoWord(name)): string =>
  scrubFor(
    { names: [name], ids: {}, texts: [], others: [], words, single: { names: [name], words: isWord ? [name] : [] } },
    { ofWords: true },
  ).text(text);

describe('a name of one word', () => {
  it.each([
    ['Lou', 'Lou a apporté le four.', '— a apporté le four.'],
    ['Lou', 'On a ri. Lou surtout !', 'On a ri. — surtout !'],
    ['Lou', 'Merci Lou, et bravo à Omar', 'Merci —, et bravo à Omar'],
    ['Lou', 'avec Lou et Ana', 'avec — et Ana'],
    ['Lou', 'Selon Lou, tout va. Et Lou rit.', 'Selon —, tout va. Et — rit.'],
    ['Lou', '- Lou : le four\n- Ana : le pain', '- — : le four\n- Ana : le pain'],
    ['Lou', 'présents : Ana, Lou, Omar', 'présents : Ana, —, Omar'],
    ['Omar', "la recette d'Omar", "la recette d'—"],
    ['Omar', 'la recette d’Omar', 'la recette d’—'],
    ['Zoé', 'Zoe\u0301 viendra', '— viendra'],
    ['Jean-Luc', 'avec Jean-Luc samedi', 'avec — samedi'],
    ['Rose', 'on l’a fait avec Rose et ses voisins', 'on l’a fait avec — et ses voisins'],
    ['Claire', 'Merci à Claire.', 'Merci à —.'],
  ])('goes where it is meant as one: %s, "%s"', (name, text, left) => {
    expect(without(name, text)).toBe(left);
  });

  it.each([
    ['Rose', 'Une rose, et Rose Dupont'],
    ['Rose', 'Rose ou bleue, la couleur de l’affiche'],
    ['Rose', 'avec Rose Dupont et Jean Rose'],
    ['Rose', 'la vie en Rose'],
    ['Rose', 'place Rose, au Café Rose'],
    ['Claire', 'Claire et courte, la phrase plaît'],
    ['Olive', 'une huile d’Olive'],
    ['Lou', 'le Relais Lou, rue Lou'],
    ['Lou', 'Marie-Lou et Lou-Anne'],
    ['Lou', 'lou, LOU, Loup, Louise'],
    ['Lou', 'écrire à Lou@example.org ou sur example.org/Lou'],
    ['Lou', 'Lou Martin viendra, Anne Lou aussi'],
    ['Omar', "l'Omar des jardins"],
  ])('stays where it is somebody else’s, a thing’s or a word: %s, "%s"', (name, text) => {
    expect(without(name, text)).toBe(text);
  });

  it('that people also write as a word stays at the beginning of a sentence', () => {
    expect(writtenSmall('Cherchons un boulanger', ['Boulanger'])).toEqual(['Boulanger']);
    expect(writtenSmall({ text: 'À faire :\nboulanger, affiche' }, ['Boulanger', 'Lou'])).toEqual(['Boulanger']);
    expect(writtenSmall('Le Boulanger est là, les boulangers aussi', ['Boulanger'])).toEqual([]);
    expect(without('Boulanger', 'Boulanger recherché', true)).toBe('Boulanger recherché');
    expect(without('Boulanger', 'Boulanger recherché', false)).toBe('— recherché');
  });

  it.each(['Lou', 'Omar', 'Jean-Luc', 'Zoé', 'lou42'])('is one as people write it: %s', (name) => {
    expect(isLikeAName(name)).toBe(true);
  });

  it.each(['lou', 'Li', 'Mai', 'Lundi', 'June', '✨', 'a1'])('is none: %s', (name) => {
    expect(isLikeAName(name)).toBe(false);
  });

  it('is looked for in others’ words only where nobody and nothing else is called so', () => {
    expect(singleNames(['Lou', 'Omar'], ['Omar Benali'])).toEqual({ names: ['Lou'], words: [] });
    expect(singleNames(['Lou'], ['Louise'])).toEqual({ names: ['Lou'], words: [] });
    expect(singleNames(['Lou'], ['La fanfare de Lou'])).toEqual({ names: [], words: [] });
    expect(singleNames(['Amiens', 'Bretagne', 'Oise'], [])).toEqual({ names: [], words: [] });
    expect(singleNames(['Rose'], [])).toEqual({ names: ['Rose'], words: ['Rose'] });
    // A word of the bot's own texts is never looked for.
    expect(singleNames(['Bonjour'], [])).toEqual({ names: [], words: [] });
  });

  it('is found in a long text as fast as in a short one', () => {
    const text = `${'a'.repeat(20_000)} ${'Lou '.repeat(5_000)}`;
    const began = performance.now();
    without('Lou', text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
