import {
  actions,
  type Block,
  button,
  field,
  fields,
  heading,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Clashes } from '../clashes.ts';
import type { Event } from '../event.ts';
import type { Modification, Postponement } from '../modification.ts';
import type { Proposal } from '../proposal.ts';
import { isPossible } from '../rules.ts';
import { changedNotice, completenessText } from './notices.ts';
import { essentialFields, numberedTitle, outsideNote, overlapBlocks } from './pieces.ts';

/** Shows what was understood, before it is sent. */
export function reviewProposal(t: Translator, proposal: Proposal): Message {
  const { title, onBehalf, organisation } = proposal;
  return message(
    heading(title),
    fields(...essentialFields(t, proposal)),
    onBehalf && note(t.text('events.review.onBehalf', { organisation: organisation.name })),
    ...clashBlocks(t, proposal.clashes),
    note(t.text('events.review.next')),
  );
}

function clashBlocks(t: Translator, { overlaps, outside }: Clashes) {
  return [
    outsideNote(t, outside),
    ...overlapBlocks(t, overlaps),
    overlaps.length > 0 && note(t.text('events.review.pool')),
  ];
}

/** Confirms that it is sent, and says what happens next and what can be done meanwhile. */
export function proposedMessage(t: Translator, event: Event, clashes: Clashes, chamber: string): Message {
  const hosts = new Map(clashes.overlaps.map(({ event: other }) => [other.organisation.id, other.organisation.name]));
  const options = alphabetical(
    t.locale,
    [...hosts].map(([value, label]) => ({ value, label })),
    ({ label }) => label,
  );
  return message(
    text(t.text('events.proposed', { title: event.title, number: event.number, chamber })),
    note(completenessText(t, event)),
    actions(
      button(`event-complete:${event.id}`, t.text('events.button.complete'), 'primary'),
      button(`event-view:${event.id}`, t.text('events.button.view')),
    ),
    options.length > 0 && actions(select(`event-pool:${event.id}`, t.text('events.proposed.pool'), options)),
  );
}

export function reviewPostponement(t: Translator, { event, slots, clashes }: Postponement): Message {
  const values = { event: numberedTitle(event), from: t.slots(event.slots), to: slots ? t.slots(slots) : '' };
  return message(
    heading(numberedTitle(event)),
    text(t.text(slots ? 'events.postpone.review' : 'events.postpone.reviewNoDate', values)),
    ...clashBlocks(t, clashes),
    // A change to an event that isn't accepted shows on its card alone: nobody is told.
    isPossible('postpone', event.status) && note(t.text('events.postpone.told')),
  );
}

/** Shows new dates of an accepted event, and what the coordinators and co-organisers will read. */
export function reviewModification(
  t: Translator,
  { before, after, what, clashes }: Modification,
  name: string,
): Message {
  const { blocks } = changedNotice(t, before, after, what, name);
  return message(
    heading(numberedTitle(before)),
    ...clashBlocks(t, clashes),
    note(t.text('events.modify.told')),
    ...blocks.filter(({ kind }) => kind !== 'actions'),
  );
}

export function postponedMessage(t: Translator, event: Event, told: Block): Message {
  const values = { event: numberedTitle(event), when: t.slots(event.slots) };
  return message(
    text(t.text(event.status === 'POSTPONED' ? 'events.postpone.doneNoDate' : 'events.postpone.done', values)),
    told,
    actions(button(`event-view:${event.id}`, t.text('events.button.view'))),
  );
}

export function reviewCancelling(t: Translator, event: Event, reason: string | null): Message {
  return message(
    heading(t.text('events.cancel.title', { event: numberedTitle(event) })),
    text(t.text('events.cancel.what', { when: t.slots(event.slots) })),
    reason !== null && fields(field(t.text('events.label.reason'), reason)),
  );
}
