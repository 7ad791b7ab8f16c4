import { skeleton, withoutStrokes } from './confusables.ts';
import { isDistinctive } from './distinctive-words.ts';
import { fold } from './fold.ts';

/**
 * Returns a key that is the same for names an eye takes for each other, also by characters of one alphabet: I, l, 1 and
 * |; O and 0; rn and m; vv and w; B and Ƀ. Articles, legal forms and spaces are left out. Two honest names may share one, so it
 * serves to ask whether both are the same, never to refuse one.
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
/** An article before a vowel, perhaps with another character in place of its letter: "l'Oise", "I'Oise". */
const ELIDED = /^[lI|]$/;

function seen(word: string): string {
  // This comes before case folding, because a small i looks like none of them.
  const upright = withoutStrokes(skeleton(word)).replace(/[I1|]/g, 'l').replaceAll('0', 'o');
  return skeleton(fold(upright)).replaceAll('rn', 'm').replaceAll('vv', 'w');
}
