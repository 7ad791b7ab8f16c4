/** What an organisation is by law says nothing of who it is, and people leave it out half the time. */
const LEGAL_FORMS = new Set(
  'association associations asso assoc ass scop scic scic-sa sarl sas sasu sa eurl snc gie gip sca coop'.split(' '),
);

const SMALL_WORDS = new Set('le la les l un une des de du d et a au aux en the of and &'.split(' '));

/** Whether a folded word of a name says which organisation it is: an article or a legal form doesn't. */
export function isDistinctive(word: string): boolean {
  return !SMALL_WORDS.has(word) && !LEGAL_FORMS.has(word);
}
