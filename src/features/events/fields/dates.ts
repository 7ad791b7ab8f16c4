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

/** Reads dates inside the edition, or nearest to it. Returns them by time, each once. */
export function readSlots(scope: Scope, typed: string, edition: Edition): readonly Slot[] {
  const t = wordsFor(scope.actor, scope.region);
  return sortedSlots(readWhen({ t, now: scope.now }, typed, 'when', { within: editionSpan(edition, t.timeZone) }));
}
