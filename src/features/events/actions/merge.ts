import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import { type Message, message, note } from '../../../chat/message.ts';
import { UserError } from '../../../chat/user-error.ts';
import { type MergeAnswer, type MergeSide, mergeSides } from '../merge.ts';
import {
  chooseToMerge,
  confirmMerge,
  mergeAnsweredMessage,
  mergeCard,
  mergeProposedMessage,
  seenMerge,
} from '../messages/merge.ts';
import {
  agreeToMerge,
  askMerge,
  declineMerge,
  proposalsToMerge,
  proposeMerge,
  undoAgreement,
  viewMerge,
  withdrawMerge,
} from '../operations/merge.ts';
import { proposalsNumbered, queuedEvents } from '../operations/view.ts';

const none = z.object({});

/** Options of a coordinator's button that changes the message it stands in. */
const changes = { who: 'coordinator', answer: 'update', form: 'never' } as const;
/** Options of an organiser's button that is answered privately. */
const answers = { who: 'organiser', answer: 'private', form: 'never', input: none } as const;

/** Splits the key `<event that stays>/<event that is closed>`. */
function pairIn(key: string): Readonly<Record<MergeSide, string>> {
  const [kept = '', closed = ''] = key.split('/');
  return { kept, closed };
}

/** Splits the key `<merge>/<side>/<version of both proposals>`. Throws UserError when there is no such side. */
function sideIn(key: string): { readonly id: string; readonly side: MergeSide; readonly shown: string } {
  const [id = '', name, shown = ''] = key.split('/');
  const side = mergeSides.find((one) => one === name);
  if (!side) throw new UserError('common.errors.invalid');
  return { id, side, shown };
}

/** Shows what would be proposed to the organisations of the two proposals with these numbers. */
async function confirmNumbers(context: Context, year: number, numbers: readonly number[]): Promise<Message> {
  const events = await context.do(proposalsNumbered, { year, numbers: [...numbers] });
  const [first, second, ...others] = events;
  if (!first || !second) throw new UserError('events.errors.twoToMerge');
  if (others.length > 0) return chooseToMerge(context.t, year, events);
  return confirmPair(context, `${first.id}/${second.id}`);
}

async function confirmPair(context: Context, key: string): Promise<Message> {
  const { kept, closed } = await context.do(proposalsToMerge, pairIn(key));
  return confirmMerge(context.t, kept, closed);
}

function answered({ t }: Context, answer: MergeAnswer, side: MergeSide): Message {
  if (answer.outcome !== 'changed') return mergeAnsweredMessage(t, answer);
  return message(note(t.text('common.shown.changed')), ...mergeCard(t, answer.shown, side).blocks);
}

/** The buttons by which two proposals become one event. */
export const mergeActions: readonly AnyAction[] = [
  action({
    name: 'merge-cluster',
    ...changes,
    answer: 'private',
    input: none,
    async run(context, _, id) {
      const { year, clusters } = await context.do(queuedEvents, {});
      const found = clusters.find(({ events }) => events.some((event) => event.id === id));
      const numbers = found?.events.map(({ number }) => number) ?? [];
      return confirmNumbers(context, year, numbers);
    },
  }),
  action({
    name: 'merge-choose',
    ...changes,
    input: z.object({ choice: z.array(z.string()).min(1) }),
    run: (context, { choice }, year) => confirmNumbers(context, Number(year), choice.map(Number)),
  }),
  action({
    name: 'merge-show',
    ...changes,
    input: none,
    run: (context, _, key) => confirmPair(context, key),
  }),
  action({
    name: 'merge-propose',
    ...changes,
    input: none,
    confirms: confirmPair,
    async run(context, _, key) {
      const { merge, leaves } = await context.do(proposeMerge, pairIn(key));
      return mergeProposedMessage(context.t, merge, leaves);
    },
  }),
  /** Asks the other organisation; the key is `<own event>/<other event>`. */
  action({
    name: 'merge-ask',
    ...answers,
    async run(context, _, key) {
      const [own = '', other = ''] = key.split('/');
      const { merge, leaves } = await context.do(askMerge, { own, other });
      return mergeProposedMessage(context.t, merge, leaves);
    },
  }),
  action({
    name: 'merge-view',
    ...answers,
    run: async (context, _, id) => seenMerge(context.t, await context.do(viewMerge, { id })),
  }),
  action({
    name: 'merge-agree',
    ...answers,
    async run(context, _, key) {
      const given = sideIn(key);
      return answered(context, await context.do(agreeToMerge, given), given.side);
    },
  }),
  action({
    name: 'merge-undo',
    ...answers,
    async run(context, _, key) {
      const { id, side } = sideIn(key);
      return answered(context, await context.do(undoAgreement, { id, side }), side);
    },
  }),
  action({
    name: 'merge-decline',
    ...answers,
    async run(context, _, key) {
      const { id, side } = sideIn(key);
      return answered(context, await context.do(declineMerge, { id, side }), side);
    },
  }),
  action({
    name: 'merge-withdraw',
    ...answers,
    run: async (context, _, id) => answered(context, await context.do(withdrawMerge, { id }), 'kept'),
  }),
];
