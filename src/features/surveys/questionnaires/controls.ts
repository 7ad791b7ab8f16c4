import { button, type Control, type Option, select } from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Question } from '../questions/catalogue.ts';
import type { Questionnaire } from '../survey.ts';
import { stepAt } from './rules.ts';
import { questionText } from './words.ts';

/** The most questionnaires that get a button each. More of them are found more easily in a list. */
export const MOST_BUTTONS = 5;

/**
 * Returns questionnaires to choose from, in the order in which a reader looks them up: by the name shown, then by
 * organisation.
 */
export function questionnaireOptions(t: Translator, questionnaires: readonly Questionnaire[]): readonly Option[] {
  const options = questionnaires.map(({ id, kind, event, organisation }) => ({
    value: id,
    label: event?.title ?? organisation.name,
    description: event
      ? organisation.name
      : t.text(kind === 'absence' ? 'surveys.open.absence' : 'surveys.open.organisation'),
  }));
  const byOwner = alphabetical(t.locale, options, ({ description }) => description);
  return alphabetical(t.locale, byOwner, ({ label }) => label);
}

/** Returns the controls that open a questionnaire to answer it: a button for each of a few, one list for many. */
export function answerButtons(t: Translator, questionnaires: readonly Questionnaire[]): readonly Control[] {
  if (questionnaires.length > MOST_BUTTONS) {
    return [select('survey-open-one:', t.text('surveys.buttons.answerWhich'), questionnaireOptions(t, questionnaires))];
  }
  return questionnaires.map((questionnaire) =>
    button(
      `survey-open:${questionnaire.id}`,
      questionnaires.length === 1
        ? t.text(questionnaire.entries.length > 0 ? 'surveys.buttons.continue' : 'surveys.buttons.answer')
        : t.text('surveys.buttons.answerOne', { title: questionnaire.event?.title ?? questionnaire.organisation.name }),
      'primary',
    ),
  );
}

/** Returns the button that declines what nobody has answered; with several of them it asks which. */
export function declineButton(t: Translator, questionnaires: readonly Questionnaire[]): Control | null {
  const [only, ...others] = questionnaires.filter(({ entries }) => entries.length === 0);
  if (!only) return null;
  const action = others.length === 0 ? `survey-refuse:${only.id}` : 'survey-refuse-which:';
  return button(action, t.text('surveys.buttons.decline'));
}

/** Returns the button that shows all answers of a questionnaire. */
export function viewAnswersButton(t: Translator, { id }: Pick<Questionnaire, 'id'>): Control {
  return button(`survey-sheet:${id}`, t.text('surveys.buttons.answers'));
}

/** Returns the button that makes a page of an organisation's own events and answers. */
export function recapButton(t: Translator, { id }: Pick<Questionnaire, 'id'>): Control {
  return button(`survey-recap:${id}`, t.text('surveys.buttons.recap'));
}

/** Returns questions to choose from, each with its number, which tells it from another that is cut to the same words. */
export function questionOptions(
  t: Translator,
  questionnaire: Questionnaire,
  questions: readonly Question[],
): readonly Option[] {
  return questions.map((question) => {
    const { number } = stepAt(questionnaire, question);
    const text = questionText(t, question, questionnaire);
    const label = t.text(question.after ? 'surveys.view.followUp' : 'surveys.view.numbered', { number, text });
    return { value: question.id, label };
  });
}
