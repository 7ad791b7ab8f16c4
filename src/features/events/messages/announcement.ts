import { heading, list, type Message, message, text } from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../event.ts';
import { placeText } from '../fields/place.ts';

/** Writes the event's line in the announcement channels, according to its status. */
export function eventAnnouncement(t: Translator, event: Event): Message {
  return message(text(announcementLine(t, event)));
}

/** Tells, once a day, of all events that were accepted, each as it stands now. */
export function acceptedDigest(t: Translator, events: readonly Event[]): Message {
  return message(
    heading(t.text('events.digest.title', { count: events.length })),
    list(
      events.map((event) =>
        event.status === 'ACCEPTED' ? t.text('events.digest.line', valuesOf(t, event)) : announcementLine(t, event),
      ),
    ),
  );
}

function announcementLine(t: Translator, event: Event): string {
  const values = valuesOf(t, event);
  if (event.status === 'CANCELLED') return t.text('events.announcement.cancelled', values);
  if (event.status === 'POSTPONED') return t.text('events.announcement.postponed', values);
  if (event.status !== 'ACCEPTED') return t.text('events.announcement.withdrawn', values);
  return t.text('events.announcement.accepted', values);
}

function valuesOf(t: Translator, event: Event) {
  return {
    title: event.title,
    organisations: t.list([event.organisation, ...event.coOrganisers].map(({ name }) => name)),
    when: t.slots(event.slots),
    where: placeText(event),
  };
}
