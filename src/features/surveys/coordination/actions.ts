import { z } from 'zod';
import { departureText } from '../../../access/contacts/departure.ts';
import { commandName } from '../../../access/operation/command-name.ts';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import { type Message, message, text } from '../../../chat/message.ts';
import type { CallToMake } from './calls.ts';
import { callListMessage, callMessage, nothingToCallMessage } from './messages/calls.ts';
import { confirmSurveyClosing, confirmSurveyReminding, surveyClosedMessage } from './messages/run.ts';
import { callList, noteCall, oneCall } from './operations/calls.ts';
import { previewClosing, previewReminding, type RunOperations, remindMissing } from './operations/run-survey.ts';
import { postponeAction } from './postpone-action.ts';

const none = z.object({});

/** Returns the actions behind the buttons that a survey is coordinated with. */
export function coordinationActions({ closeSurvey }: Pick<RunOperations, 'closeSurvey'>): readonly AnyAction[] {
  return [
    action({
      name: 'survey-calls',
      who: 'coordinator',
      answer: 'private',
      form: 'never',
      input: none,
      run: async (context) => callListMessage(context.t, await context.do(callList, {})),
    }),
    ...callActions,
    action({
      name: 'survey-remind-now',
      who: 'coordinator',
      answer: 'update',
      form: 'never',
      input: none,
      confirms: async (context) => confirmSurveyReminding(context.t, await context.do(previewReminding, {})),
      async run(context) {
        const { names, at, leaves, following } = await context.do(remindMissing, {});
        const { t } = context;
        const values = { count: names.length, names: t.list([...names]) };
        if (at === null || names.length === 0) {
          const told = leaves !== null && names.length > 0 && text(departureText(t, leaves));
          const others = following > 0 && text(t.text('surveys.remind.following', { count: following }));
          const done = names.length > 0 || !others;
          return message(done && text(t.text('surveys.remind.done', values)), told, others);
        }
        return message(text(t.text('surveys.remind.later', { ...values, when: t.moment(at) })));
      },
    }),
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

const callActions: readonly AnyAction[] = [
  action({
    name: 'survey-call',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: z.object({ choice: z.string() }),
    run: async (context, { choice }) => callOrNothing(context, await context.do(oneCall, { organisationId: choice })),
  }),
  action({
    name: 'survey-called',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    run: async (context, _, organisationId) => callOrNothing(context, await context.do(noteCall, { organisationId })),
  }),
];

function callOrNothing({ t }: Context, call: CallToMake | null): Message {
  return call ? callMessage(t, call) : nothingToCallMessage(t);
}

/** Returns what `commandName` needs to name a command as the actor types it. */
export function reader({ actor, region, t }: Context) {
  return { platform: actor.platform, locale: t.locale, region };
}
