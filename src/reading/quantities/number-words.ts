/** Numbers written as words, in French and English: "deux cents", "quatre-vingt-dix", "two hundred and five". */

const UNITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    zero: 0,
    un: 1,
    une: 1,
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    onze: 11,
    douze: 12,
    treize: 13,
    quatorze: 14,
    quinze: 15,
    seize: 16,
    vingt: 20,
    vingts: 20,
    trente: 30,
    quarante: 40,
    cinquante: 50,
    soixante: 60,
    septante: 70,
    huitante: 80,
    octante: 80,
    nonante: 90,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fourty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
  }),
);

const HUNDRED = new Set(['cent', 'cents', 'hundred']);
const LARGE: ReadonlyMap<string, number> = new Map(
  Object.entries({
    mille: 1000,
    mil: 1000,
    thousand: 1000,
    million: 1e6,
    millions: 1e6,
    milliard: 1e9,
    milliards: 1e9,
    billion: 1e9,
  }),
);

/**
 * Returns the number that the words make, or null when they make none ("deux trois", "vingt beaucoup").
 * @param words folded, without hyphens.
 */
export function numberFromWords(words: readonly string[]): number | null {
  let total = 0;
  let group: number | null = null;
  let lastLarge = Number.POSITIVE_INFINITY;
  for (const [index, word] of words.entries()) {
    const unit = UNITS.get(word);
    const large = LARGE.get(word);
    if (unit !== undefined) {
      const joined: number | null = group === null ? unit : addedTo(group, unit, word);
      if (joined === null) return null;
      group = joined;
    } else if (HUNDRED.has(word)) {
      if (group !== null && (group < 1 || group > 99)) return null;
      group = (group ?? 1) * 100;
    } else if (large !== undefined) {
      if (large >= lastLarge || group === 0) return null;
      total += (group ?? 1) * large;
      group = null;
      lastLarge = large;
    } else if (!isJoining(word) || index === 0 || index === words.length - 1) {
      return null;
    }
  }
  if (group === null && lastLarge === Number.POSITIVE_INFINITY) return null;
  return total + (group ?? 0);
}

/** Returns whether a word joins numbers: "vingt" + "et" + "un", "two hundred and five". */
function isJoining(word: string): boolean {
  return word === 'et' || word === 'and';
}

/** Adds a smaller number to a larger one of a higher rank; only "quatre-vingt" multiplies. */
function addedTo(group: number, unit: number, word: string): number | null {
  const rest = group % 100;
  if ((word === 'vingt' || word === 'vingts') && rest === 4) return group - 4 + 80;
  if (rest === 0 && group >= 100) return group + unit;
  if (rest % 10 !== 0 || rest < 20 || unit === 0) return null;
  // "soixante-dix", "quatre-vingt-onze".
  const teens = rest === 60 || rest === 80;
  return unit < 10 || (teens && unit < 20) ? group + unit : null;
}
