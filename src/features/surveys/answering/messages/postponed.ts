import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { Event } from '../../../events/event.ts';

/** Tells coordinators that an event is postponed. `day` is the new day, "2026-12-15"; null while nobody knows it. */
export function eventPostponedMessage(t: Translator, event: Event, day: string | null): Message {
  const { title } = event;
  return message(
    text(
      day === null
        ? t.text('surveys.postponed.noDate', { title })
        : t.text('surveys.postponed.to', { title, day: t.day(day) }),
    ),
    note(t.text('surveys.postponed.stands', { when: t.slots(event.slots) })),
    actions(
      button(`survey-postpone:${event.id}/${day ?? ''}`, t.text('surveys.postponed.move'), 'primary'),
      button(`event-view:${event.id}`, t.text('events.button.view')),
    ),
  );
}
