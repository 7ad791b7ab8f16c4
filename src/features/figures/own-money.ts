import { fold } from '../../reading/index.ts';

/** Words by which a line of a budget is the chamber's own money. */
const OWN = /\b(autofinancement|fonds propres|ressources propres|own funds|own resources|own money|self[- ]?fund)/;

/** A budget in two parts, in euros. */
export interface SplitBudget {
  readonly own: number;
  readonly external: number;
}

/**
 * Splits a budget into the chamber's own money and what others gave. Lines are its own that say so, or that are named after it, in
 * whole or by the first words of its name. Null where none is: that the chamber gave nothing isn't said by that.
 */
export function splitBudget(
  lines: readonly { readonly funder: string; readonly amount: number }[],
  chamber: string,
): SplitBudget | null {
  const itself = words(chamber);
  const isOwn = (funder: string) => {
    const name = words(funder);
    return OWN.test(name) || (name !== '' && `${itself} `.startsWith(`${name} `));
  };
  if (!lines.some(({ funder }) => isOwn(funder))) return null;
  const sum = (wanted: boolean) =>
    lines.filter(({ funder }) => isOwn(funder) === wanted).reduce((all, { amount }) => all + amount, 0);
  return { own: sum(true), external: sum(false) };
}

function words(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
