import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import { wordsFor } from '../../../../access/region/region-scope.ts';
import { UserError } from '../../../../chat/user-error.ts';
import { conversationStore } from '../../asking/conversation-store.ts';
import { quoteChoiceText } from '../../asking/messages/quote.ts';
import { refreshCard, talksOf } from '../../asking/talk.ts';
import { loadQuestionnaire } from '../../questionnaires/load.ts';
import { keepConsent } from '../../questionnaires/quote-store.ts';
import { QUOTE_CHOICES } from '../../questions/consent.ts';
import { lockAnsweredConversation, nextBeside, questionIn } from '../save-answer.ts';

/**
 * Stores whether an answer may be quoted in the bilan, with the words that were chosen. Only the organisation's own
 * members may choose: a coordinator who answers for it can't.
 */
export const allowQuote = operation({
  name: 'surveys.allowQuote',
  who: 'organiser',
  input: z.object({ conversationId: z.uuid(), question: z.string(), choice: z.enum(QUOTE_CHOICES) }),
  async run(scope, { conversationId, question: id, choice }): Promise<void> {
    const { conversation, questionnaire, onBehalf } = await lockAnsweredConversation(scope, conversationId);
    if (onBehalf) throw new UserError('surveys.errors.notYours');
    const question = questionIn(questionnaire, id);
    if (!question.quotable) throw new UserError('common.errors.notFound');
    const t = wordsFor(scope.actor, scope.region);
    const consent = { question: question.id, choice, by: scope.actor.personId, at: scope.now };
    const wording = `${t.text('surveys.quote.ask')} ${quoteChoiceText(t, choice)}`;
    await keepConsent(scope, questionnaire.id, consent, wording);
    const after = await loadQuestionnaire(scope, questionnaire.id);
    for (const talk of await talksOf(scope, after, await conversationStore(scope).shownOf(questionnaire.id))) {
      const { conversation: one } = talk;
      const next = one.id === conversation.id && one.question === null ? await nextBeside(scope, one) : null;
      await refreshCard(scope, talk, { next });
    }
  },
});
