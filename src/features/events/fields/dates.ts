import type { Scope } from '../../../access/operation/scope.ts';
import { wordsFor } from '../../../access/region/region-scope.ts';
import type { Slot } from '../../../dates/index.ts';
import { readWhen, typedMoment } from '../../../reading/index.ts';
import type { Edition } from '../../editions/edition.ts';
import { editionSpan, sortedSlots } from '../slots.ts';
import type { EventFieldKind } from './kind.ts';

/**
 * The most characters that a platform's single line of text holds. Longer dates are left out of the form, and then stay
 * as they are.
 */
const PREFILL_MAX = 200;

/** An event's dates, which are rows of their own. */
export const datesFieldKind: EventFieldKind<'when'> = {
  columns: () => [],
  async read({ scope, edition, before }, _, typed) {
    // Dates that stand as the form showed them aren't read again, because one of them may be past by now.
    if (before && typed === typedMoment(before.slots, wordsFor(scope.actor, scope.region))) return {};
    return { slots: readSlots(scope, typed, await edition()) };
  },
  // A postponed event has no date: the stored ones are no longer valid.
  text: (t, { slots, status }) => (status === 'POSTPONED' ? t.text('events.noDate') : t.slots(slots)),
  changed(t, before, after) {
    if (before.status === 'POSTPONED' || after.status === 'POSTPONED') return null;
    const gone = slotsMissingIn(after.slots, before.slots);
    const come = slotsMissingIn(before.slots, after.slots);
    if (gone.length === 0) return t.text('events.notice.datesAdded', { dates: t.slots(come) });
    if (come.length === 0) return t.text('events.notice.datesGone', { dates: t.slots(gone) });
    return t.text('events.notice.fromTo', { from: t.slots(gone), to: t.slots(come) });
  },
  prefill(t, { slots }) {
    const typed = typedMoment(slots, t);
    return typed.length <= PREFILL_MAX ? typed : null;
  },
  compared({ slots, status }) {
    return [
      status === 'POSTPONED' ? status : '',
      ...slots.map(({ start, end }) => `${start.getTime()}-${end?.getTime()}`),
    ].join();
  },
  decided: ({ slots }) => [slots],
};

/** Returns those of some slots that aren't among others. */
function slotsMissingIn(others: readonly Slot[], slots: readonly Slot[]): readonly Slot[] {
  const key = ({ start, end }: Slot) => `${start.getTime()}-${end?.getTime()}`;
  const known = new Set(others.map(key));
  return slots.filter((one) => !known.has(key(one)));
}

/** Reads dates inside the edition, or nearest to it. Returns them by time, each once. */
export function readSlots(scope: Scope, typed: string, edition: Edition): readonly Slot[] {
  const t = wordsFor(scope.actor, scope.region);
  return sortedSlots(readWhen({ t, now: scope.now }, typed, 'when', { within: editionSpan(edition, t.timeZone) }));
}
