import { z } from 'zod';
import { type AnyAction, action } from '../../access/context.ts';
import { longTextField } from '../../chat/form.ts';
import { confirmSeveral, decidedMessage, severalAccepted } from './messages/queue.ts';
import { type Decisions, eventToDecide } from './operations/decide.ts';
import { queuedEvents } from './operations/view.ts';

/** What coordinators press on a card or in the queue. */
export function decisionActions(decisions: Decisions): readonly AnyAction[] {
  return [
    action({
      name: 'event-accept',
      who: 'coordinator',
      answer: 'private',
      form: 'never',
      input: z.object({}),
      run: async (context, _, id) => decidedMessage(context.t, await context.do(decisions.accept, { id }), 'accepted'),
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
      async run(context, { choice }) {
        const waiting = await context.do(queuedEvents, {});
        return confirmSeveral(
          context.t,
          waiting.filter(({ number }) => choice.includes(String(number))),
        );
      },
    }),
    action({
      name: 'events-accept',
      who: 'coordinator',
      answer: 'update',
      form: 'never',
      input: z.object({}),
      async run(context, _, key) {
        const numbers = key.split(',').map(Number);
        const { accepted, left } = await context.do(decisions.acceptSeveral, { numbers });
        return severalAccepted(context.t, accepted, left);
      },
    }),
  ];
}
