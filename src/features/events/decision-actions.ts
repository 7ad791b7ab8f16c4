import { z } from 'zod';
import { type AnyAction, action } from '../../access/context.ts';
import { longTextField } from '../../chat/form.ts';
import { message } from '../../chat/message.ts';
import { notAnnounced } from '../regions/not-announced.ts';
import {
  confirmSeveral,
  confirmUndeciding,
  decidedMessage,
  severalAccepted,
  undecidedMessage,
} from './messages/queue.ts';
import { type Decisions, eventToDecide } from './operations/decide.ts';
import { decisionToTakeBack, takeBackDecision } from './operations/undecide.ts';
import { proposalsNumbered } from './operations/view.ts';

/** `<year>/<number>,<number>…` */
function numbersIn(key: string): { readonly year: number; readonly numbers: number[] } {
  const [year, numbers = ''] = key.split('/');
  return { year: Number(year), numbers: numbers.split(',').map(Number) };
}

/** What coordinators press on a card or in the queue. */
export function decisionActions(decisions: Decisions): readonly AnyAction[] {
  return [
    action({
      name: 'event-accept',
      who: 'coordinator',
      answer: 'private',
      form: 'never',
      input: z.object({}),
      async run(context, _, id) {
        const { blocks } = decidedMessage(context.t, await context.do(decisions.accept, { id }), 'accepted');
        return message(...blocks, await notAnnounced(context));
      },
    }),
    action({
      name: 'event-ask',
      who: 'coordinator',
      answer: 'private',
      form: 'always',
      title: 'events.form.ask',
      input: z.object({ question: longTextField({ label: 'events.form.question', max: 1000 }) }),
      async prefill(context, id) {
        await context.do(eventToDecide, { id });
        return {};
      },
      run: async (context, { question }, id) =>
        decidedMessage(context.t, await context.do(decisions.ask, { id, question }), 'asked'),
    }),
    action({
      name: 'event-refuse',
      who: 'coordinator',
      answer: 'private',
      form: 'always',
      title: 'events.form.refuse',
      input: z.object({
        reason: longTextField({ label: 'events.form.motive', hint: 'events.form.motiveHint', max: 1000 }),
      }),
      async prefill(context, id) {
        await context.do(eventToDecide, { id });
        return {};
      },
      run: async (context, { reason }, id) =>
        decidedMessage(context.t, await context.do(decisions.refuse, { id, reason }), 'refused'),
    }),
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
        const asked = numbersIn(key);
        return confirmSeveral(context.t, asked.year, await context.do(proposalsNumbered, asked));
      },
      async run(context, _, key) {
        const asked = numbersIn(key);
        const { accepted, left } = await context.do(decisions.acceptSeveral, asked);
        const { blocks } = severalAccepted(context.t, accepted, left);
        return message(...blocks, accepted.length > 0 && (await notAnnounced(context)));
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
        confirmUndeciding(context.t, await context.do(decisionToTakeBack, { id: key.split('/')[0] ?? '' })),
      async run(context, _, key) {
        const [id = '', version] = key.split('/');
        return undecidedMessage(context.t, await context.do(takeBackDecision, { id, version: Number(version) }));
      },
    }),
  ];
}
