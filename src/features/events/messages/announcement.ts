import { type Message, message, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../event.ts';
import { placeText } from '../place.ts';

/** One line for the announcement channels; it follows what becomes of the event. */
export function eventAnnouncement(t: Translator, event: Event): Message {
  const values = {
    title: event.title,
    organisations: t.list([event.organisation, ...event.coOrganisers].map(({ name }) => name)),
    when: t.slots(event.slots),
    where: placeText(event),
  };
  if (event.status === 'CANCELLED') return message(text(t.text('events.announcement.cancelled', values)));
  if (event.status === 'POSTPONED') return message(text(t.text('events.announcement.postponed', values)));
  if (event.status !== 'ACCEPTED') return message(text(t.text('events.announcement.withdrawn', values)));
  return message(text(t.text('events.announcement.accepted', values)));
}
