import { quotedBack } from '../../../../chat/cut.ts';
import { MENU } from '../../../../chat/entry-commands.ts';
import { runs } from '../../../../chat/interaction.ts';
import { actions, type Block, button, type Message, message, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { answerButtons } from '../../questionnaires/controls.ts';
import { currentStep } from '../../questionnaires/rules.ts';
import { questionnaireTitle, questionText } from '../../questionnaires/words.ts';
import type { Question } from '../../questions/catalogue.ts';
import { questionKindOf } from '../../questions/kinds.ts';
import type { Questionnaire } from '../../survey.ts';
import { typedOrFileName } from '../said.ts';
import type { Typed } from '../take-typed.ts';

function menuButton(t: Translator) {
  return button(runs(MENU.fr), t.text('surveys.direct.menu'));
}

/** Says why a message can't be read as an answer, and offers the menu in case it was meant for something else. */
export function directAnswerRefusedMessage(
  t: Translator,
  questionnaire: Questionnaire,
  question: Question,
  problem: string,
  said: Typed,
): Message {
  return message(
    text(problem),
    note(questionnaireTitle(t, questionnaire)),
    ...asked(t, questionnaire, question),
    note(t.text('surveys.direct.refused', { typed: quotedBack(typedOrFileName(said)) })),
    actions(menuButton(t)),
  );
}

/** Asks which of several waiting questions a message answers. */
export function severalQuestionsWaitMessage(
  t: Translator,
  questionnaires: readonly Questionnaire[],
  said: Typed,
): Message {
  return message(
    text(t.text('surveys.direct.several', { count: questionnaires.length, typed: quotedBack(typedOrFileName(said)) })),
    actions(...answerButtons(t, questionnaires), menuButton(t)),
  );
}

function asked(t: Translator, questionnaire: Questionnaire, question: Question): readonly (Block | null)[] {
  const part = questionKindOf(question).part?.(t, currentStep(questionnaire, question)) ?? null;
  return [text(questionText(t, question, questionnaire)), part === null ? null : text(part)];
}
