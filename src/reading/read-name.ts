import { UserError } from '../chat/user-error.ts';
import { mixedScriptWord } from './names/confusables.ts';

/**
 * Returns the name of something that others choose by its name, as typed.
 * @throws UserError about `field` for a word in letters of several alphabets, which could be taken for another one
 */
export function readName(typed: string, field: string): string {
  const mixed = mixedScriptWord(typed);
  if (mixed !== null) throw new UserError('common.errors.mixedScripts', { word: mixed }, field);
  return typed;
}
