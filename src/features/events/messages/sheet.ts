import { whereaboutsText } from '../../../access/contacts/whereabouts.ts';
import {
  actions,
  button,
  field,
  fields,
  heading,
  image,
  type Message,
  message,
  note,
  select,
} from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Theme } from '../../editions/edition.ts';
import type { Event } from '../event.ts';
import type { SheetFacts } from '../event-sheet.ts';
import { fieldKindOf } from '../fields/kinds.ts';
import { completionTexts, isOwn } from '../fields/list.ts';
import type { PendingInvitation } from '../invitations.ts';
import { completeness, isPossible, isQuestionLeft, questionVersion } from '../rules.ts';
import { completenessText, missingText } from './notices.ts';
import { essentialFields, mergedButton, numberedTitle, statusText } from './pieces.ts';

/** The purpose for which somebody opened the sheet. Its button stands out. */
export type Purpose = 'view' | 'complete' | 'modify';

/** Shows everything known of an event, and what this person can do with it. */
export function eventSheet(t: Translator, facts: SheetFacts, purpose: Purpose = 'view'): Message {
  const { event, edition, isClosed, isInviting, themes, picture, mayChange, organises, asked, endable } = facts;
  const isOpen = mayChange && !isClosed;
  const optional = (label: Parameters<Translator['text']>[0], text: string | null) =>
    text !== null && field(t.text(label), text);
  const shown = completionTexts.filter((name) => organises || !isOwn(name));
  const invited = asked.map((one) => askedText(t, one));
  return message(
    heading(numberedTitle(event)),
    fields(
      ...essentialFields(t, event),
      optional('events.label.theme', event.theme?.name ?? null),
      ...shown.map((name) => optional(`events.label.${name}`, fieldKindOf(name).text(t, event, name) || null)),
      invited.length > 0 && field(t.text('events.label.invited'), t.list(invited)),
      field(t.text('events.label.status'), statusText(t, event)),
      optional(noteLabel(event), isQuestionLeft(event) ? null : event.statusNote),
    ),
    picture && image(picture, event.title),
    note(edition),
    isClosed && note(t.text('events.card.closed')),
    isOpen && isPossible('complete', event.status) && note(`${completenessText(t, event)} ${missingText(t, event)}`),
    mergedButton(t, event),
    isOpen && changeButtons(t, event, purpose, isInviting),
    endingControls(t, event, endable),
    mayChange && isClosed && actions(duplicateButton(t, event)),
    isOpen && themeSelect(t, event, themes),
  );
}

/** Words an invitation: "Le Moulin (message : partira mar. 6 oct. à 8 h)". */
function askedText(t: Translator, { name, card }: PendingInvitation): string {
  if (card === null) return name;
  return t.text('events.invited.whereabouts', { organisation: name, whereabouts: whereaboutsText(t, card) });
}

function noteLabel({ status }: Event) {
  return status === 'REFUSED' || status === 'CANCELLED' ? 'events.label.reason' : 'events.label.question';
}

function changeButtons(t: Translator, event: Event, purpose: Purpose, isInviting: boolean) {
  const { id, status } = event;
  const complete = completeness(event).missing.length === 0;
  const answers = isPossible('answer', status);
  const main = answers ? 'answer' : purpose === 'modify' || complete ? 'modify' : 'complete';
  return actions(
    answers && button(`event-answer:${id}/${questionVersion(event)}`, t.text('events.button.answer'), 'primary'),
    isPossible('complete', status) &&
      button(`event-complete:${id}`, t.text('events.button.complete'), main === 'complete' ? 'primary' : 'plain'),
    isPossible('modify', status) &&
      button(`event-edit:${id}`, t.text('events.button.modify'), main === 'modify' ? 'primary' : 'plain'),
    isPossible('reschedule', status) && button(`event-postpone:${id}`, t.text('events.button.postpone')),
    isInviting && isPossible('invite', status) && button(`event-invite:${id}`, t.text('events.button.invite')),
    duplicateButton(t, event),
    isPossible('cancel', status) && button(`event-cancel:${id}`, t.text('events.button.cancel'), 'danger'),
  );
}

/** Returns the button, or the list where they are several, by which an organisation co-organises the event no more. */
function endingControls(t: Translator, { id }: Event, endable: SheetFacts['endable']) {
  const [only, ...others] = endable;
  if (!only) return null;
  if (others.length === 0) return actions(button(`cohost-end:${only.id}`, t.text('events.cohost.end')));
  const options = endable.map((one) => ({ value: one.id, label: one.organisation.name }));
  const sorted = alphabetical(t.locale, options, ({ label }) => label);
  return actions(select(`cohost-end-one:${id}`, t.text('events.cohost.endWhich'), sorted));
}

function duplicateButton(t: Translator, { id }: Event) {
  return button(`event-duplicate:${id}`, t.text('events.button.duplicate'));
}

function themeSelect(t: Translator, { id, status, theme }: Event, themes: readonly Theme[]) {
  if (themes.length === 0 || !isPossible('complete', status)) return null;
  const options = themes.map(({ id: value, name: label }) => ({ value, label }));
  return actions(select(`event-theme:${id}`, t.text(theme ? 'events.theme.other' : 'events.theme.choose'), options));
}
