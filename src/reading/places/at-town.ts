/** A place with a preposition before what may be a town: "Maison à vivre" "à" "Amiens". */
export interface AtTown {
  readonly before: string;
  readonly preposition: string;
  readonly after: string;
}

/** Between spaces, with something on both sides. */
const PREPOSITION = /(?<=\s)(?:à|a|au|aux|in|at)(?=\s)/gi;

/** Wherever a place as typed may go on with a town, in the order typed. */
export function townsIn(text: string): readonly AtTown[] {
  return [...text.matchAll(PREPOSITION)].flatMap(({ 0: preposition, index }) => {
    const [before, after] = [text.slice(0, index).trimEnd(), text.slice(index + preposition.length).trim()];
    return before.trim() && after ? [{ before, preposition, after }] : [];
  });
}
