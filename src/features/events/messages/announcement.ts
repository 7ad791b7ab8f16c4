import { type Message, message, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../event.ts';
import { placeText } from '../place.ts';

/** Writes the event's line in the announcement channels, according to its status. */
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
