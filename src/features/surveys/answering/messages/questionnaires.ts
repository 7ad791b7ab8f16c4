import {
  actions,
  button,
  divider,
  heading,
  list,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../../chat/message.ts';
import { besideEachOther } from '../../../../texts/isolate.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { whoAnswered } from '../../asking/messages/question.ts';
import {
  answerButtons,
  declineButton,
  questionnaireOptions,
  questionOptions,
  viewAnswersButton,
} from '../../questionnaires/controls.ts';
import { askedQuestions, progressOf } from '../../questionnaires/rules.ts';
import { isWaiting } from '../../questionnaires/waiting.ts';
import { givenText, questionnaireTitle } from '../../questionnaires/words.ts';
import { type AnswerValue, answerText } from '../../questions/answers.ts';
import type { Questionnaire, QuestionnaireView } from '../../survey.ts';

function line(t: Translator, questionnaire: Questionnaire): string {
  const title = questionnaireTitle(t, questionnaire);
  if (questionnaire.declinedAt !== null) return t.text('surveys.state.declined', { title });
  return t.text('surveys.state.progress', { title, ...progressOf(questionnaire.kind, questionnaire.answers) });
}

/** Lists the questionnaires of a member's organisations. */
export function myQuestionnairesMessage(
  t: Translator,
  { waiting, done }: { readonly waiting: readonly Questionnaire[]; readonly done: readonly Questionnaire[] },
): Message {
  const complete = done.length > 0 && done.every(({ declinedAt }) => declinedAt === null);
  const nothing = complete ? 'surveys.state.allDone' : 'surveys.state.none';
  const [only = null, ...more] = [...waiting, ...done];
  return message(
    text(t.text(waiting.length === 0 ? nothing : 'surveys.state.waiting')),
    list(waiting.map((questionnaire) => line(t, questionnaire))),
    actions(...answerButtons(t, waiting)),
    actions(declineButton(t, waiting)),
    done.length > 0 && text(t.text('surveys.state.done')),
    list(done.map((questionnaire) => line(t, questionnaire))),
    actions(
      only && more.length === 0 && waiting.length === 0 && viewAnswersButton(t, only),
      more.length > 0 &&
        select('survey-see:', t.text('surveys.state.see'), questionnaireOptions(t, [...waiting, ...done])),
    ),
  );
}

/** Shows every answer of a questionnaire, who gave it and what it was before. */
export function questionnaireMessage(t: Translator, { questionnaire, names, history }: QuestionnaireView): Message {
  const answered = askedQuestions(questionnaire.kind, questionnaire.answers).filter(
    ({ id }) => questionnaire.answers[id] !== undefined,
  );
  const { answered: count, of } = progressOf(questionnaire.kind, questionnaire.answers);
  return message(
    heading(questionnaireTitle(t, questionnaire)),
    note(t.text('surveys.progress', { answered: count, of })),
    answered.length === 0 && text(t.text('surveys.view.none')),
    ...answered.flatMap((question) => {
      const entry = questionnaire.entries.find((one) => one.question === question.id);
      if (!entry) return [];
      const before = history.filter((one) => one.question === question.id);
      return [
        text(givenText(t, question, questionnaire)),
        note(besideEachOther([whoAnswered(t, entry, names), ...before.map(({ value }) => beforeText(t, value))])),
      ];
    }),
    divider,
    actions(
      isWaiting(questionnaire) &&
        button(`survey-open:${questionnaire.id}`, t.text('surveys.buttons.answer'), 'primary'),
    ),
    actions(
      answered.length > 0 &&
        select(
          `survey-fix:${questionnaire.id}`,
          t.text('surveys.view.correct'),
          questionOptions(t, questionnaire, answered),
        ),
    ),
  );
}

function beforeText(t: Translator, value: AnswerValue): string {
  const lines = answerText(t, value).split('\n');
  const answer = lines.reduce((before, after) => t.text('surveys.answer.both', { before, after }));
  return t.text('surveys.answer.before', { answer });
}
