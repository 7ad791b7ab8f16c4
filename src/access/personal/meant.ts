import { spelt } from './spelling.ts';

/**
 * Names of one word within what others wrote. Such a name may be a word like any other, another's first name, or a part of something's:
 * "la rose", "Rose Dupont", "rue Rose". It is taken for its person where the way it stands there leaves nothing else.
 */

/** A capital and at least two letters more. */
const LIKE_A_NAME = /^\p{Lu}[\p{L}\p{M}'’-]{2,}$/u;
/** Matches a word with a digit in it, which is a name: nobody writes other words like that. */
const LIKE_AN_ACCOUNT = /^\p{L}[\p{L}\p{M}\d._-]{3,}$/u;
const DIGIT = /\d/u;

/** First names that are words, too: at the beginning of a sentence they may be either. */
const ALSO_WORDS = new Set(
  (
    'aimé aimée amande ambre ange anémone aube aurore avril barbe baptiste basile beau béni bienvenue blanc blanche blandine bleuet ' +
    'bonne brice brune bruno camélia candide cannelle capucine cerise cécité céleste chance charlotte cher chère claire clair clémence ' +
    'clémentine colombe constance constant coralie corail cyprien dahlia désiré désirée dimanche dominique dora douce églantine éloi ' +
    'emblème espérance ève fantine faust félicité fidèle fleur flore florence florent florian fortune franc france franche garance ' +
    'gentil germaine germain grâce gloire harmonie hélice honoré honorine hortense innocent iris jacinthe jade jasmin jean joie jour ' +
    'joyeux julienne juste laure laurier lilas lis lise loup luce lune lys madeleine marguerite marie marin marine martin maxime ' +
    'mélisse merci mérite mignon modeste muguet myrtille narcisse noël noisette océane océan olive olivier or paix paloma parfait ' +
    'pascal pascale patience perle pervenche petit pierre placide prudence prune prunelle quentin rayon régal reine rêve rémi ' +
    'richard riche robin roman romane rose roseline rosier rousseau saison sauveur serein sereine simple solène soleil sylvestre ' +
    'temps tendre tulipe urbain valence valentine vallée vaillant véronique victoire violette violine vivien zéphyr ' +
    'amber april art august autumn basil bay bill bob bonnie brook buddy carol chance chase chip christian clay cliff colt crystal ' +
    'daisy dawn dean dean dick dot drew duke earl eve faith fern flora frank gene ginger grace grant gray guy harmony harry hazel ' +
    'heath heather holly hope hunter ivy jack jade jasmine jay jean jewel job josh joy june junior kit lance laurel lily mark marsh ' +
    'mason max may melody mercy miles misty norm olive opal page pat patience pearl penny peter pierce poppy pride prudence ray ' +
    'reed rich rick river rob robin rocky rod roman rose ruby rusty sage sandy sky star storm sue summer sunny tad taylor terry ' +
    'tony trinity violet will win woody wren'
  ).split(' '),
);

/** Days and months, which people write with a capital though none belongs there. */
const CALENDAR = new Set(
  (
    'lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre ' +
    'décembre monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september ' +
    'october november december'
  ).split(' '),
);

/** After these a word is the name of a thing, or no name: "la Rose", "une Claire", "rue Rose". */
const BEFORE_THINGS = new Set(
  (
    'le la les l un une des du ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs aux au ' +
    'the a an this that these those my your his her our their ' +
    'rue place avenue boulevard bd allée allee chemin impasse quai square cours pont port parc jardin école ecole collège college lycée ' +
    'lycee salle café cafe restaurant espace maison centre association saint sainte st ste théâtre theatre cinéma cinema hôtel hotel ' +
    'street road park school room hall house'
  ).split(' '),
);

/** Returns whether a name of one word is written as names are. */
export function isLikeAName(name: string): boolean {
  const whole = name.normalize('NFC');
  const isLike = LIKE_A_NAME.test(whole) || (DIGIT.test(whole) && LIKE_AN_ACCOUNT.test(whole));
  return isLike && !CALENDAR.has(spelt(name).normalize('NFC').toLowerCase());
}

/** Returns whether a name is a word, too, as far as that is known without looking at what people write. */
export function isAlsoWord(name: string): boolean {
  return ALSO_WORDS.has(spelt(name).normalize('NFC').toLowerCase());
}

/** Returns those of these names that stand in a text, or in JSON data, in small letters, as words do. */
export function writtenSmall(value: unknown, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const text = typeof value === 'string' ? value : JSON.stringify(value).replaceAll('\\n', ' ');
  const words = new Set(spelt(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
  return names.filter((name) => {
    const small = spelt(name).toLowerCase();
    return small !== spelt(name) && words.has(small);
  });
}

/** A stretch of a text in which a name stands. */
export interface NameStanding {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** After these a capital is that of somebody's name, though the name is a word, too: "avec Rose". */
const BEFORE_PEOPLE = new Set(
  'avec par chez pour à et que qu merci bonjour bonsoir salut bravo cher chère with by for to and from thanks hello dear'.split(
    ' ',
  ),
);

/** Words that lead to anything, and have their capital from the sentence that they begin. */
const BEGINNINGS = new Set(
  (
    'selon quand comme mais donc car si demander demandez voir voyez après avant sans sauf sur contre vers puis alors dont où ' +
    'when if but as ask see after before without then so where'
  ).split(' '),
);

/** No more letters than these beside a name are looked at. */
const FAR = 200;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const NOTHING_BETWEEN = /^['’]?[ \u00a0\u202f]*$/u;
const NEXT_HAS_CAPITAL = /^[ \u00a0\u202f]+\p{Lu}/u;
const PART_OF_MORE_BEFORE = /[-\u2010\u2011@#/\\_.]$/u;
const PART_OF_MORE_AFTER = /^(?:[-\u2010\u2011@/\\_]|\.[\p{L}\p{N}])/u;

/**
 * Returns whether a name that is spelt as it stands there is meant as its person. `isWord` tells whether it is known as a word, too, or
 * not known not to be one.
 */
export function meansPerson({ text, from, to }: NameStanding, isWord: boolean): boolean {
  const [before, after] = [text.slice(Math.max(0, from - FAR), from), text.slice(to, to + FAR)];
  // A part of another name, of an address, or of something longer.
  if (PART_OF_MORE_BEFORE.test(before) || PART_OF_MORE_AFTER.test(after) || NEXT_HAS_CAPITAL.test(after)) return false;
  const previous = [...before.matchAll(WORD)].at(-1);
  const between = previous ? before.slice(previous.index + previous[0].length) : '';
  if (!previous || !NOTHING_BETWEEN.test(between)) return !isWord;
  const [word] = previous;
  const small = word.toLowerCase();
  // "d'Omar", "qu'Omar", but not "l'Olivier".
  if (between !== '' && between.trim() !== '') return !isWord && (small === 'd' || small === 'qu');
  if (BEFORE_THINGS.has(small)) return false;
  if (isWord && !BEFORE_PEOPLE.has(small)) return false;
  // "Merci Omar" begins a sentence, "Anne Omar" or "le Relais Omar" is somebody else's name, or something's.
  return !/^\p{Lu}/u.test(word) || BEFORE_PEOPLE.has(small) || BEGINNINGS.has(small);
}
