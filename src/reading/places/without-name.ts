import { withinEdits } from '../names/edit-distance.ts';
import { townsIn } from './at-town.ts';
import type { Municipality } from './municipality.ts';
import { placeKey, withoutArticle } from './place-key.ts';

const BETWEEN = /([,;\n]|\s[-–—]\s)/;

/**
 * Removes a commune's name from a place as typed, once it is known which commune was meant: "Salle des fêtes,
 * Saint-Martin" becomes "Salle des fêtes" for Saint-Martin-Rivière. The name may be incomplete, misspelt or a single
 * word of it.
 */
export function withoutName(typed: string, { name }: Municipality): string {
  const pieces = typed.split(BETWEEN);
  // Parts and separators alternate; the commune mostly stands last.
  for (let index = pieces.length - 1; index >= 0; index -= 2) {
    const part = pieces[index] ?? '';
    if (names(part, name)) {
      const from = Math.max(0, index - 1);
      return pieces.toSpliced(from, 2).join('').trim();
    }
    const at = townsIn(part).at(-1);
    if (at && names(at.after, name)) return pieces.with(index, at.before).join('').trim();
  }
  return typed;
}

function names(typed: string, name: string): boolean {
  const [part, whole] = [typed.replace(/\([^)]*\)?|\b\d{5}\b/g, ' '), name].map((text) =>
    withoutArticle(placeKey(text)),
  );
  if (!part || !whole || part.length < 2) return false;
  return ` ${whole}`.includes(` ${part}`) || (part.length >= 5 && withinEdits(whole, part, 2));
}
