/** Letters of other scripts that look like Latin ones, as in Unicode's list of confusables (UTS #39). */
const LOOK_ALIKE = new Map(
  Object.entries({
    // Cyrillic
    ...{
      А: 'A',
      В: 'B',
      Е: 'E',
      К: 'K',
      М: 'M',
      Н: 'H',
      О: 'O',
      Р: 'P',
      С: 'C',
      Т: 'T',
      У: 'Y',
      Х: 'X',
      Ѕ: 'S',
      І: 'I',
      Ј: 'J',
    },
    ...{
      а: 'a',
      е: 'e',
      к: 'k',
      о: 'o',
      р: 'p',
      с: 'c',
      у: 'y',
      х: 'x',
      ѕ: 's',
      і: 'i',
      ј: 'j',
      һ: 'h',
      ԁ: 'd',
      ԛ: 'q',
      ԝ: 'w',
    },
    ...{ Ԛ: 'Q', Ԝ: 'W', Һ: 'H', ӏ: 'l', Ӏ: 'I', т: 't', м: 'm', н: 'h', в: 'b', ь: 'b' },
    // Greek
    ...{
      Α: 'A',
      Β: 'B',
      Ε: 'E',
      Ζ: 'Z',
      Η: 'H',
      Ι: 'I',
      Κ: 'K',
      Μ: 'M',
      Ν: 'N',
      Ο: 'O',
      Ρ: 'P',
      Τ: 'T',
      Υ: 'Y',
      Χ: 'X',
    },
    ...{ α: 'a', γ: 'y', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', σ: 'o', τ: 't', υ: 'u', χ: 'x' },
    // Armenian, and Latin letters of their own
    ...{ օ: 'o', ս: 'u', հ: 'h', ո: 'n', զ: 'q', ց: 'g', Օ: 'O', Տ: 'S', ı: 'i', ɑ: 'a', ɡ: 'g', ɩ: 'i', ʏ: 'y' },
  }),
);

/**
 * Latin letters with a stroke, a hook or a tail, and small capitals, each before the letter it looks like. Unicode doesn't take
 * them for letters with an accent.
 */
const DECORATED = [
  'ƀbɓbƈcđdɖdɗdɇeƒfɠgǥgħhɨiɉjƙkłlƚlɲnƞnøoƥpɍrŧtƭtʈtʉuʋvƴyɏyƶzȥz',
  'ᴀaʙbᴄcᴅdᴇeɢgʜhɪIᴊjᴋkʟlᴍmɴnᴏoᴘpʀrᴛtᴜuᴠvᴡwᴢz',
].join('');
const plainLetters = new Map(
  [...DECORATED.matchAll(/(.)(.)/gu)].flatMap(([, letter = '', plain = '']) => [
    [letter.toUpperCase(), plain.toUpperCase()] as const,
    [letter, plain] as const,
  ]),
);

/** Returns the text without strokes, hooks and tails on its letters: honest names have some, so this serves to ask. */
export function withoutStrokes(text: string): string {
  return text.replace(/\P{ASCII}/gu, (letter) => plainLetters.get(letter) ?? letter);
}

/**
 * Returns the text in the Latin letters that it looks like (its skeleton in UTS #39), so that names that look alike
 * become the same.
 */
export function skeleton(text: string): string {
  return text.replace(/\P{ASCII}/gu, (letter) => LOOK_ALIKE.get(letter) ?? letter);
}

const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/**
 * Returns the first word that mixes letters of scripts which look like each other, as only somebody who wants to be
 * taken for another writes. Null when there is none. Words of different scripts side by side don't count.
 */
export function mixedScriptWord(text: string): string | null {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.find((word) => scripts.filter((script) => script.test(word)).length > 1) ?? null;
}
