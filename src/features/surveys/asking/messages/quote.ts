import { actions, type Block, note, select } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { ownAnswer } from '../../questions/answers.ts';
import { type Question, questionOf } from '../../questions/catalogue.ts';
import { QUOTE_CHOICES, type QuoteChoice } from '../../questions/consent.ts';
import type { Questionnaire, SurveyConversation } from '../../survey.ts';
import { isHiddenIn } from '../rooms.ts';

/** Words a choice as it stands in the list. */
export function quoteChoiceText(t: Translator, choice: QuoteChoice): string {
  return t.text(`surveys.quote.${choice}`);
}

/**
 * Asks whether the answer to the question that waits, or the last one that was given, may be quoted. Nothing is chosen
 * beforehand; without a choice nothing is quoted.
 */
export function quoteBlocks(
  t: Translator,
  conversation: SurveyConversation,
  questionnaire: Questionnaire,
): readonly (Block | null)[] {
  const question = questionToQuote(conversation, questionnaire);
  if (question === null) return [];
  const choice = questionnaire.consents.find((one) => one.question === question.id)?.choice ?? 'none';
  const options = QUOTE_CHOICES.map((value) => ({ value, label: quoteChoiceText(t, value) }));
  return [
    note(t.text('surveys.quote.now', { choice })),
    actions(select(`survey-quote:${conversation.id}/${question.id}`, t.text('surveys.quote.ask'), options)),
  ];
}

function questionToQuote(conversation: SurveyConversation, { entries }: Questionnaire): Question | null {
  const waits = conversation.question === null ? null : questionOf(conversation.question);
  if (waits?.quotable) return waits;
  const last = entries.at(-1);
  const given = last && questionOf(last.question);
  if (!last || !given?.quotable || isHiddenIn(conversation, last)) return null;
  return ownAnswer(given, last.value) === null ? null : given;
}
