import { quotedBack } from '../../../chat/cut.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Question } from '../questions/catalogue.ts';
import { questionKindOf } from '../questions/kinds.ts';
import type { Typed } from './take-typed.ts';

type Said = Pick<Typed, 'text' | 'file' | 'lost'>;

/** Returns the typed text or, when a file was sent without text, the file's name. */
export function typedOrFileName({ text, file, lost }: Said): string {
  return text.trim() || (file?.name ?? lost?.name ?? '');
}

/**
 * Says, beside a saved answer, that the file sent with it isn't kept; null without a file, or when it is the answer.
 */
export function unusedFileNote(t: Translator, question: Question, said: Said): string | null {
  const name = said.file?.name ?? said.lost?.name;
  if (name === undefined || questionKindOf(question).takesFile) return null;
  return t.text('surveys.ask.fileNotAsked', { typed: quotedBack(said.text.trim()), name });
}
