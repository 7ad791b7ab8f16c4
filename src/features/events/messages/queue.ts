import { departureText } from '../../../access/contacts/departure.ts';
import { KEEP, runs } from '../../../chat/interaction.ts';
import {
  actions,
  type Block,
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
import type { AcceptedProposals, Queue } from '../queue.ts';
import { decideButtons, undecideButton } from './card.ts';
import { essentialFields, exchangeFields, numberedTitle, overlapBlocks } from './pieces.ts';

/** Proposals that can be accepted at once: what is asked before, with all that they say, is to be one message. */
const AT_ONCE = 6;

/** What waits for the coordinators. */
export function queueMessage(t: Translator, { year, events, first }: Queue): Message {
  if (events.length === 0) return message(text(t.text('events.queue.empty')));
  const waiting = events.filter(({ status }) => status === 'PROPOSED');
  const more = events.length - first.length;
  return message(
    heading(t.text('events.queue.title', { count: events.length })),
    ...first.flatMap(({ event, overlaps }, index) => [
      index > 0 && divider,
      text(numberedTitle(event)),
      fields(...essentialFields(t, event), ...exchangeFields(t, event)),
      ...overlapBlocks(t, overlaps),
      event.status === 'QUESTIONED' && note(t.text('events.card.questioned')),
      decideButtons(t, event),
    ]),
    more > 0 && note(t.text('events.queue.more', { count: more })),
    waiting.length > 1 &&
      actions(
        select(
          `events-select:${year}`,
          t.text('events.queue.several'),
          waiting.map((event) => ({
            value: String(event.number),
            label: numberedTitle(event),
            description: event.organisation.name,
          })),
          Math.min(AT_ONCE, waiting.length),
        ),
      ),
  );
}

/** Before several are accepted at once. Numbers are an edition's own: its year stands before them. */
export function confirmSeveral(t: Translator, year: number, events: readonly Event[]): Message {
  return message(
    text(t.text('events.several.confirm', { count: events.length })),
    // What is accepted is what stands here: whatever of it changes meanwhile is shown anew first.
    ...events.flatMap((event) => [
      text(numberedTitle(event)),
      fields(...essentialFields(t, event), ...exchangeFields(t, event)),
    ]),
    events.length > 0 &&
      actions(
        button(
          `events-accept:${year}/${events.map(({ number }) => number).join(',')}`,
          t.text('events.several.accept', { count: events.length }),
          'primary',
        ),
        button(`${KEEP}:`, t.text('common.cancel')),
      ),
  );
}

export function severalAcceptedMessage(t: Translator, { accepted, left, leaves }: AcceptedProposals): Message {
  return message(
    text(t.text('events.several.done', { count: accepted.length })),
    list(accepted.map(numberedTitle)),
    accepted.length > 0 && text(departureText(t, leaves)),
    left.length > 0 && text(t.text('events.several.left', { events: t.list(left.map(numberedTitle)) })),
    actions(button(runs(['evenement', 'file']), t.text('events.button.queue'))),
  );
}

/** To the coordinator who decided; `told`: when the organisation hears of it. */
export function eventDecidedMessage(
  t: Translator,
  event: Event,
  what: 'accepted' | 'asked' | 'refused',
  told: Block,
): Message {
  return message(
    text(t.text(`events.decided.${what}`, { event: numberedTitle(event), organisation: event.organisation.name })),
    told,
    undecideButton(t, event),
  );
}

/** Nothing is decided: it has changed since what was pressed was shown. */
export function proposalChangedMessage(t: Translator, event: Event): Message {
  return message(
    note(t.text('events.decided.changedSince')),
    heading(numberedTitle(event)),
    fields(...essentialFields(t, event), ...exchangeFields(t, event)),
    decideButtons(t, event),
  );
}

/** Before a decision is taken back, of which people know. */
export function confirmUndeciding(t: Translator, event: Event): Message {
  const values = { event: numberedTitle(event), organisation: event.organisation.name };
  return message(
    heading(t.text('events.undecide.title', values)),
    text(t.text(event.status === 'ACCEPTED' ? 'events.undecide.accepted' : 'events.undecide.refused', values)),
    actions(
      button(`event-undecide-now:${event.id}/${event.version}`, t.text('events.undecide'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Taken back: the decision is to be taken again. */
export function undecidedMessage(t: Translator, event: Event, told: Block): Message {
  const values = { event: numberedTitle(event), organisation: event.organisation.name };
  return message(text(t.text('events.undecide.done', values)), told, decideButtons(t, event));
}
