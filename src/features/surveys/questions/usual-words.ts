import { foldedWords } from '../../../reading/index.ts';

const SKIP = ['passer', 'je passe', 'skip', 'pass'];
/** Used only for open questions: for a choice, "non" is an answer. */
const NO_MORE = ['non', 'non merci', 'rien', 'aucun', 'aucune', 'c est tout', 'termine', 'fini', 'no', 'none', 'done'];
/** Says rather that one doesn't answer than what the answer is; "non" alone is an answer. */
const DECLINES = [
  'non merci',
  'sans reponse',
  'sans commentaire',
  'je prefere ne pas repondre',
  'je ne souhaite pas repondre',
  'je ne veux pas repondre',
  'nous ne souhaitons pas repondre',
  'no thanks',
  'no thank you',
  'no comment',
  'i prefer not to answer',
  'i d rather not say',
  'prefer not to say',
];
const NOTHING = ['rien', 'rien a signaler', 'ras', 'nothing', 'nothing to report', 'none'];
const UNKNOWN = ['je ne sais pas', 'je sais pas', 'sais pas', 'ne sais pas', 'jsp', 'aucune idee', 'pas compte'];
const UNKNOWN_IN_ENGLISH = ['i don t know', 'i do not know', 'don t know', 'dont know', 'no idea', 'not counted'];

export function saysSkip(typed: string): boolean {
  return SKIP.includes(foldedWords(typed));
}

export function saysNoMore(typed: string): boolean {
  return NO_MORE.includes(foldedWords(typed));
}

export function saysNoAnswer(typed: string): boolean {
  return DECLINES.includes(foldedWords(typed));
}

export function saysNothing(typed: string): boolean {
  return NOTHING.includes(foldedWords(typed));
}

export function saysUnknown(typed: string): boolean {
  const text = foldedWords(typed);
  return UNKNOWN.includes(text) || UNKNOWN_IN_ENGLISH.includes(text);
}
