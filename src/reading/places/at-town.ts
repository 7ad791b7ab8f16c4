/** A place split at a preposition that a town may follow: "Maison à vivre" "à" "Amiens". */
export interface AtTown {
  readonly before: string;
  readonly preposition: string;
  readonly after: string;
}

/** Matches a preposition between spaces, with something on both sides. */
const PREPOSITION = /(?<=\s)(?:à|a|au|aux|in|at)(?=\s)/gi;

/** Returns every split of a typed place at which a town may follow, in the order typed. */
export function townsIn(text: string): readonly AtTown[] {
  return [...text.matchAll(PREPOSITION)].flatMap(({ 0: preposition, index }) => {
    const [before, after] = [text.slice(0, index).trimEnd(), text.slice(index + preposition.length).trim()];
    return before.trim() && after ? [{ before, preposition, after }] : [];
  });
}
