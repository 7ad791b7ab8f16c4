import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { Event } from '../../../events/event.ts';
import { daysText, type NewDays } from '../../questions/day.ts';

/** Tells coordinators that an event is postponed. `days` are the new ones; null while nobody knows them. */
export function eventPostponedMessage(t: Translator, event: Event, days: NewDays | null): Message {
  const { title } = event;
  // The form to move it holds the one day; of several, the coordinators type them as they read them here.
  const only = days !== null && days.first === days.last ? days.first : '';
  return message(
    text(
      days === null
        ? t.text('surveys.postponed.noDate', { title })
        : t.text('surveys.postponed.to', { title, day: daysText(t, days) }),
    ),
    note(t.text('surveys.postponed.stands', { when: t.slots(event.slots) })),
    actions(
      button(`survey-postpone:${event.id}/${only}`, t.text('surveys.postponed.move'), 'primary'),
      button(`event-view:${event.id}`, t.text('events.button.view')),
    ),
  );
}
