import { type Locale, textIn } from '../texts/index.ts';
import type { UnaskedEnd } from './bot-process.ts';

/** The signals that somebody else sends, so that whoever ends by them has said nothing about it. */
const FROM_OUTSIDE = /^SIG(?:HUP|INT|KILL|QUIT|TERM)$/;
/** An exit of its own, or one of Node.js where memory runs out, which it has written about. */
const WROTE = /^(?:code |SIGABRT$)/;

/** Says in one line that the bot has ended by itself, and what follows. */
export function endedText({ how, againIn }: UnaskedEnd, locale: Locale): string {
  const from = FROM_OUTSIDE.test(how) ? 'outside' : WROTE.test(how) ? 'above' : 'elsewhere';
  return againIn === null
    ? textIn(locale, 'trial.notRestarted', { how, from })
    : textIn(locale, 'trial.ended', { how, seconds: againIn / 1_000 });
}
