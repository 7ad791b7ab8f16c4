import type { Sent } from '../../delivery/outbox.ts';
import type { Translator } from '../../texts/translator.ts';
import { reasonText } from './reason.ts';

/** What has become of a message: sent and when, refused and why, held until when, on its way, or nobody knows. */
export function whereaboutsText(t: Translator, { status, reason, heldUntil, sentAt }: Sent): string {
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
export function bestOf(sent: readonly Sent[]): Sent | null {
  const order = (one: Sent) =>
    one.status === 'SENT' ? 0 : one.status === 'REFUSED' ? 4 : one.status === 'UNKNOWN' ? 3 : one.heldUntil ? 2 : 1;
  return sent.toSorted((a, b) => order(a) - order(b))[0] ?? null;
}
