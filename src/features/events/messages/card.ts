import { actions, button, fields, heading, type Message, message, note } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Clashes } from '../clashes.ts';
import type { Event } from '../event.ts';
import { isPossible, proposalVersion } from '../rules.ts';
import { essentialFields, exchangeFields, mergedButton, numberedTitle, outsideNote, overlapBlocks } from './pieces.ts';

/** The facts of an event that the coordinators' card shows. */
export interface CardFacts {
  readonly event: Event;
  readonly proposer: string | null;
  readonly decider: string | null;
  /** True when its edition is closed: nobody decides on it any more, nor takes a decision back. */
  readonly isClosed: boolean;
  /** Warnings for who decides, while it waits for a decision. */
  readonly clashes: Clashes;
}

/** Writes the coordinators' card: the proposal, the question and answer about it, and what they can do. */
export function proposalCard(t: Translator, { event, proposer, decider, isClosed, clashes }: CardFacts): Message {
  const unknown = t.text('events.someone');
  const lapsed = isClosed && isPossible('accept', event.status);
  const by = t.text(event.onBehalf ? 'events.card.onBehalf' : 'events.card.proposed', {
    name: proposer ?? unknown,
    organisation: event.organisation.name,
    when: t.moment(event.proposedAt),
  });
  return message(
    heading(numberedTitle(event)),
    fields(...essentialFields(t, event), ...exchangeFields(t, event)),
    outsideNote(t, clashes.outside),
    ...overlapBlocks(t, clashes.overlaps),
    note(by),
    note(lapsed ? t.text('events.card.closed') : statusLine(t, event, decider ?? unknown)),
    isClosed ? null : (decideButtons(t, event) ?? undecideButton(t, event)),
    mergedButton(t, event),
  );
}

function statusLine(t: Translator, event: Event, name: string): string {
  const when = event.decidedAt === null ? '' : t.moment(event.decidedAt);
  switch (event.status) {
    case 'ACCEPTED':
      return t.text('events.card.accepted', { name, when });
    case 'REFUSED':
      return t.text('events.card.refused', { name, when });
    case 'PROPOSED':
      return t.text(event.statusAnswer === null ? 'events.card.waits' : 'events.card.answered');
    case 'QUESTIONED':
      return t.text('events.card.questioned');
    case 'POSTPONED':
      return t.text('events.card.postponed');
    case 'CANCELLED':
      return event.mergedInto
        ? t.text('events.card.merged', { event: numberedTitle(event.mergedInto) })
        : t.text('events.card.cancelled');
  }
}

/** Returns the button that takes an acceptance or a refusal back; null when there is none. */
export function undecideButton(t: Translator, { id, status }: Event) {
  if (!isPossible('undecide', status)) return null;
  return actions(button(`event-undecide:${id}`, t.text('events.undecide')));
}

/** The place where a proposal is decided: beside it alone, or in the queue, which then shows what is left. */
export type DecidedIn = 'event' | 'queue';

/**
 * Returns the buttons to accept, ask and refuse; null when nothing can be decided. Their keys carry the version of the
 * proposal, so that nobody decides on anything but what stands beside the button.
 */
export function decideButtons(t: Translator, event: Event, where: DecidedIn = 'event') {
  if (!isPossible('accept', event.status)) return null;
  const shown = `${event.id}/${proposalVersion(event)}`;
  return actions(
    button(`${where}-accept:${shown}`, t.text('events.accept'), 'primary'),
    button(`${where}-ask:${shown}`, t.text('events.ask')),
    button(`${where}-refuse:${shown}`, t.text('events.refuse'), 'danger'),
  );
}
