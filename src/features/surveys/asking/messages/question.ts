import { actions, type Block, button, note, text } from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { askedQuestions, currentStep, isAnswered, nextStep } from '../../questionnaires/rules.ts';
import { givenText, questionText } from '../../questionnaires/words.ts';
import { answerText, ownAnswer } from '../../questions/answers.ts';
import type { Question } from '../../questions/catalogue.ts';
import { questionKindOf } from '../../questions/kinds.ts';
import type { Questionnaire, SurveyConversation } from '../../survey.ts';
import { seenIn } from '../rooms.ts';

/** A question as it is shown in a conversation. */
export interface QuestionView {
  readonly conversation: SurveyConversation;
  readonly questionnaire: Questionnaire;
  readonly question: Question;
  /** Names of those who answered, by person id. */
  readonly names: ReadonlyMap<string, string>;
  /** True when several people answer there. */
  readonly shared: boolean;
  /** True when the question is answered but open to be corrected. */
  readonly correcting: boolean;
}

/** Shows a question in its current state: open, answered with [Corriger], or no longer asked. */
export function questionBlocks(t: Translator, view: QuestionView): readonly (Block | null)[] {
  const { questionnaire, question, correcting } = view;
  if (!askedQuestions(questionnaire.kind, questionnaire.answers).some(({ id }) => id === question.id)) {
    return [note(t.text('surveys.ask.moot', { question: questionText(t, question, questionnaire) }))];
  }
  return isAnswered(question, questionnaire.answers) && !correcting ? answered(t, view) : open(t, view);
}

function open(
  t: Translator,
  { conversation, questionnaire, question, correcting }: QuestionView,
): readonly (Block | null)[] {
  const seen = seenIn(conversation, questionnaire, question);
  const step = currentStep(seen, question);
  const value = seen.answers[question.id] ?? null;
  const kind = questionKindOf(question);
  const key = `${conversation.id}/${question.id}`;
  return [
    note(t.text('surveys.number', { number: step.number, of: step.of })),
    text(questionText(t, question, questionnaire)),
    ...(step.soFar === null ? [] : (kind.begun?.(t, step.soFar) ?? [])),
    correcting && value !== null && !kind.showsAnswer
      ? note(t.text('surveys.ask.now', { answer: answerText(t, value) }))
      : null,
    ...kind.controls(t, { key, step, held: ownAnswer(question, value) }),
    correcting ? actions(button(`survey-keep-answer:${key}`, t.text('common.cancel'))) : null,
  ];
}

function answered(t: Translator, view: QuestionView): readonly (Block | null)[] {
  const { conversation, questionnaire, question } = view;
  const waits = conversation.question === null && nextStep(questionnaire) !== null;
  return [
    text(visibleAnswerText(t, conversation, question, questionnaire)),
    byWhom(t, view),
    actions(
      button(`survey-correct:${conversation.id}/${question.id}`, t.text('surveys.buttons.correct')),
      waits && button(`survey-continue:${conversation.id}`, t.text('surveys.buttons.continue'), 'primary'),
    ),
  ];
}

/** Words a question with its answer, or without it when the answer mustn't be shown here. */
export function visibleAnswerText(
  t: Translator,
  conversation: SurveyConversation,
  question: Question,
  questionnaire: Questionnaire,
): string {
  if (seenIn(conversation, questionnaire, question) === questionnaire) return givenText(t, question, questionnaire);
  const answer = t.text('surveys.answer.elsewhere');
  return t.text('surveys.answer.given', { question: questionText(t, question, questionnaire), answer });
}

/** Says who answered, unless it can only have been the reader. */
function byWhom(t: Translator, { conversation, questionnaire, question, names, shared }: QuestionView): Block | null {
  const entry = questionnaire.entries.find((one) => one.question === question.id);
  if (!entry || (entry.by === conversation.personId && !shared)) return null;
  return note(whoAnswered(t, entry, names));
}

export function whoAnswered(
  t: Translator,
  entry: { readonly by: string; readonly at: Date; readonly onBehalf: boolean; readonly late: boolean },
  names: ReadonlyMap<string, string>,
): string {
  const name = names.get(entry.by) ?? t.text('surveys.answer.someone');
  const who = t.text(entry.onBehalf ? 'surveys.answer.onBehalf' : 'surveys.answer.by', {
    name,
    when: t.moment(entry.at, 'short'),
  });
  return entry.late ? `${who} · ${t.text('surveys.answer.late')}` : who;
}
