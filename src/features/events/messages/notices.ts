import { resumes, runs } from '../../../chat/interaction.ts';
import {
  actions,
  button,
  type Control,
  field,
  fields,
  heading,
  list,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Edition } from '../../editions/edition.ts';
import type { Event } from '../event.ts';
import { fieldKindOf } from '../fields/kinds.ts';
import type { ProposalField } from '../fields/list.ts';
import { completeness, isPossible, questionVersion } from '../rules.ts';
import { numberedTitle, titleAmong } from './pieces.ts';

export function completenessText(t: Translator, event: Event): string {
  const { done, total } = completeness(event);
  return t.text('events.sheet.done', { done, total });
}

/** Returns the buttons below a notice to an organisation; only the one that leads the event may complete its sheet. */
function nextSteps(t: Translator, event: Event, leads = true) {
  const incomplete = leads && completeness(event).missing.length > 0;
  return actions(
    incomplete && button(`event-complete:${event.id}`, t.text('events.button.complete'), 'primary'),
    button(`event-view:${event.id}`, t.text('events.button.view')),
  );
}

/** Tells somebody that a proposal they wrote isn't sent, with a way to go on with it. */
export function unsentProposalReminder(
  t: Translator,
  { form, title }: { readonly form: string; readonly title: string },
): Message {
  return message(
    heading(t.text('events.review.notSent')),
    text(t.text('events.unsent.reminder', { title })),
    actions(button(resumes(form), t.text('events.unsent.resume'), 'primary')),
  );
}

/**
 * Tells those who hold an event that it is accepted; `leads` says whether the reader leads or co-organises it, `isPast` that it
 * has taken place already.
 */
export function acceptedNotice(t: Translator, event: Event, leads: boolean, isPast = false): Message {
  const values = { title: event.title, when: t.slots(event.slots), host: event.organisation.name };
  const coming = leads ? 'events.notice.accepted' : 'events.notice.acceptedWith';
  const past = leads ? 'events.notice.acceptedPast' : 'events.notice.acceptedPastWith';
  return message(
    text(t.text(isPast ? past : coming, values)),
    leads && note(completenessText(t, event)),
    nextSteps(t, event, leads),
  );
}

/** Tells those who would have held an event that it is refused; `leads` as for an acceptance. */
export function refusedNotice(t: Translator, event: Event, chamber: string, leads: boolean): Message {
  const values = { title: event.title, chamber, host: event.organisation.name };
  return message(
    text(t.text(leads ? 'events.notice.refused' : 'events.notice.refusedWith', values)),
    fields(field(t.text('events.label.reason'), event.statusNote ?? '')),
    actions(
      leads && button(`event-duplicate:${event.id}`, t.text('events.button.proposeAgain')),
      button(runs(['evenement', 'proposer']), t.text('events.button.proposeOther')),
    ),
  );
}

/** Tells people who know of a decision that it was taken back. */
export function undecidedNotice(t: Translator, before: Event, after: Event, chamber: string): Message {
  const key = before.status === 'ACCEPTED' ? 'events.notice.unaccepted' : 'events.notice.unrefused';
  const questioned = isPossible('answer', after.status);
  return message(
    text(t.text(key, { title: before.title, chamber })),
    questioned && text(t.text('events.notice.questionAgain')),
    questioned && fields(field(t.text('events.label.question'), after.statusNote ?? '')),
    actions(button(`event-view:${before.id}`, t.text('events.button.view'))),
  );
}

export function questionNotice(t: Translator, event: Event, chamber: string): Message {
  return message(text(t.text('events.notice.question', { title: event.title, chamber })), ...questionBlocks(t, event));
}

function questionBlocks(t: Translator, event: Event) {
  return [
    fields(field(t.text('events.label.question'), event.statusNote ?? '')),
    actions(
      button(`event-answer:${event.id}/${questionVersion(event)}`, t.text('events.button.answer'), 'primary'),
      button(`event-edit:${event.id}`, t.text('events.button.modify')),
    ),
  ];
}

/** Tells the coordinators the answer to their question on an event that they have accepted meanwhile. */
export function answeredLateNotice(t: Translator, event: Event): Message {
  const { number, title, organisation, statusNote, statusAnswer } = event;
  return message(
    text(t.text('events.notice.answeredLate', { number, title, organisation: organisation.name })),
    fields(
      field(t.text('events.label.question'), statusNote ?? ''),
      field(t.text('events.label.answer'), statusAnswer ?? ''),
    ),
    actions(button(`event-view:${event.id}`, t.text('events.button.view'))),
  );
}

/** Tells an organisation that an edition was closed before its proposals were decided on. */
export function undecidedAtClosing(t: Translator, edition: string, events: readonly Event[], chamber: string): Message {
  return message(
    text(t.text('events.notice.undecided', { count: events.length, edition, chamber })),
    list(events.map((event) => titleAmong(t, event, events))),
    text(t.text('events.notice.undecidedNext', { count: events.length })),
  );
}

/** Shows the question as it is now to somebody who answers an earlier one. */
export function questionChangedMessage(t: Translator, event: Event): Message {
  return message(note(t.text('events.answer.otherQuestion', { title: event.title })), ...questionBlocks(t, event));
}

export function proposedOnBehalfNotice(t: Translator, event: Event, name: string): Message {
  return message(
    text(t.text('events.notice.onBehalf', { title: event.title, organisation: event.organisation.name, name })),
    nextSteps(t, event),
  );
}

export function changedNotice(
  t: Translator,
  before: Event,
  after: Event,
  what: readonly ProposalField[],
  name: string,
): Message {
  const change = (one: ProposalField) => {
    const kind = fieldKindOf(one);
    const [from, to] = [kind.text(t, before, one), kind.text(t, after, one)];
    return kind.changed?.(t, before, after) ?? t.text('events.notice.fromTo', { from, to });
  };
  return message(
    text(
      t.text('events.notice.changed', {
        number: before.number,
        title: before.title,
        organisation: after.organisation.name,
        name,
      }),
    ),
    fields(...what.map((one) => field(t.text(`events.label.${one}`), change(one)))),
    actions(button(`event-view:${after.id}`, t.text('events.button.view'))),
  );
}

export function cancelledNotice(t: Translator, event: Event, name: string): Message {
  const values = {
    number: event.number,
    title: event.title,
    organisation: event.organisation.name,
    when: t.slots(event.slots),
    name,
  };
  return message(
    text(t.text('events.notice.cancelled', values)),
    event.statusNote !== null && fields(field(t.text('events.label.reason'), event.statusNote)),
  );
}

/** Tells, in the week before the edition, when it begins and what is still missing, event by event. */
export function incompleteReminder(
  t: Translator,
  { startsOn }: Pick<Edition, 'startsOn'>,
  events: readonly Event[],
): Message {
  return message(
    text(t.text('events.reminder.what', { count: events.length, day: t.day(startsOn) })),
    list(
      events.map((event) => {
        const known = `${completenessText(t, event)} ${missingText(t, event)}`;
        return t.text('events.waits.sheet', { event: titleAmong(t, event, events), known });
      }),
    ),
    actions(...completeControls(t, events)),
  );
}

/** The most buttons shown; more events are easier to find in a list. */
const MOST_BUTTONS = 5;

function completeControls(t: Translator, events: readonly Event[]): readonly Control[] {
  if (events.length > MOST_BUTTONS) {
    const options = events.map((event) => ({
      value: event.id,
      label: numberedTitle(event),
      description: t.slots(event.slots, 'short'),
    }));
    return [select('event-open:', t.text('events.reminder.completeWhich'), options)];
  }
  return events.map((event) =>
    button(`event-complete:${event.id}`, t.text('events.reminder.complete', { number: event.number }), 'primary'),
  );
}

/** Words what is missing: "Il manque : le prix et l'image." */
export function missingText(t: Translator, event: Event): string {
  const { missing } = completeness(event);
  if (missing.length === 0) return t.text('events.sheet.complete');
  return t.text('events.sheet.missing', { what: t.list(missing.map((one) => t.text(`events.missing.${one}`))) });
}
