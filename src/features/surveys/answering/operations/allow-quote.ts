import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import type { Scope } from '../../../../access/operation/scope.ts';
import { wordsFor } from '../../../../access/region/region-scope.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { quoteChoiceText } from '../../asking/messages/quote.ts';
import { isHiddenIn } from '../../asking/rooms.ts';
import { refreshCard, talksOf } from '../../asking/talk.ts';
import { loadQuestionnaire } from '../../questionnaires/load.ts';
import { keepConsent } from '../../questionnaires/quote-store.ts';
import { answerVersion, type ToQuote } from '../../questionnaires/quotes.ts';
import { QUOTE_CHOICES } from '../../questions/consent.ts';
import type { Questionnaire, SurveyConversation } from '../../survey.ts';
import { lockAnsweredConversation, nextBeside, questionIn } from '../save-answer.ts';

/** The outcome of a choice. What isn't stored comes with the answer as it stands. */
export type QuoteOutcome = { readonly kind: 'stored' } | ({ readonly kind: 'hidden' | 'changed' } & ToQuote);

/**
 * Stores whether an answer may be quoted in the bilan, with the words that were chosen. Only the organisation's own
 * members may choose: a coordinator who answers for it can't. The choice is for the answer that was shown with it: it is
 * stored only where that one still stands, and where it may be seen.
 */
export const allowQuote = operation({
  name: 'surveys.allowQuote',
  who: 'organiser',
  journal: { silent: 'is their own' },
  input: z.object({
    conversationId: z.uuid(),
    question: z.string(),
    /** The version of the answer shown with the list; null for a list that was sent before lists named it. */
    shown: z.string().nullable(),
    choice: z.enum(QUOTE_CHOICES),
  }),
  async run(scope, { conversationId, question: id, shown, choice }): Promise<QuoteOutcome> {
    const { conversation, questionnaire, onBehalf } = await lockAnsweredConversation(scope, conversationId);
    if (onBehalf) throw new UserError('surveys.errors.notYours');
    const question = questionIn(questionnaire, id);
    if (!question.quotable) throw new UserError('common.errors.notFound');
    const standing = questionnaire.entries.find((one) => one.question === question.id);
    const toQuote = { conversation, questionnaire, question };
    if (standing && isHiddenIn(conversation, standing)) {
      await refreshCards(scope, questionnaire, conversation);
      return { kind: 'hidden', ...toQuote };
    }
    // Where nothing is answered a list of any age is about what whoever chooses will write.
    const isShown = standing === undefined || shown === answerVersion(question, standing.value);
    if (!isShown) {
      await refreshCards(scope, questionnaire, conversation);
      return { kind: 'changed', ...toQuote };
    }
    const t = wordsFor(scope.actor, scope.region);
    const consent = { question: question.id, choice, by: scope.actor.personId, at: scope.now };
    const wording = `${t.text('surveys.quote.ask')} ${quoteChoiceText(t, choice)}`;
    await keepConsent(scope, questionnaire.id, consent, wording);
    await refreshCards(scope, await loadQuestionnaire(scope, questionnaire.id), conversation);
    return { kind: 'stored' };
  },
});

/** Updates the cards of a questionnaire in which whoever acts took a choice back elsewhere. */
export async function showConsentWithdrawn(scope: Scope, questionnaireId: string): Promise<void> {
  const all = await conversationStore(scope).shownOf(questionnaireId);
  const own = all.find(({ personId }) => personId === scope.actor.personId) ?? null;
  await refreshCards(scope, await loadQuestionnaire(scope, questionnaireId), own);
}

/** Updates the cards of a questionnaire, whose lists then name the answer as it stands. */
async function refreshCards(scope: Scope, after: Questionnaire, acting: SurveyConversation | null): Promise<void> {
  for (const talk of await talksOf(scope, after, await conversationStore(scope).shownOf(after.id))) {
    const { conversation: one } = talk;
    const next = one.id === acting?.id && one.question === null ? await nextBeside(scope, one) : null;
    await refreshCard(scope, talk, { next });
  }
}
