import type { Translator } from '../../texts/translator.ts';
import { reasonText } from './reason.ts';

/** All that is known about the delivery of a message. */
export interface Whereabouts {
  readonly status: 'PENDING' | 'SENDING' | 'SENT' | 'REFUSED' | 'UNKNOWN';
  /** The code of the refusal, or of the doubt; null when there is neither. */
  readonly reason: string | null;
  /** The end of its reader's quiet hours while it waits for that; otherwise null. */
  readonly heldUntil: Date | null;
  /** When the platform took it; null before that. */
  readonly sentAt: Date | null;
}

/** Says what has become of a message: sent and when, refused and why, held until when, on its way, or unknown. */
export function whereaboutsText(t: Translator, { status, reason, heldUntil, sentAt }: Whereabouts): string {
  if (status === 'SENT') {
    return sentAt === null
      ? t.text('common.whereabouts.sentSomeDay')
      : t.text('common.whereabouts.sent', { when: t.date(sentAt, 'short') });
  }
  if (status === 'REFUSED') return t.text('common.whereabouts.refused', { reason: reasonText(t, reason ?? 'other') });
  if (status === 'UNKNOWN') return t.text('common.whereabouts.unknown');
  return heldUntil === null
    ? t.text('common.whereabouts.onItsWay')
    : t.text('common.whereabouts.held', { when: t.moment(heldUntil, 'short') });
}

/**
 * Returns the most successful of several messages of which one is enough: a sent one, otherwise one still to be sent.
 */
export function bestOutcome<Message extends Whereabouts>(sent: readonly Message[]): Message | null {
  const order = (one: Whereabouts) =>
    one.status === 'SENT' ? 0 : one.status === 'REFUSED' ? 4 : one.status === 'UNKNOWN' ? 3 : one.heldUntil ? 2 : 1;
  return sent.toSorted((a, b) => order(a) - order(b))[0] ?? null;
}
