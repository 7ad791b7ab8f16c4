import { z } from 'zod';
import { departureText } from '../../access/contacts/departure.ts';
import { commandName } from '../../access/operation/command-name.ts';
import { type AnyAction, action, type Context } from '../../access/operation/context.ts';
import type { Message } from '../../chat/message.ts';
import { message, text } from '../../chat/message.ts';
import {
  longReplyInput,
  mediaInput,
  partsOf,
  photoInput,
  questionIntro,
  replyInput,
  writtenBefore,
} from './answering/forms.ts';
import { openedMessage, openedOrCompleteMessage, openingInPrivateMessage } from './answering/messages/opened.ts';
import { questionnaireMessage } from './answering/messages/questionnaires.ts';
import { type AnswerOperations, correctAnswer, keepAnswer } from './answering/operations/answer.ts';
import { continueInPrivate } from './answering/operations/continue-in-private.ts';
import {
  continueConversation,
  declineQuestionnaire,
  openQuestionnaire,
  reopenQuestion,
} from './answering/operations/converse.ts';
import {
  callListMessage,
  confirmSurveyClosing,
  confirmSurveyReminding,
  surveyClosedMessage,
} from './coordination/messages/run.ts';
import {
  previewClosing,
  previewReminding,
  type RunOperations,
  remindMissing,
} from './coordination/operations/run-survey.ts';
import { callList, viewQuestionnaire } from './coordination/operations/view.ts';
import { postponeAction } from './coordination/postpone-action.ts';
import type { AnswerInput } from './questions/answer-input.ts';
import { SURVEY_ACTIONS } from './questions/controls.ts';

const none = z.object({});
const one = z.object({ choice: z.string() });
const several = z.object({ choice: z.array(z.string()) });

/** Returns the actions behind every durable button, list and form of the survey. */
export function surveyActions({
  answerQuestion,
  closeSurvey,
}: Pick<AnswerOperations, 'answerQuestion'> & Pick<RunOperations, 'closeSurvey'>): readonly AnyAction[] {
  async function answer(context: Context, key: string, given: AnswerInput): Promise<null> {
    const { conversationId, question } = partsOf(key);
    await context.do(answerQuestion, { conversationId, question, given, pressedAt: context.at });
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
      name: SURVEY_ACTIONS.choose,
      ...pressed,
      input: several,
      run: (context, { choice }, key) => answer(context, key, { by: 'choose', options: choice }),
    }),
    action({
      name: SURVEY_ACTIONS.rank,
      ...pressed,
      input: one,
      run: (context, { choice }, key) =>
        answer(context, key, { by: 'rank', place: Number(partsOf(key).what), option: choice }),
    }),
    action({
      name: SURVEY_ACTIONS.write,
      ...written,
      title: 'surveys.form.write',
      input: replyInput,
      prefill: writtenBefore,
      run: (context, { reply }, key) => answer(context, key, { by: 'reply', text: reply }),
    }),
    action({
      name: SURVEY_ACTIONS.writeLong,
      ...written,
      title: 'surveys.form.write',
      input: longReplyInput,
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
    ...conversationActions,
    ...questionnaireActions,
    ...coordinatorActions,
    postponeAction,
    action({
      name: 'survey-close-now',
      who: 'coordinator',
      answer: 'update',
      form: 'never',
      input: none,
      confirms: async (context) => confirmSurveyClosing(context.t, await context.do(previewClosing, {})),
      async run(context) {
        const command = commandName({ fr: ['bilan', 'apercu'], en: ['report', 'preview'] }, reader(context));
        return surveyClosedMessage(context.t, await context.do(closeSurvey, {}), command);
      },
    }),
  ];
}

const silent = { who: 'organiser', answer: 'silent', form: 'never', input: none } as const;

const conversationActions: readonly AnyAction[] = [
  action({
    name: 'survey-correct',
    ...silent,
    async run(context, _, key) {
      await context.do(correctAnswer, { ...partsOf(key), pressedAt: context.at });
      return null;
    },
  }),
  action({
    name: 'survey-keep-answer',
    ...silent,
    async run(context, _, key) {
      await context.do(keepAnswer, { ...partsOf(key), pressedAt: context.at });
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
      openingInPrivateMessage(context.t, await context.do(continueInPrivate, { conversationId })),
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

async function opened(context: Context, questionnaireId: string): Promise<Message> {
  return openedOrCompleteMessage(context.t, await context.do(openQuestionnaire, { questionnaireId }));
}

const questionnaireActions: readonly AnyAction[] = [
  action({
    name: 'survey-open',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    run: (context, _, questionnaireId) => opened(context, questionnaireId),
  }),
  action({
    name: 'survey-open-one',
    who: 'organiser',
    answer: 'private',
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
];

const coordinatorActions: readonly AnyAction[] = [
  action({
    name: 'survey-enter',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: one,
    run: (context, { choice }) => opened(context, choice),
  }),
  action({
    name: 'survey-calls',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context) => callListMessage(context.t, await context.do(callList, {})),
  }),
  action({
    name: 'survey-remind-now',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context) => confirmSurveyReminding(context.t, await context.do(previewReminding, {})),
    async run(context) {
      const { names, at, leaves } = await context.do(remindMissing, {});
      const { t } = context;
      const values = { count: names.length, names: t.list([...names]) };
      if (at === null || names.length === 0) {
        const told = leaves !== null && names.length > 0 && text(departureText(t, leaves));
        return message(text(t.text('surveys.remind.done', values)), told);
      }
      return message(text(t.text('surveys.remind.later', { ...values, when: t.moment(at) })));
    },
  }),
];

/** Returns what `commandName` needs to name a command as the actor types it. */
export function reader({ actor, region, t }: Context) {
  return { platform: actor.platform, locale: t.locale, region };
}
