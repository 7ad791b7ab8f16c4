import { z } from 'zod';
import { type AnyAction, action } from '../../../access/operation/context.ts';
import { declinedMessage, declineWhichMessage } from './messages/declined.ts';
import { openedOrCompleteMessage } from './messages/opened.ts';
import { openQuestionnaire } from './operations/converse.ts';
import { declineReminded, questionnairesToDecline, takeRefusalBack } from './operations/decline.ts';

const none = z.object({});

/** The actions behind [Nous ne répondrons pas] below a reminder, and behind taking that back. */
export const declineActions: readonly AnyAction[] = [
  action({
    name: 'survey-refuse',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, questionnaireId) =>
      declinedMessage(context.t, await context.do(declineReminded, { questionnaireId })),
  }),
  action({
    name: 'survey-refuse-which',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => declineWhichMessage(context.t, await context.do(questionnairesToDecline, {})),
  }),
  action({
    name: 'survey-refuse-one',
    who: 'organiser',
    answer: 'update',
    form: 'never',
    input: z.object({ choice: z.string() }),
    run: async (context, { choice }) =>
      declinedMessage(context.t, await context.do(declineReminded, { questionnaireId: choice })),
  }),
  action({
    name: 'survey-refuse-not',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, questionnaireId) {
      await context.do(takeRefusalBack, { questionnaireId });
      return openedOrCompleteMessage(context.t, await context.do(openQuestionnaire, { questionnaireId }));
    },
  }),
];
