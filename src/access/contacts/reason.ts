import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';

/** Says in plain words why a message didn't arrive. */
export function reasonText(t: Translator, reason: string): string {
  const key = `common.reason.${reason}`;
  return isTextKey(key) ? t.text(key) : t.text('common.reason.other');
}
