/** Legal forms say nothing of who an organisation is, and people leave them out half the time. */
const LEGAL_FORMS = new Set(
  'association associations asso assoc ass scop scic scic-sa sarl sas sasu sa eurl snc gie gip sca coop'.split(' '),
);

const SMALL_WORDS = new Set('le la les l un une des de du d et a au aux en the of and &'.split(' '));

/** Returns whether a folded word helps to tell organisations apart, as articles and legal forms don't. */
export function isDistinctive(word: string): boolean {
  return !SMALL_WORDS.has(word) && !LEGAL_FORMS.has(word);
}
