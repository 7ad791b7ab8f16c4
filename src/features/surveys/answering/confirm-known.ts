import type { Scope } from '../../../access/operation/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { showCard, talkOf } from '../asking/talk.ts';
import { confirmedBy, printOf } from '../questionnaires/known.ts';
import { knownStore } from '../questionnaires/known-store.ts';
import { askedQuestions } from '../questionnaires/rules.ts';
import { type Question, questionOf } from '../questions/catalogue.ts';
import { type AnsweredConversation, type AnswerSavedHook, saveAnswers } from './save-answer.ts';

/**
 * Stores what is known as the answer to a question, with the follow-up that it answers too. Where something else is
 * known by now than what was confirmed, the card shows that instead.
 */
export async function confirmKnown(
  scope: Scope,
  where: AnsweredConversation,
  question: Question,
  print: string,
  onSaved: readonly AnswerSavedHook[],
): Promise<void> {
  const { questionnaire, conversation } = where;
  if (!askedQuestions(questionnaire.kind, questionnaire.answers).includes(question)) {
    throw new UserError('surveys.errors.notAsked');
  }
  const known = await knownStore(scope).about(questionnaire, question.id);
  const confirmed = known === null || printOf(known) !== print ? [] : confirmedBy(question.id, known);
  if (confirmed.length === 0) {
    await showCard(scope, await talkOf(scope, questionnaire, conversation));
    return;
  }
  const answers = confirmed.map(({ question: id, value }) => ({ question: questionOf(id), value }));
  await saveAnswers(scope, where, answers, onSaved);
}
