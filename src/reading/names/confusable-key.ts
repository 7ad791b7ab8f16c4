import { skeleton } from './confusables.ts';
import { isDistinctive } from './distinctive-words.ts';
import { fold } from './fold.ts';

/**
 * What a name looks like: two names have one key when an eye takes one for the other, also by signs of one alphabet: I, l, 1
 * and |; O and 0; rn and m; vv and w. Articles, legal forms and spaces are left out. Two honest names may share one: it is
 * for asking whether both are the same, never for refusing one.
 */
export function confusableKey(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .replace(LAW, ' ')
      .match(/[\p{L}\p{M}\p{N}|]+/gu) ?? [];
  const telling = words.filter((word) => isDistinctive(fold(skeleton(word))) && !ELIDED.test(word));
  return (telling.length > 0 ? telling : words).map(seen).join('');
}

const LAW = /\bloi (?:de )?1901\b/gi;
/** An article before a vowel, also where another sign stands for its letter: "l'Oise", "I'Oise". */
const ELIDED = /^[lI|]$/;

function seen(word: string): string {
  // Before case is folded: a small i looks like none of them.
  const upright = skeleton(word).replace(/[I1|]/g, 'l').replaceAll('0', 'o');
  return skeleton(fold(upright)).replaceAll('rn', 'm').replaceAll('vv', 'w');
}
