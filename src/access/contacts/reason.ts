import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';

/** Why a message didn't arrive, in plain words. */
export function reasonText(t: Translator, reason: string): string {
  const key = `common.reason.${reason}`;
  return isTextKey(key) ? t.text(key) : t.text('common.reason.other');
}
