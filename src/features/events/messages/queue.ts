import { runs } from '../../../chat/interaction.ts';
import {
  actions,
  button,
  divider,
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
import type { Event } from '../event.ts';
import { decideButtons } from './card.ts';
import { essentialFields, named } from './pieces.ts';

/** Proposals shown with their buttons; the others follow once these are decided. */
const SHOWN = 5;
/** Proposals that can be accepted at once: their numbers fit in a button's id. */
const AT_ONCE = 15;

/** What waits for the coordinators. */
export function queueMessage(t: Translator, events: readonly Event[]): Message {
  if (events.length === 0) return message(text(t.text('events.queue.empty')));
  const waiting = events.filter(({ status }) => status === 'PROPOSED').slice(0, 25);
  const more = events.length - SHOWN;
  return message(
    heading(t.text('events.queue.title', { count: events.length })),
    ...events
      .slice(0, SHOWN)
      .flatMap((event, index) => [
        index > 0 && divider,
        text(named(event)),
        fields(...essentialFields(t, { ...event, place: event })),
        event.status === 'QUESTIONED' && note(t.text('events.card.questioned')),
        decideButtons(t, event),
      ]),
    more > 0 && note(t.text('events.queue.more', { count: more })),
    waiting.length > 1 &&
      actions(
        select(
          'events-select:',
          t.text('events.queue.several'),
          waiting.map((event) => ({
            value: String(event.number),
            label: named(event),
            description: event.organisation.name,
          })),
          Math.min(AT_ONCE, waiting.length),
        ),
      ),
  );
}

/** Before several are accepted at once. */
export function confirmSeveral(t: Translator, events: readonly Event[]): Message {
  return message(
    text(t.text('events.several.confirm', { count: events.length })),
    list(events.map((event) => `${named(event)} · ${event.organisation.name}`)),
    actions(
      button(
        `events-accept:${events.map(({ number }) => number).join(',')}`,
        t.text('events.several.accept', { count: events.length }),
        'primary',
      ),
      button('event-keep:', t.text('common.cancel')),
    ),
  );
}

export function severalAccepted(t: Translator, accepted: readonly Event[], left: readonly Event[]): Message {
  return message(
    text(t.text('events.several.done', { count: accepted.length })),
    list(accepted.map(named)),
    left.length > 0 && text(t.text('events.several.left', { events: t.list(left.map(named)) })),
    actions(button(runs(['evenement', 'file']), t.text('events.button.queue'))),
  );
}

/** To the coordinator who decided. */
export function decidedMessage(t: Translator, event: Event, what: 'accepted' | 'asked' | 'refused'): Message {
  return message(
    text(t.text(`events.decided.${what}`, { event: named(event), organisation: event.organisation.name })),
  );
}
