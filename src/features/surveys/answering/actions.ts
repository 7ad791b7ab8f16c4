import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import type { Message } from '../../../chat/message.ts';
import { askAnewMessage, givenInPrivateMessage, quoteChosenMessage } from '../asking/messages/quote.ts';
import type { AnswerInput } from '../questions/answer-input.ts';
import { QUOTE_CHOICES, type QuoteChoice } from '../questions/consent.ts';
import { SURVEY_ACTIONS } from '../questions/controls.ts';
import type { Opened } from '../survey.ts';
import { allAtOnceActions } from './all-actions.ts';
import { declineActions } from './decline-actions.ts';
import { enquiryActions } from './enquiry-actions.ts';
import {
  longReplyInput,
  mediaInput,
  partsOf,
  photoInput,
  putsReplyBack,
  questionIntro,
  replyInput,
  writtenBefore,
} from './forms.ts';
import { openedMessage, openedOrCompleteMessage, openingInPrivateMessage } from './messages/opened.ts';
import { questionnaireMessage } from './messages/questionnaires.ts';
import { recapComingMessage } from './messages/recap.ts';
import { allowQuote } from './operations/allow-quote.ts';
import { type AnswerOperations, correctAnswer, keepAnswer } from './operations/answer.ts';
import { continueInPrivate } from './operations/continue-in-private.ts';
import { continueConversation, openQuestionnaire, reopenQuestion } from './operations/converse.ts';
import { declineQuestionnaire } from './operations/decline.ts';
import { makeRecap } from './operations/recap.ts';
import { viewQuestionnaire } from './operations/view.ts';

const none = z.object({});
const one = z.object({ choice: z.string() });
const several = z.object({ choice: z.array(z.string()) });

/** Returns the actions behind every durable button, list and form that somebody answers with. */
export function answeringActions({
  answerQuestion,
  answerAll,
}: Pick<AnswerOperations, 'answerQuestion' | 'answerAll'>): readonly AnyAction[] {
  async function answer(context: Context, key: string, given: AnswerInput): Promise<null> {
    const { conversationId, question, version } = partsOf(key);
    await context.do(answerQuestion, { conversationId, question, version, given, pressedAt: context.at });
    return null;
  }
  const pressed = { who: 'organiser', answer: 'silent', form: 'never' } as const;
  const written = { who: 'organiser', answer: 'silent', form: 'always', intro: questionIntro } as const;

  return [
    action({
      name: SURVEY_ACTIONS.answer,
      ...pressed,
      input: none,
      run: (context, _, key) => answer(context, key, { by: 'press', what: partsOf(key).what }),
    }),
    action({
      name: SURVEY_ACTIONS.confirm,
      ...pressed,
      input: none,
      run: (context, _, key) => answer(context, key, { by: 'confirm', print: partsOf(key).what }),
    }),
    action({
      name: SURVEY_ACTIONS.choose,
      ...pressed,
      input: several,
      run: (context, { choice }, key) => answer(context, key, { by: 'choose', options: choice }),
    }),
    action({
      name: SURVEY_ACTIONS.rank,
      ...pressed,
      input: several,
      run: (context, { choice }, key) =>
        answer(context, key, { by: 'rank', place: Number(partsOf(key).what), options: choice }),
    }),
    action({
      name: SURVEY_ACTIONS.write,
      ...written,
      title: 'surveys.form.write',
      input: replyInput,
      putsBack: putsReplyBack,
      prefill: writtenBefore,
      run: (context, { reply }, key) => answer(context, key, { by: 'reply', text: reply }),
    }),
    action({
      name: SURVEY_ACTIONS.writeLong,
      ...written,
      title: 'surveys.form.write',
      input: longReplyInput,
      putsBack: putsReplyBack,
      prefill: writtenBefore,
      run: (context, { reply }, key) => answer(context, key, { by: 'reply', text: reply }),
    }),
    action({
      name: SURVEY_ACTIONS.media,
      ...written,
      title: 'surveys.form.media',
      input: mediaInput,
      run: (context, { outlet, medium, publishedOn = null, link = null }, key) =>
        answer(context, key, { by: 'media', outlet, medium, publishedOn, link }),
    }),
    action({
      name: SURVEY_ACTIONS.photo,
      ...written,
      title: 'surveys.form.photo',
      input: photoInput,
      run: (context, { photo }, key) => answer(context, key, { by: 'file', file: photo[0] ?? '', caption: '' }),
    }),
    ...allAtOnceActions({ answerAll }),
    ...conversationActions,
    ...questionnaireActions,
    ...declineActions,
    ...enquiryActions,
  ];
}

const silent = { who: 'organiser', answer: 'silent', form: 'never', input: none } as const;

const conversationActions: readonly AnyAction[] = [
  action({
    name: 'survey-correct-one',
    ...silent,
    input: one,
    async run(context, { choice }, conversationId) {
      await context.do(correctAnswer, { conversationId, question: choice, pressedAt: context.at });
      return null;
    },
  }),
  action({
    name: 'survey-quote',
    ...silent,
    input: z.object({ choice: z.enum(QUOTE_CHOICES) }),
    run: (context, { choice }, key) => chosenToQuote(context, choice, key),
  }),
  // The list of whoever had chosen for another answer than the one that stands.
  action({
    name: 'survey-quote-anew',
    who: 'organiser',
    answer: 'update',
    form: 'never',
    input: z.object({ choice: z.enum(QUOTE_CHOICES) }),
    run: async (context, { choice }, key) =>
      (await chosenToQuote(context, choice, key)) ?? quoteChosenMessage(context.t, choice),
  }),
  // The button below each answer in conversations from before there were cards.
  action({
    name: 'survey-correct',
    ...silent,
    async run(context, _, key) {
      const { conversationId, question } = partsOf(key);
      await context.do(correctAnswer, { conversationId, question, pressedAt: context.at });
      return null;
    },
  }),
  action({
    name: 'survey-keep-answer',
    ...silent,
    async run(context, _, key) {
      const { conversationId, question } = partsOf(key);
      await context.do(keepAnswer, { conversationId, question, pressedAt: context.at });
      return null;
    },
  }),
  action({
    name: 'survey-private',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, conversationId) =>
      openingInPrivateMessage(
        context.t,
        await context.do(continueInPrivate, { conversationId }),
        context.place.platform,
      ),
  }),
  action({
    name: 'survey-continue',
    ...silent,
    async run(context, _, conversationId) {
      await context.do(continueConversation, { conversationId });
      return null;
    },
  }),
  action({
    name: 'survey-decline',
    ...silent,
    async run(context, _, conversationId) {
      await context.do(declineQuestionnaire, { conversationId });
      return null;
    },
  }),
];

/** Stores a choice; returns what to say where it isn't for the answer that stands, otherwise null. */
async function chosenToQuote(context: Context, choice: QuoteChoice, key: string): Promise<Message | null> {
  const { conversationId, question, what } = partsOf(key);
  const outcome = await context.do(allowQuote, { conversationId, question, shown: what || null, choice });
  if (outcome.kind === 'stored') return null;
  return outcome.kind === 'hidden' ? givenInPrivateMessage(context.t, outcome) : askAnewMessage(context.t, outcome);
}

async function opened(context: Context, questionnaireId: string): Promise<Message | null> {
  const opened = await context.do(openQuestionnaire, { questionnaireId });
  return isSeenFrom(context, opened) ? null : openedOrCompleteMessage(context.t, opened);
}

/** Returns whether the card comes right where its reader is, so that nothing has to be said of where it is. */
function isSeenFrom({ place }: Context, { leaves, channel }: Opened): boolean {
  return leaves !== null && channel === place.channel && leaves.held + leaves.failed + leaves.away.length === 0;
}

const questionnaireActions: readonly AnyAction[] = [
  action({
    name: 'survey-open',
    who: 'organiser',
    answer: 'silent',
    form: 'never',
    input: none,
    run: (context, _, questionnaireId) => opened(context, questionnaireId),
  }),
  action({
    name: 'survey-open-one',
    who: 'organiser',
    answer: 'silent',
    form: 'never',
    input: one,
    run: (context, { choice }) => opened(context, choice),
  }),
  action({
    name: 'survey-sheet',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, questionnaireId) =>
      questionnaireMessage(context.t, await context.do(viewQuestionnaire, { questionnaireId })),
  }),
  action({
    name: 'survey-recap',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, questionnaireId) =>
      recapComingMessage(context.t, await context.do(makeRecap, { questionnaireId })),
  }),
  action({
    name: 'survey-see',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: one,
    run: async (context, { choice }) =>
      questionnaireMessage(context.t, await context.do(viewQuestionnaire, { questionnaireId: choice })),
  }),
  action({
    name: 'survey-fix',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: one,
    run: async (context, { choice }, questionnaireId) =>
      openedMessage(context.t, await context.do(reopenQuestion, { questionnaireId, question: choice })),
  }),
  action({
    name: 'survey-amend',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, key) {
      const [questionnaireId = '', question = ''] = key.split('/');
      return openedMessage(context.t, await context.do(reopenQuestion, { questionnaireId, question }));
    },
  }),
  action({
    name: 'survey-enter',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: one,
    run: (context, { choice }) => opened(context, choice),
  }),
];
