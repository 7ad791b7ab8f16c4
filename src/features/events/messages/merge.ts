import { type Departure, departureText } from '../../../access/contacts/departure.ts';
import { KEEP } from '../../../chat/interaction.ts';
import {
  actions,
  type Block,
  button,
  fields,
  heading,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../chat/message.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../event.ts';
import { placeText } from '../fields/place.ts';
import {
  hostOfSide,
  type Merge,
  type MergeFacts,
  type MergeSide,
  mergeSides,
  mergeVersion,
  otherSide,
  type SeenMerge,
  type SettledMerge,
} from '../merge.ts';
import type { Cluster } from '../queue.ts';
import { essentialFields, numberedTitle, proposalOption } from './pieces.ts';

function named(kept: Event, closed: Event) {
  return {
    kept: kept.title,
    closed: closed.title,
    host: kept.organisation.name,
    guest: closed.organisation.name,
  };
}

/** Asks one side's organisation whether two proposals become one event; later it says how that stands. */
export function mergeCard(t: Translator, facts: MergeFacts, side: MergeSide): Message {
  const { merge } = facts;
  return message(...whatIsAsked(t, facts), ...(merge.status === 'OPEN' ? [answerButtons(t, merge, side)] : []));
}

/** Shows a merge to somebody whom it concerns: their organisation's card, and the button that takes it back. */
export function seenMerge(t: Translator, { facts, side, mayWithdraw }: SeenMerge): Message {
  const blocks = side === null ? whatIsAsked(t, facts) : mergeCard(t, facts, side).blocks;
  return message(...blocks, mayWithdraw && withdrawButton(t, facts.merge));
}

function withdrawButton(t: Translator, { id }: Merge): Block | null {
  return actions(button(`merge-withdraw:${id}`, t.text('events.merge.withdraw')));
}

function whatIsAsked(t: Translator, { merge, by, ender }: MergeFacts): readonly (Block | null)[] {
  const { kept, closed, status } = merge;
  const asking = merge.asker === null ? t.text('events.merge.by', { chamber: by }) : by;
  const values = { ...named(kept, closed), by: asking };
  return [
    heading(t.text('events.merge.title', values)),
    text(t.text('events.merge.what', values)),
    fields(...essentialFields(t, kept)),
    // Once it is over nothing would be closed any more: what became of it is said instead.
    status === 'OPEN'
      ? note(t.text('events.merge.closes', { ...values, when: t.slots(closed.slots), where: placeText(closed) }))
      : null,
    note(status === 'OPEN' ? openText(t, merge) : endText(t, merge, ender)),
  ];
}

/** Words who has agreed and who hasn't. */
function openText(t: Translator, merge: Merge): string {
  const names = (agreed: boolean) =>
    mergeSides.filter((one) => (merge.agreed[one] !== null) === agreed).map((one) => hostOfSide(merge, one).name);
  const agreed = names(true);
  if (agreed.length === 0) return t.text('events.merge.both');
  return t.text('events.merge.waits', { agreed: t.list(agreed), others: t.list(names(false)) });
}

function answerButtons(t: Translator, merge: Merge, side: MergeSide): Block | null {
  const key = `${merge.id}/${side}`;
  if (merge.agreed[side] !== null) return actions(button(`merge-undo:${key}`, t.text('events.merge.undo')));
  const shown = mergeVersion(merge.kept, merge.closed);
  return actions(
    button(`merge-agree:${key}/${shown}`, t.text('events.merge.agree'), 'primary'),
    button(`merge-decline:${key}`, t.text('events.merge.decline')),
  );
}

function endText(t: Translator, { kept, closed, status }: Merge, ender: string): string {
  const values = { ...named(kept, closed), name: ender };
  if (status === 'DONE') return t.text('events.merge.done', values);
  return t.text(status === 'DECLINED' ? 'events.merge.declined' : 'events.merge.over', values);
}

/** Shows a coordinator what would be proposed to both organisations, and which event would stay. */
export function confirmMerge(t: Translator, kept: Event, closed: Event): Message {
  const values = named(kept, closed);
  return message(
    heading(t.text('events.merge.title', values)),
    text(t.text('events.merge.would', values)),
    ...[kept, closed].flatMap((event) => [text(numberedTitle(event)), fields(...essentialFields(t, event))]),
    note(t.text('events.merge.both')),
    actions(
      button(`merge-propose:${kept.id}/${closed.id}`, t.text('events.merge.propose'), 'primary'),
      button(`merge-show:${closed.id}/${kept.id}`, t.text('events.merge.swap', values)),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Asks which two of several proposals of one day and town may become one event. */
export function chooseToMerge(t: Translator, year: number, events: readonly Event[]): Message {
  return message(
    text(t.text('events.merge.which')),
    actions(
      select(
        `merge-choose:${year}`,
        t.text('events.merge.choose'),
        events.map((event) => proposalOption(t, event)),
        2,
      ),
    ),
  );
}

/** Tells, above the queue, what is near: "Amiens, samedi 14 novembre 2026 : 3 événements de structures différentes". */
export function clusterBlocks(t: Translator, clusters: readonly Cluster[]): readonly (Block | null)[] {
  return clusters.flatMap(({ at, where, events, isFree }) => [
    note(t.text('events.cluster.line', { where, when: t.date(at), count: events.length })),
    // The first of them stands for all: there may be more than a button's key holds.
    isFree ? actions(button(`merge-cluster:${events[0]?.id}`, t.text('events.cluster.propose'))) : null,
  ]);
}

/** Tells, above the queue, which proposals are asked to become one, by whichever coordinator or organisation. */
export function openMergeBlocks(t: Translator, merges: readonly Merge[]): readonly (Block | null)[] {
  return merges.flatMap((merge) => [
    text(t.text('events.queue.merge', named(merge.kept, merge.closed))),
    note(openText(t, merge)),
    withdrawButton(t, merge),
  ]);
}

/** Confirms to whoever proposed it that both organisations, or the other one, are asked. */
export function mergeProposedMessage(t: Translator, merge: Merge, leaves: Departure): Message {
  const { kept, closed } = merge;
  return message(
    text(t.text('events.merge.proposed', named(kept, closed))),
    text(departureText(t, leaves)),
    withdrawButton(t, merge),
  );
}

/** Tells who answered what came of it. */
export function mergeAnsweredMessage(t: Translator, answer: SettledMerge): Message {
  const { merge, outcome } = answer;
  const { kept, closed } = merge;
  return message(
    text(outcome === 'late' ? lateText(t, answer) : t.text(`events.merge.answer.${outcome}`, named(kept, closed))),
    (outcome === 'merged' || outcome === 'late') &&
      actions(button(`event-view:${kept.id}`, t.text('events.button.view'))),
  );
}

/** Tells who agreed meanwhile: the other organisation or, for whoever had neither asked nor agreed, both. */
function lateText(t: Translator, { merge, by }: Extract<SettledMerge, { readonly outcome: 'late' }>): string {
  const values = named(merge.kept, merge.closed);
  if (by === null) return t.text('events.merge.answer.lateBoth', values);
  return t.text('events.merge.answer.late', { ...values, name: hostOfSide(merge, otherSide(by)).name });
}

/** Tells both organisations that their proposals are one event. */
export function mergedNotice(t: Translator, { kept, closed }: Merge): Message {
  return message(
    text(t.text('events.merge.notice', named(kept, closed))),
    actions(button(`event-view:${kept.id}`, t.text('events.button.view'))),
  );
}

/** Tells whoever proposed it that an organisation keeps its event. */
export function mergeDeclinedNotice(t: Translator, { kept, closed }: Merge, organisation: string): Message {
  return message(text(t.text('events.merge.declinedNotice', { ...named(kept, closed), organisation })));
}
