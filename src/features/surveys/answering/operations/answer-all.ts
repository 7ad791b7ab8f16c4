import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import type { Scope } from '../../../../access/operation/scope.ts';
import { wordsFor } from '../../../../access/region/region-scope.ts';
import type { RawValues } from '../../../../chat/form.ts';
import { refuseAll, UserError } from '../../../../chat/user-error.ts';
import { replyStore } from '../../asking/reply-store.ts';
import { FORM_KINDS } from '../../questions/catalogue.ts';
import { refused } from '../../questions/reading.ts';
import type { Questionnaire } from '../../survey.ts';
import { filledIn, type GivenInForm, readAnswers, type WrongInForm } from '../all-at-once.ts';
import { type AnswerSavedHook, isNoPicture, lockAnsweredConversation, saveAnswers } from '../save-answer.ts';
import { problemValues } from '../take-typed.ts';

const form = { conversationId: z.uuid(), kind: z.enum(FORM_KINDS) };

/** Locks and returns the conversation of a form. Throws UserError when its questionnaire is of another kind. */
async function answeredIn(scope: Scope, { conversationId, kind }: z.output<z.ZodObject<typeof form>>) {
  const where = await lockAnsweredConversation(scope, conversationId);
  if (where.questionnaire.kind !== kind) throw new UserError('common.errors.notFound');
  return where;
}

/** Returns what is wrong with the files that are given for a picture; one that was there before isn't looked at again. */
async function picturesThatAreNone(
  scope: Scope,
  { answers: before }: Pick<Questionnaire, 'answers'>,
  answers: readonly GivenInForm[],
): Promise<readonly WrongInForm[]> {
  const wrong: WrongInForm[] = [];
  for (const { question, value } of answers) {
    if (value.kind !== 'file' || before[question.id] === value) continue;
    if (await isNoPicture(scope, value.file)) wrong.push({ field: question.id, refusal: refused('fileExpected') });
  }
  return wrong;
}

/** Returns what the form with all questions is filled in with. */
export const answersInForm = operation({
  name: 'surveys.answersInForm',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object(form),
  run: async (scope, which): Promise<RawValues> => filledIn((await answeredIn(scope, which)).questionnaire),
});

/** Saves what the form with all questions gives, or nothing of it. Throws UserError with what is wrong at each field. */
export function answerAllAtOnce(onSaved: readonly AnswerSavedHook[]) {
  return operation({
    name: 'surveys.answerAll',
    who: 'organiser',
    input: z.object({
      ...form,
      given: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])),
      /** When the form was opened, comparable with message ids. */
      openedAt: z.string().nullable(),
    }),
    async run(scope, { given, openedAt, ...which }): Promise<void> {
      const where = await answeredIn(scope, which);
      const { region, actor, now } = scope;
      const context = { now, timeZone: region.timeZone, locale: actor.locale };
      const { answers, wrong } = readAnswers(where.questionnaire, given, context);
      const noPictures = await picturesThatAreNone(scope, where.questionnaire, answers);
      const t = wordsFor(actor, region);
      refuseAll(
        [...wrong, ...noPictures].map(({ field, refusal }) => {
          if (refusal === 'emptied') return new UserError('surveys.errors.emptied', {}, field);
          if (refusal === 'notAsked') return new UserError('surveys.errors.notAsked', {}, field);
          const typed = { by: 'reply', text: String(given[field] ?? '') } as const;
          return new UserError(`surveys.problems.${refusal.problem}`, problemValues(t, typed, refusal), field);
        }),
      );
      if (openedAt !== null) await replyStore(scope).noteSeen(where.conversation, openedAt);
      await saveAnswers(scope, where, answers, onSaved);
    },
    journal: { within: ['surveys.journal.answered'] },
  });
}
