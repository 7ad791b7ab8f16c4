import { z } from 'zod';
import { type AnyAction, action, type Context } from '../../../access/operation/context.ts';
import { idAsShown } from '../../../access/operation/version.ts';
import { longTextField } from '../../../chat/form.ts';
import { type Message, message, text } from '../../../chat/message.ts';
import { eventFields } from '../fields/list.ts';
import {
  changedMessage,
  checkComplete,
  completeForm,
  editForm,
  prefillComplete,
  prefillEdit,
  reviewComplete,
  reviewEdit,
  runComplete,
  runEdit,
} from '../forms/change.ts';
import {
  checkPossible,
  newDateField,
  type PostponementNote,
  postponeStanding,
  reasonField,
  reviewCancel,
  reviewPostpone,
  runCancel,
  runPostpone,
} from '../forms/move.ts';
import { reviewDuplicate, runDuplicate, sinceProposed } from '../forms/propose.ts';
import { eventList } from '../messages/list.ts';
import { questionChangedMessage } from '../messages/notices.ts';
import { eventSheet } from '../messages/sheet.ts';
import { answerQuestion, setTheme } from '../operations/change.ts';
import type { Decisions } from '../operations/decide.ts';
import { eventToChange, listEvents, viewEvent } from '../operations/view.ts';
import { questionVersion } from '../rules.ts';
import { type CoOrganising, coOrganiseActions } from './co-organise.ts';
import { decisionActions } from './decisions.ts';
import { draftActions } from './drafts.ts';
import { mergeActions } from './merge.ts';

const none = z.object({});
const chosen = z.object({ choice: z.string() });

/** Returns all buttons that belong to events. They keep working however long ago they were posted. */
export function eventActions(
  decisions: Decisions,
  coOrganising: CoOrganising,
  notedOnPostponing: PostponementNote,
): readonly AnyAction[] {
  return [
    ...decisionActions(decisions),
    ...draftActions,
    ...mergeActions,
    ...sheetActions(notedOnPostponing),
    ...coOrganiseActions(coOrganising),
    ...listActions,
  ];
}

/**
 * Returns the question as it is now when it differs from what stood beside the button; null otherwise. Throws UserError
 * once it is answered.
 */
async function changedQuestion(context: Context, key: string): Promise<Message | null> {
  const { id, shown } = idAsShown(key);
  const now = await context.do(eventToChange, { id, step: 'answer' });
  return shown === undefined || questionVersion(now) === shown ? null : questionChangedMessage(context.t, now);
}

/** Shows the question above the field for its answer. */
async function askedIntro(context: Context, key: string): Promise<string | null> {
  const { statusNote } = await context.do(eventToChange, { id: idAsShown(key).id, step: 'answer' });
  return statusNote === null ? null : context.t.text('events.answer.asked', { question: statusNote });
}

const sheetActions = (notedOnPostponing: PostponementNote): readonly AnyAction[] => [
  action({
    name: 'event-view',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, id) => eventSheet(context.t, await context.do(viewEvent, { id })),
  }),
  /** Opens the sheet that was picked from a list of incomplete ones. */
  action({
    name: 'event-open',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: chosen,
    run: async (context, { choice }) => eventSheet(context.t, await context.do(viewEvent, { id: choice }), 'complete'),
  }),
  action({
    name: 'event-complete',
    who: 'organiser',
    answer: 'private',
    form: 'always',
    ...completeForm,
    prefill: prefillComplete,
    check: checkComplete,
    review: reviewComplete,
    run: runComplete,
  }),
  action({
    name: 'event-edit',
    who: 'organiser',
    answer: 'private',
    form: 'always',
    ...editForm,
    prefill: prefillEdit,
    review: reviewEdit,
    run: runEdit,
  }),
  action({
    name: 'event-theme',
    who: 'organiser',
    answer: 'update',
    form: 'never',
    input: chosen,
    run: async (context, { choice }, id) =>
      changedMessage(context, await context.do(setTheme, { id, themeId: choice }), 'complete'),
  }),
  action({
    name: 'event-answer',
    who: 'organiser',
    answer: 'private',
    form: 'always',
    title: 'events.form.answerTitle',
    input: z.object({ answer: longTextField({ label: 'events.form.answer', max: 1000 }) }),
    confirm: 'events.answer.anyway',
    replacementIfStale: changedQuestion,
    prefill: (context, key) => checkPossible(context, idAsShown(key).id, 'answer'),
    intro: askedIntro,
    async run(context, { answer }, key) {
      const { title, status } = await context.do(answerQuestion, { id: idAsShown(key).id, answer });
      const values = { title, status, chamber: context.region.chamber };
      return message(text(context.t.text('events.answered', values)));
    },
  }),
  action({
    name: 'event-postpone',
    who: 'organiser',
    answer: 'private',
    form: 'always',
    title: 'events.form.postpone',
    confirm: 'events.postpone.confirm',
    input: z.object({ when: newDateField }),
    prefill: (context, id) => checkPossible(context, id, 'reschedule'),
    review: (context, { when }, id) => reviewPostpone(context, id, when, notedOnPostponing),
    standing: (context, _, id) => postponeStanding(context, id),
    run: (context, { when }, id, standing) => runPostpone(context, id, when, standing),
  }),
  action({
    name: 'event-cancel',
    who: 'organiser',
    answer: 'private',
    form: 'always',
    title: 'events.form.cancel',
    confirm: 'events.cancel.confirm',
    mayKeep: true,
    input: z.object({ reason: reasonField }),
    prefill: (context, id) => checkPossible(context, id, 'cancel'),
    review: (context, { reason }, id) => reviewCancel(context, id, reason),
    run: (context, { reason }, id) => runCancel(context, id, reason),
  }),
  action({
    name: 'event-duplicate',
    who: 'organiser',
    answer: 'private',
    form: 'always',
    title: 'events.form.duplicate',
    confirm: 'events.propose',
    input: z.object({ when: eventFields.when.ask }),
    review: (context, { when }, id) => reviewDuplicate(context, id, when),
    since: sinceProposed,
    run: (context, { when }, id) => runDuplicate(context, id, when),
  }),
];

const listActions: readonly AnyAction[] = [
  action({
    name: 'event-list',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: none,
    async run(context, _, key) {
      const [page = '0', department = ''] = key.split('/');
      const where = department === '' ? {} : { department };
      return eventList(context.t, await context.do(listEvents, { ...where, page: Number(page) || 0 }));
    },
  }),
];
