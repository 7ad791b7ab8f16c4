import { actions, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { givenThere } from '../../asking/messages/question.ts';
import { givenText, sheetTitle } from '../../questionnaires/words.ts';
import type { Question } from '../../questions/catalogue.ts';
import type { AskedSheet } from '../../survey.ts';
import type { Answering } from '../save-answer.ts';

/** To whoever changed a message that gave an answer: the answer is what it was. `problem`: why it can't be another. */
export function answerStands(
  t: Translator,
  { sheet, conversation }: Pick<Answering, 'sheet' | 'conversation'>,
  question: Question,
  problem: string | null,
): Message {
  return message(
    problem !== null && text(problem),
    note(sheetTitle(t, sheet)),
    text(givenThere(t, conversation, question, sheet)),
    text(t.text('surveys.edited.stands')),
    actions(button(`survey-amend:${sheet.id}/${question.id}`, t.text('surveys.buttons.correct'))),
  );
}

/** The same where the change counts, beside a message that stands in no thread. */
export function editCounted(t: Translator, sheet: AskedSheet, question: Question): Message {
  return message(
    note(sheetTitle(t, sheet)),
    text(givenText(t, question, sheet)),
    note(t.text('surveys.edited.counted')),
  );
}
