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
import type { UserError } from '../../../chat/user-error.ts';
import { atOnce, mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../event.ts';
import type { AcceptedProposals, Queue } from '../queue.ts';
import { isPossible, isQuestionLeft, proposalsVersion } from '../rules.ts';
import { decideButtons, undecideButton } from './card.ts';
import { clusterBlocks, openMergeBlocks } from './merge.ts';
import {
  essentialFields,
  exchangeFields,
  numberedTitle,
  othersConcerned,
  outsideNote,
  overlapBlocks,
  proposalOption,
  titleAmong,
} from './pieces.ts';

/**
 * The most proposals that can be accepted at once: the confirmation, which quotes them all, has to fit into one
 * message.
 */
const AT_ONCE = 6;

/** Shows the proposals that wait for the coordinators. */
export function queueMessage(t: Translator, queue: Queue): Message {
  return atOnce(queueInSteps(t, queue));
}

export function* queueInSteps(t: Translator, { year, events, first, clusters, merges }: Queue): Stepwise<Message> {
  if (events.length === 0) return message(text(t.text('events.queue.empty')));
  const waiting = events.filter(({ status }) => status === 'PROPOSED');
  const more = events.length - first.length;
  return message(
    heading(t.text('events.queue.title', { count: events.length })),
    ...clusterBlocks(t, clusters),
    ...openMergeBlocks(t, merges),
    ...first.flatMap(({ event, clashes }, index) => [
      index > 0 && divider,
      text(numberedTitle(event)),
      fields(...essentialFields(t, event), ...exchangeFields(t, event)),
      outsideNote(t, clashes.outside),
      ...overlapBlocks(t, clashes.overlaps),
      event.status === 'QUESTIONED' && note(t.text('events.card.questioned')),
      decideButtons(t, event, 'queue'),
    ]),
    more > 0 && note(t.text('events.queue.more', { count: more })),
    waiting.length > 1 &&
      actions(
        select(
          `events-select:${year}`,
          t.text('events.queue.several'),
          yield* mapInSteps(waiting, (event) => proposalOption(t, event)),
          Math.min(AT_ONCE, waiting.length),
        ),
      ),
  );
}

/** Shows what is left of the queue below what was just done in it. */
export function queueAfter(done: Message, left: Message): Message {
  return message(...done.blocks, divider, ...left.blocks);
}

/**
 * Asks before several are accepted at once. The button's key holds the year, because numbers belong to an edition, and the version of
 * what is shown.
 */
export function confirmSeveral(t: Translator, year: number, events: readonly Event[]): Message {
  return message(
    text(t.text('events.several.confirm', { count: events.length })),
    // The coordinators accept just what stands here. If any of it changes meanwhile, this is shown again first.
    ...events.flatMap((event) => [
      text(numberedTitle(event)),
      fields(...essentialFields(t, event), ...exchangeFields(t, event)),
      event.status === 'QUESTIONED' && note(t.text('events.card.questioned')),
    ]),
    events.length > 0 &&
      actions(
        button(
          `events-accept:${year}/${events.map(({ number }) => number).join(',')}/${proposalsVersion(events)}`,
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
    list(accepted.map((event) => titleAmong(t, event, accepted))),
    accepted.length > 0 && text(departureText(t, leaves)),
    left.length > 0 &&
      text(t.text('events.several.left', { events: t.list(left.map((event) => titleAmong(t, event, left))) })),
    actions(button(runs(['evenement', 'file']), t.text('events.button.queue'))),
  );
}

/** Confirms the decision to the coordinator who made it. `told` says when the organisation is told. */
export function eventDecidedMessage(
  t: Translator,
  event: Event,
  what: 'accepted' | 'asked' | 'refused',
  told: Block,
): Message {
  return message(
    text(t.text(`events.decided.${what}`, { event: numberedTitle(event), organisation: event.organisation.name })),
    what === 'accepted' &&
      isQuestionLeft(event) &&
      note(t.text('events.decided.questionLeft', { organisation: event.organisation.name })),
    told,
    undecideButton(t, event),
  );
}

/** Says, in the words of the refusal, that the queue's proposals get no decision any more, and what can be done instead. */
export function lapsedMessage(t: Translator, { offers }: Pick<UserError, 'offers'>, why: string): Message {
  return message(text(why), actions(...offers.map(({ action, label }) => button(action, t.text(label as TextKey)))));
}

/** Shows the proposal as it is now. Nothing is decided, because it changed after the pressed button was shown. */
export function proposalChangedMessage(t: Translator, event: Event): Message {
  return message(
    note(t.text('events.decided.changedSince')),
    heading(numberedTitle(event)),
    fields(...essentialFields(t, event), ...exchangeFields(t, event)),
    decideButtons(t, event),
  );
}

/** Asks before a decision is taken back that people have been told of. */
export function confirmUndeciding(t: Translator, event: Event): Message {
  const values = { event: numberedTitle(event), organisation: event.organisation.name };
  return message(
    heading(t.text('events.undecide.title', values)),
    text(
      event.status === 'ACCEPTED'
        ? // Those who haven't answered their invitation stay asked, and are told nothing.
          t.text('events.undecide.accepted', { ...values, others: othersConcerned({ ...event, invited: [] }) })
        : t.text('events.undecide.refused', { ...values, others: othersConcerned(event) }),
    ),
    actions(
      button(`event-undecide-now:${event.id}/${event.version}`, t.text('events.undecide'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Confirms that the decision is taken back, and offers to decide again. */
export function undecidedMessage(t: Translator, event: Event, told: Block): Message {
  const values = { event: numberedTitle(event), organisation: event.organisation.name };
  return message(
    text(t.text('events.undecide.done', values)),
    isPossible('answer', event.status) && note(t.text('events.card.questioned')),
    told,
    decideButtons(t, event),
  );
}
