import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { visibleAnswerText } from '../../asking/messages/question.ts';
import { givenText, questionnaireTitle } from '../../questionnaires/words.ts';
import type { Question } from '../../questions/catalogue.ts';
import type { Questionnaire } from '../../survey.ts';
import type { AnsweredConversation } from '../save-answer.ts';

/** Tells the author of an edited message that the answer stays. `problem` says why the new text can't be one. */
export function answerKeptMessage(
  t: Translator,
  { questionnaire, conversation }: Pick<AnsweredConversation, 'questionnaire' | 'conversation'>,
  question: Question,
  problem: string | null,
): Message {
  return message(
    problem !== null && text(problem),
    note(questionnaireTitle(t, questionnaire)),
    text(visibleAnswerText(t, conversation, question, questionnaire)),
    text(t.text('surveys.edited.stands')),
    actions(button(`survey-amend:${questionnaire.id}/${question.id}`, t.text('surveys.buttons.correct'))),
  );
}

/** Shows the corrected answer beside an edited message outside any thread. */
export function editCountedMessage(t: Translator, questionnaire: Questionnaire, question: Question): Message {
  return message(
    note(questionnaireTitle(t, questionnaire)),
    text(givenText(t, question, questionnaire)),
    note(t.text('surveys.edited.counted')),
  );
}
