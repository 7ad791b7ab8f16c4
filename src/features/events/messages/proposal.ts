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
import type { Overlap } from '../overlaps.ts';
import type { FreshProposal, Proposal } from '../proposal.ts';
import { isPossible } from '../rules.ts';
import { changedNotice, completenessText } from './notices.ts';
import {
  essentialFields,
  exchangeFields,
  hostsField,
  numberedTitle,
  othersConcerned,
  outsideNote,
  overlapBlocks,
  overlapText,
  statusText,
} from './pieces.ts';

/** Shows what was understood, before it is sent. */
export function reviewProposal(t: Translator, proposal: Proposal): Message {
  const { title, onBehalf, organisation } = proposal;
  return message(
    heading(title),
    fields(...essentialFields(t, proposal)),
    onBehalf && note(t.text('events.review.onBehalf', { organisation: organisation.name })),
    ...clashBlocks(t, proposal.clashes),
    heading(t.text('events.review.notSent')),
    note(t.text('events.review.next')),
  );
}

function clashBlocks(t: Translator, { overlaps, outside }: Clashes) {
  return [
    outsideNote(t, outside),
    ...overlapBlocks(t, overlaps),
    overlaps.some(({ time }) => time !== 'long') && note(t.text('events.review.pool')),
  ];
}

/** The most coordinators who are named; the others are counted. */
const NAMED = 3;

/** Confirms that it is sent, and says who decides, by when usually, and what can be done meanwhile. */
export function proposedMessage(
  t: Translator,
  { event, overlaps, deciders, usualDays: days }: FreshProposal,
  chamber: string,
): Message {
  const more = deciders.length - NAMED;
  const names = [...deciders.slice(0, NAMED), ...(more > 0 ? [t.text('events.proposed.others', { count: more })] : [])];
  // The nearest event of each organisation comes first.
  const nearest = new Map<string, Overlap>();
  for (const overlap of overlaps.filter(({ time }) => time !== 'long')) {
    const { id } = overlap.event.organisation;
    if (!nearest.has(id)) nearest.set(id, overlap);
  }
  return message(
    text(t.text('events.proposed', { title: event.title, number: event.number })),
    text(
      [
        t.text('events.proposed.who', { chamber, names: t.list(names), count: names.length }),
        ...(days === null ? [] : [t.text('events.proposed.usually', { days })]),
      ].join(' '),
    ),
    note(completenessText(t, event)),
    actions(
      button(`event-complete:${event.id}`, t.text('events.button.complete'), 'primary'),
      button(`event-view:${event.id}`, t.text('events.button.view')),
    ),
    ...poolBlocks(t, event, [...nearest.values()]),
  );
}

/** Offers to co-organise with those who have something near: by a button where there is one of them. */
function poolBlocks(t: Translator, { id }: Event, nearest: readonly Overlap[]): readonly (Block | null)[] {
  const [only, ...others] = nearest;
  if (!only) return [];
  const why = (overlap: Overlap) =>
    t.text('events.proposed.near', { title: overlap.event.title, why: overlapText(t, overlap) });
  if (others.length === 0) {
    const { organisation, id: other, status } = only.event;
    const values = { organisation: organisation.name };
    return [
      note(why(only)),
      actions(
        button(`event-cohost:${id}/${organisation.id}`, t.text('events.proposed.poolOne', values)),
        isPossible('accept', status) && button(`merge-ask:${id}/${other}`, t.text('events.proposed.merge')),
      ),
    ];
  }
  const options = nearest.map((overlap) => ({
    value: overlap.event.organisation.id,
    label: overlap.event.organisation.name,
    description: why(overlap),
  }));
  const sorted = alphabetical(t.locale, options, ({ label }) => label);
  return [actions(select(`event-pool:${id}`, t.text('events.proposed.pool'), sorted))];
}

/** Says what has become of an event, to whoever presses something that is left from before they proposed it. */
export function proposedSince(t: Translator, event: Event): Message {
  const { id, title, number } = event;
  return message(
    text(t.text('events.proposed.since', { title, number })),
    fields(field(t.text('events.label.status'), statusText(t, event))),
    actions(button(`event-view:${id}`, t.text('events.button.view'))),
  );
}

export function reviewPostponement(
  t: Translator,
  { event, slots, clashes, changes }: Postponement,
  also: Block | null = null,
): Message {
  const values = { event: numberedTitle(event), from: t.slots(event.slots), to: slots ? t.slots(slots) : '' };
  return message(
    heading(numberedTitle(event)),
    text(t.text(slots ? 'events.postpone.review' : 'events.postpone.reviewNoDate', values)),
    // New dates count as the answer to a question, which has to be read first.
    event.status === 'QUESTIONED' && fields(...exchangeFields(t, event)),
    ...clashBlocks(t, clashes),
    // A change to an event that isn't accepted shows on its card alone: nobody is told.
    isPossible('postpone', event.status) &&
      note(
        changes
          ? t.text('events.postpone.told', { others: othersConcerned(event) })
          : t.text('events.postpone.unchanged'),
      ),
    also,
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
    note(t.text('events.modify.told', { others: othersConcerned(after) })),
    ...blocks.filter(({ kind }) => kind !== 'actions'),
  );
}

export function postponedMessage(t: Translator, event: Event, told: Block): Message {
  const values = { event: numberedTitle(event), when: t.slots(event.slots) };
  return message(
    text(t.text(event.status === 'POSTPONED' ? 'events.postpone.doneNoDate' : 'events.postpone.done', values)),
    told,
    actions(
      event.status === 'POSTPONED' && button(`event-postpone:${event.id}`, t.text('events.button.postpone')),
      button(`event-view:${event.id}`, t.text('events.button.view')),
    ),
  );
}

export function reviewCancelling(t: Translator, event: Event, reason: string | null): Message {
  return message(
    heading(t.text('events.cancel.title', { event: numberedTitle(event) })),
    text(t.text('events.cancel.what', { when: t.slots(event.slots), others: othersConcerned(event) })),
    // Whoever confirms it is shown anew what it has become meanwhile.
    fields(
      hostsField(t, event),
      field(t.text('events.label.status'), t.text(`events.status.${event.status}`)),
      ...(reason === null ? [] : [field(t.text('events.label.reason'), reason)]),
    ),
  );
}
