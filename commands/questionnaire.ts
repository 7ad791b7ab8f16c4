import { z } from 'zod';
import { commandName } from '../src/access/operation/command-name.ts';
import { type AnyCommand, type Context, command } from '../src/access/operation/context.ts';
import { pickField } from '../src/chat/form.ts';
import { UserError } from '../src/chat/user-error.ts';
import { openedOrCompleteMessage } from '../src/features/surveys/answering/messages/opened.ts';
import { myQuestionnairesMessage } from '../src/features/surveys/answering/messages/questionnaires.ts';
import { myQuestionnaires, openQuestionnaire } from '../src/features/surveys/answering/operations/converse.ts';
import { reader } from '../src/features/surveys/coordination/actions.ts';
import { extendInput, launchInput, readClosing } from '../src/features/surveys/coordination/forms.ts';
import {
  confirmSurveyClosing,
  confirmSurveyReminding,
  reviewExtension,
  reviewLaunch,
  surveyExtendedMessage,
  surveyLaunchedMessage,
  surveyStateMessage,
} from '../src/features/surveys/coordination/messages/run.ts';
import {
  currentClosing,
  previewClosing,
  previewExtension,
  previewLaunch,
  previewReminding,
  type RunOperations,
} from '../src/features/surveys/coordination/operations/run-survey.ts';
import { questionnairesToEnter, surveyState } from '../src/features/surveys/coordination/operations/view.ts';

const STATUS = { fr: ['questionnaire', 'etat'], en: ['survey', 'status'] };

function readIfTyped(context: Context, typed: string | undefined): string | null {
  return typed === undefined ? null : readClosing(context, typed);
}

export const surveyCommands = ({ launchSurvey, extendSurvey }: RunOperations): readonly AnyCommand[] => [
  command({
    path: { fr: ['questionnaire', 'repondre'], en: ['survey', 'answer'] },
    description: 'surveys.command.answer',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      const mine = await context.do(myQuestionnaires, {});
      const [only, ...others] = mine.waiting;
      if (!only || others.length > 0) return myQuestionnairesMessage(context.t, mine);
      return openedOrCompleteMessage(context.t, await context.do(openQuestionnaire, { questionnaireId: only.id }));
    },
  }),
  command({
    path: STATUS,
    description: 'surveys.command.status',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    async run(context) {
      if (!context.actor.coordinator) return myQuestionnairesMessage(context.t, await context.do(myQuestionnaires, {}));
      return surveyStateMessage(context.t, await context.do(surveyState, {}));
    },
  }),
  command({
    path: { fr: ['questionnaire', 'lancer'], en: ['survey', 'launch'] },
    description: 'surveys.command.launch',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'surveys.form.launch',
    confirm: 'surveys.launch.confirm',
    correct: 'surveys.launch.correct',
    input: launchInput,
    review: async (context, { closing }) =>
      reviewLaunch(context.t, await context.do(previewLaunch, { closesOn: readIfTyped(context, closing) })),
    async run(context, { closing }) {
      const launch = await context.do(launchSurvey, { closesOn: readIfTyped(context, closing) });
      return surveyLaunchedMessage(context.t, launch, commandName(STATUS, reader(context)));
    },
  }),
  command({
    path: { fr: ['questionnaire', 'prolonger'], en: ['survey', 'extend'] },
    description: 'surveys.command.extend',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'surveys.form.extend',
    confirm: 'surveys.extend.confirm',
    correct: 'surveys.launch.correct',
    input: extendInput,
    putsBack: {},
    prefill: async (context) => ({ closing: await context.do(currentClosing, {}) }),
    intro: async (context) =>
      context.t.text('surveys.extend.now', { day: context.t.day(await context.do(currentClosing, {})) }),
    review: async (context, { closing }) =>
      reviewExtension(context.t, await context.do(previewExtension, { closesOn: readClosing(context, closing) })),
    async run(context, { closing }) {
      const change = await context.do(extendSurvey, { closesOn: readClosing(context, closing) });
      return surveyExtendedMessage(context.t, change);
    },
  }),
  command({
    path: { fr: ['questionnaire', 'relancer'], en: ['survey', 'remind'] },
    description: 'surveys.command.remind',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: async (context) => confirmSurveyReminding(context.t, await context.do(previewReminding, {})),
  }),
  command({
    path: { fr: ['questionnaire', 'saisir'], en: ['survey', 'enter'] },
    description: 'surveys.command.enter',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'surveys.form.enter',
    async prefill(context) {
      const asked = await context.do(questionnairesToEnter, {});
      if (asked.length === 0) throw new UserError('surveys.errors.nothingToEnter');
      return {};
    },
    input: z.object({
      sheet: pickField({
        label: 'surveys.form.questionnaire',
        option: { fr: 'questionnaire', en: 'questionnaire' },
        source: 'surveyQuestionnaires',
      }),
    }),
    run: async (context, { sheet: questionnaireId }) =>
      openedOrCompleteMessage(context.t, await context.do(openQuestionnaire, { questionnaireId })),
  }),
  command({
    path: { fr: ['questionnaire', 'fermer'], en: ['survey', 'close'] },
    description: 'surveys.command.close',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: async (context) => confirmSurveyClosing(context.t, await context.do(previewClosing, {})),
  }),
];
