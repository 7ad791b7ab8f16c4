import { fold } from '../names/fold.ts';

/**
 * Returns the form in which names of places are compared: folded, hyphens and apostrophes as spaces, "St", "Ste" and
 * "s/" written out. "St-Martin s/ Oise" and "SAINT MARTIN SUR OISE" become the same.
 */
export function placeKey(name: string): string {
  return fold(name)
    .replace(/\bs\//g, 'sur ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\b(st|ste|sts|stes)(?= )/g, (_, short: string) =>
      short.replace('st', 'saint').replace('sainte', 'sainte'),
    )
    .replace(/\blez\b/g, 'les');
}

/** Removes the article that many leave out: "Le Crotoy", "L'Abergement". */
export function withoutArticle(key: string): string {
  return key.replace(/^(?:le|la|les|l) (?=.)/, '');
}
