import type { Translator } from '../../texts/translator.ts';
import { reasonText } from './reason.ts';

/** What is known of where a message is. */
export interface Whereabouts {
  readonly status: 'PENDING' | 'SENDING' | 'SENT' | 'REFUSED' | 'UNKNOWN';
  /** Why it was refused, or nobody knows. */
  readonly reason: string | null;
  /** The end of its reader's quiet hours, which it waits for; null when it doesn't. */
  readonly heldUntil: Date | null;
  /** When the platform took it; null before that. */
  readonly sentAt: Date | null;
}

/** What has become of a message: sent and when, refused and why, held until when, on its way, or nobody knows. */
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

/** The best that became of several messages of which one is enough: one that was sent, else one that is to be. */
export function bestOutcome<Message extends Whereabouts>(sent: readonly Message[]): Message | null {
  const order = (one: Whereabouts) =>
    one.status === 'SENT' ? 0 : one.status === 'REFUSED' ? 4 : one.status === 'UNKNOWN' ? 3 : one.heldUntil ? 2 : 1;
  return sent.toSorted((a, b) => order(a) - order(b))[0] ?? null;
}
