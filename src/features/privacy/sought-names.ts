import { capitals } from '../../access/personal/spelling.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { hadElsewhere } from './elsewhere-store.ts';
import type { Doing } from './erasure.ts';
import { calledAlike, erasureStore } from './erasure-store.ts';
import { singleNames } from './single-names.ts';

/** The names that an erasure looks for. */
type SoughtNames = Pick<Doing['needles'], 'names' | 'single' | 'others'> & Pick<Doing, 'elsewhere'>;

/** Returns which of the names by which this person was called are to be looked for, and in which other names they stand. */
export async function soughtNames(
  scope: RegionScope,
  personId: string,
  called: readonly string[],
): Promise<SoughtNames> {
  const others = await erasureStore(scope).others(personId, called);
  // A name that somebody else has too is theirs.
  const alsoOthers = new Set(others.map(capitals));
  const names = called.filter((name) => !alsoOthers.has(capitals(name)));
  const alone = names.filter((name) => !/\s/.test(name.trim()));
  const single = singleNames(alone, [...others, ...(await calledAlike(scope, personId, alone))]);
  return { names, single, others: [...others], elsewhere: [...(await hadElsewhere(scope, names))] };
}

/**
 * Returns an erasure that looks for these names, too, by which the person was called; the same one where none of them is theirs alone. As
 * it isn't known whether they are written as words here, those of one word go only where they are meant.
 */
export async function seekingToo(
  scope: RegionScope,
  neutralId: string,
  doing: Doing,
  called: readonly string[],
): Promise<Doing> {
  const { needles } = doing;
  const known = new Set([...needles.names, needles.words.name, '']);
  const fresh = [...new Set(called)].filter((name) => !known.has(name));
  if (fresh.length === 0) return doing;
  const { names, single, others, elsewhere } = await soughtNames(scope, neutralId, fresh);
  if (names.length === 0) return doing;
  return {
    ...doing,
    needles: {
      ...needles,
      names: [...needles.names, ...names],
      others: [...new Set([...needles.others, ...others])],
      single: {
        names: [...needles.single.names, ...single.names],
        words: [...needles.single.words, ...single.names],
      },
    },
    elsewhere: [...doing.elsewhere, ...elsewhere],
    found: true,
    // What was looked through before was it without them, however often, and places opened since may show them.
    ...{ round: 1, searched: false, homesListed: false },
  };
}
