import { actions, type Block, type Message, message, note, select, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { viewAnswersButton } from '../../questionnaires/controls.ts';
import { answerVersion, type ToQuote } from '../../questionnaires/quotes.ts';
import { givenText } from '../../questionnaires/words.ts';
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
  return [
    note(t.text('surveys.quote.now', { choice })),
    actions(
      select(
        `survey-quote:${quoteKey({ conversation, questionnaire, question })}`,
        t.text('surveys.quote.ask'),
        quoteOptions(t),
      ),
    ),
  ];
}

/** Says what was chosen, to whoever was asked anew. */
export function quoteChosenMessage(t: Translator, choice: QuoteChoice): Message {
  return message(text(t.text('surveys.quote.now', { choice })));
}

/** Returns the key of a list of choices. It names the answer that is shown with it, because the choice is for that one only. */
function quoteKey({ conversation, questionnaire, question }: ToQuote): string {
  return `${conversation.id}/${question.id}/${answerVersion(question, questionnaire.answers[question.id])}`;
}

function quoteOptions(t: Translator) {
  return QUOTE_CHOICES.map((value) => ({ value, label: quoteChoiceText(t, value) }));
}

/** Asks anew, below the answer as it stands, somebody who chose for another one. */
export function askAnewMessage(t: Translator, toQuote: ToQuote): Message {
  return message(
    text(t.text('surveys.quote.anew')),
    text(givenText(t, toQuote.question, toQuote.questionnaire)),
    actions(select(`survey-quote-anew:${quoteKey(toQuote)}`, t.text('surveys.quote.ask'), quoteOptions(t))),
  );
}

/** Says that the answer was given in private since, so that it isn't for those to choose who don't read it there. */
export function givenInPrivateMessage(t: Translator, { questionnaire }: ToQuote): Message {
  return message(text(t.text('surveys.quote.hidden')), actions(viewAnswersButton(t, questionnaire)));
}

function questionToQuote(conversation: SurveyConversation, { entries }: Questionnaire): Question | null {
  const waits = conversation.question === null ? null : questionOf(conversation.question);
  if (waits?.quotable) {
    const standing = entries.find((one) => one.question === waits.id);
    return standing && isHiddenIn(conversation, standing) ? null : waits;
  }
  const last = entries.at(-1);
  const given = last && questionOf(last.question);
  if (!last || !given?.quotable || isHiddenIn(conversation, last)) return null;
  return ownAnswer(given, last.value) === null ? null : given;
}
