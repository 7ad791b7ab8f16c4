import type { Translator } from '../texts/translator.ts';
import { firstName } from './names/first-name.ts';

/** Greets somebody by their first name, of the name they are shown under. */
export function helloTo(t: Translator, shown: string): string {
  const name = firstName(shown);
  return name === null ? t.text('common.helloAll') : t.text('common.hello', { name });
}
