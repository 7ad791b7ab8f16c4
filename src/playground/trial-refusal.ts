import { type Locale, type TextKey, textIn } from '../texts/index.ts';
import { PlatformRefusal } from './local-platform.ts';

type KeyOf<K> = K extends `trial.refused.${infer Reason}` ? Reason : never;

/** Why the trial itself refuses something, by the end of the keys that word it. */
export type TrialReason = KeyOf<TextKey>;

/** The trial itself refuses something: unlike a platform, in the language of whoever sits before the page. */
export class TrialRefusal extends PlatformRefusal {
  readonly reason: TrialReason;

  constructor(reason: TrialReason) {
    super(trialRefusalText('fr', reason));
    this.reason = reason;
  }
}

export function trialRefusalText(locale: Locale, reason: TrialReason): string {
  return textIn(locale, `trial.refused.${reason}`, {}, 'typed');
}

/** Returns what an error says to whoever sits before the page. */
export function messageOf(error: unknown, locale: Locale): string {
  if (error instanceof TrialRefusal) return trialRefusalText(locale, error.reason);
  return error instanceof Error ? error.message : String(error);
}
