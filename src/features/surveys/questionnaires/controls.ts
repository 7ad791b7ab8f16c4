import { button, type Control, type Option, select } from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Questionnaire } from '../survey.ts';

/** The most questionnaires that get a button each. More of them are found more easily in a list. */
const MOST_BUTTONS = 5;

/**
 * Returns questionnaires to choose from, in the order in which a reader looks them up: by the name shown, then by
 * organisation.
 */
export function questionnaireOptions(t: Translator, questionnaires: readonly Questionnaire[]): readonly Option[] {
  const options = questionnaires.map(({ id, event, organisation }) => ({
    value: id,
    label: event?.title ?? organisation.name,
    description: event ? organisation.name : t.text('surveys.open.organisation'),
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
        ? t.text('surveys.buttons.answer')
        : t.text('surveys.buttons.answerOne', { title: questionnaire.event?.title ?? questionnaire.organisation.name }),
      'primary',
    ),
  );
}

/** Returns the button that shows all answers of a questionnaire. */
export function viewAnswersButton(t: Translator, { id }: Pick<Questionnaire, 'id'>): Control {
  return button(`survey-sheet:${id}`, t.text('surveys.buttons.answers'));
}
