/**
 * Returns what somebody is called by, of the name they are shown under: "Ana" of "Ana Lopes" and of "LOPES Ana". A name
 * that doesn't begin with one, such as "J. Lopes", "[Moulin] Ana" or "LE GALL", stays whole. Null where there is none, and for
 * an address, by which nobody is called: "ada@exemple.fr".
 */
export function firstName(shown: string): string | null {
  const whole = shown.trim();
  const words = whole.split(/\s+/u);
  if (words[0]?.includes('@')) return null;
  if (!NAME.test(words[0] ?? '')) return whole === '' ? null : whole;
  // French administrations write family names in capitals, and often first.
  const [name = whole, ...others] = words.filter((word) => NAME.test(word) && !isInCapitals(word));
  // "van der Berg" begins with a particle.
  return isInSmall(name) && others.some((word) => !isInSmall(word)) ? whole : name;
}

/** Two letters or more, and what may stand between them: "Ana", "Jean-Pierre", "D'Arcy", "Ana80". */
const NAME = /^\p{L}[\p{L}\p{M}\p{N}'’-]*[\p{L}\p{M}\p{N}]$/u;

function isInSmall(word: string): boolean {
  return word === word.toLocaleLowerCase() && word !== word.toLocaleUpperCase();
}

function isInCapitals(word: string): boolean {
  return word === word.toLocaleUpperCase() && word !== word.toLocaleLowerCase();
}
