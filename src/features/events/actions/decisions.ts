import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import { errorText } from '../../../access/operation/error-text.ts';
import { idAsShown } from '../../../access/operation/version.ts';
import { longTextField } from '../../../chat/form.ts';
import { type Block, type Message, message, note } from '../../../chat/message.ts';
import { inTurns } from '../../../concurrency/turns.ts';
import { viewEdition } from '../../editions/operations.ts';
import { notAnnouncedNote } from '../../regions/not-announced.ts';
import type { Event } from '../event.ts';
import { departureBlock } from '../forms/told.ts';
import type { DecidedIn } from '../messages/card.ts';
import {
  confirmSeveral,
  confirmUndeciding,
  eventDecidedMessage,
  lapsedMessage,
  proposalChangedMessage,
  queueAfter,
  queueInSteps,
  severalAcceptedMessage,
  undecidedMessage,
} from '../messages/queue.ts';
import { type Decisions, eventToDecide } from '../operations/decide.ts';
import { decisionToTakeBack, takeBackDecision } from '../operations/undecide.ts';
import { proposalsNumbered, queuedEvents } from '../operations/view.ts';
import { EditionClosed } from '../permission.ts';
import { areOver, proposalVersion } from '../rules.ts';

/**
 * Splits the key `<year>/<number>,<number>…/<version of the proposals>`. Buttons that were posted before keys carried it have no
 * version.
 */
function severalIn(key: string): { readonly year: number; readonly numbers: number[]; readonly shown?: string } {
  const [year, numbers = '', shown] = key.split('/');
  return { year: Number(year), numbers: numbers.split(',').map(Number), ...(shown === undefined ? {} : { shown }) };
}

/** Splits the key `<event>/<version>`. */
function versionIn(key: string): { readonly id: string; readonly version: number } {
  const [id = '', version] = key.split('/');
  return { id, version: Number(version) };
}

/**
 * Returns the proposal as it is now when it differs from what stood beside the button; null otherwise. Throws UserError
 * once it is decided.
 */
async function changedProposal(context: Context, key: string): Promise<Message | null> {
  const { id, shown } = idAsShown(key);
  const now = await context.do(eventToDecide, { id });
  return shown === undefined || proposalVersion(now) === shown ? null : proposalChangedMessage(context.t, now);
}

/** Does it where its edition is open; otherwise shows, in the place of the queue, why none of its buttons decides any more. */
async function whileOpen<T>(context: Context, where: DecidedIn, work: () => Promise<T>): Promise<T | Message> {
  try {
    return await work();
  } catch (error) {
    if (where === 'event' || !(error instanceof EditionClosed)) throw error;
    return lapsedMessage(context.t, error, errorText(context.t, error, context));
  }
}

/** Returns the version of the event below which the form was opened. */
async function standing(context: Context, _: unknown, key: string): Promise<string> {
  return String((await context.do(eventToDecide, { id: idAsShown(key).id })).version);
}

/** Says where accepted events won't be announced; false where the edition announces none. */
async function notToldNote(context: Context): Promise<Block | null | false> {
  const { tellsAcceptances } = await context.do(viewEdition, {});
  return tellsAcceptances && notAnnouncedNote(context);
}

/** Says what an acceptance doesn't bring: of an event that is over nothing is announced. */
async function afterAccepting(context: Context, { slots }: Event): Promise<Block | null | false> {
  const { t, now, region } = context;
  return areOver(slots, now, region.timeZone) ? note(t.text('events.decided.past')) : notToldNote(context);
}

/** Shows the outcome of a decision: by itself, or above what is left of the queue in which it was taken. */
async function shownIn(context: Context, where: DecidedIn, done: Message): Promise<Message> {
  if (where === 'event') return done;
  const queue = await context.do(queuedEvents, {});
  return queueAfter(done, await inTurns(queueInSteps(context.t, queue)));
}

/**
 * Returns the buttons that decide on one proposal. Those of the queue are answered in its place, so that no button of
 * what is decided stays there.
 */
function decidingActions(decisions: Decisions, where: DecidedIn): readonly AnyAction[] {
  const answer = where === 'event' ? ('private' as const) : ('update' as const);
  const options = { who: 'coordinator', answer } as const;
  return [
    action({
      name: `${where}-accept`,
      ...options,
      form: 'never',
      input: z.object({}),
      run: (context, _, key) =>
        whileOpen(context, where, async () => {
          const { id, shown } = idAsShown(key);
          const now = await context.do(eventToDecide, { id });
          if (proposalVersion(now) !== shown) return shownIn(context, where, proposalChangedMessage(context.t, now));
          const event = await context.do(decisions.accept, { id, version: now.version });
          const told = await departureBlock(context, event);
          const { blocks } = eventDecidedMessage(context.t, event, 'accepted', told);
          return shownIn(context, where, message(...blocks, await afterAccepting(context, event)));
        }),
    }),
    action({
      name: `${where}-ask`,
      ...options,
      form: 'always',
      title: 'events.form.ask',
      confirm: 'events.ask.anyway',
      input: z.object({ question: longTextField({ label: 'events.form.question', max: 1000 }) }),
      replacementIfStale: (context, key) => whileOpen(context, where, () => changedProposal(context, key)),
      standing,
      async run(context, { question }, key, version) {
        const { id } = idAsShown(key);
        const event = await context.do(decisions.ask, { id, version: Number(version), question });
        const told = await departureBlock(context, event);
        return shownIn(context, where, eventDecidedMessage(context.t, event, 'asked', told));
      },
    }),
    action({
      name: `${where}-refuse`,
      ...options,
      form: 'always',
      title: 'events.form.refuse',
      confirm: 'events.refuse.anyway',
      input: z.object({
        reason: longTextField({ label: 'events.form.motive', hint: 'events.form.motiveHint', max: 1000 }),
      }),
      replacementIfStale: (context, key) => whileOpen(context, where, () => changedProposal(context, key)),
      standing,
      async run(context, { reason }, key, version) {
        const { id } = idAsShown(key);
        const event = await context.do(decisions.refuse, { id, version: Number(version), reason });
        const told = await departureBlock(context, event);
        return shownIn(context, where, eventDecidedMessage(context.t, event, 'refused', told));
      },
    }),
  ];
}

/** Returns the coordinators' buttons on a card and in the queue. */
export function decisionActions(decisions: Decisions): readonly AnyAction[] {
  return [
    ...decidingActions(decisions, 'event'),
    ...decidingActions(decisions, 'queue'),
    action({
      name: 'events-select',
      who: 'coordinator',
      answer: 'private',
      form: 'never',
      input: z.object({ choice: z.array(z.string()).min(1) }),
      async run(context, { choice }, key) {
        const year = Number(key);
        const events = await context.do(proposalsNumbered, { year, numbers: choice.map(Number) });
        return confirmSeveral(context.t, year, events);
      },
    }),
    action({
      name: 'events-accept',
      who: 'coordinator',
      answer: 'update',
      form: 'never',
      input: z.object({}),
      async confirms(context, key) {
        const asked = severalIn(key);
        return confirmSeveral(context.t, asked.year, await context.do(proposalsNumbered, asked));
      },
      async run(context, _, key) {
        const asked = severalIn(key);
        const together = await context.do(decisions.acceptSeveral, asked);
        const { blocks } = severalAcceptedMessage(context.t, together);
        return message(...blocks, together.accepted.length > 0 && (await notToldNote(context)));
      },
    }),
    action({
      name: 'event-undecide',
      who: 'coordinator',
      answer: 'private',
      form: 'never',
      input: z.object({}),
      run: async (context, _, id) => confirmUndeciding(context.t, await context.do(decisionToTakeBack, { id })),
    }),
    action({
      name: 'event-undecide-now',
      who: 'coordinator',
      answer: 'update',
      form: 'never',
      input: z.object({}),
      confirms: async (context, key) =>
        confirmUndeciding(context.t, await context.do(decisionToTakeBack, { id: versionIn(key).id })),
      async run(context, _, key) {
        const event = await context.do(takeBackDecision, versionIn(key));
        return undecidedMessage(context.t, event, await departureBlock(context, event));
      },
    }),
  ];
}
