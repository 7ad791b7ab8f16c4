import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../reading/index.ts';
import { questionnairesToEnter } from './coordination/operations/view.ts';
import { questionnaireOptions } from './questionnaires/controls.ts';
import { isMissing } from './questionnaires/load.ts';
import { questionOf } from './questions/catalogue.ts';
import { optionText } from './questions/options.ts';
import { type RankingQuestion, shuffledOptions } from './questions/ranking.ts';

/**
 * Offers the options of a ranking in the form with all questions. Each person has them in an order of their own, as in
 * the chat, so that over all of them no option profits from standing first.
 */
function rankingOptions(question: RankingQuestion): Source {
  return async ({ t, actor }, typed) =>
    shuffledOptions(question, actor.personId)
      .map((value) => ({ value, label: t.text(optionText(value)) }))
      .filter(({ value, label }) => value === typed || fold(label).includes(fold(typed)));
}

export const surveySources: Readonly<Record<string, Source>> = {
  'surveyRanking-reasons': rankingOptions(questionOf('reasons')),
  'surveyRanking-defects': rankingOptions(questionOf('defects')),

  /** Offers the questionnaires that a coordinator can answer for somebody, those without an answer first. */
  surveyQuestionnaires: async (context, typed) => {
    const questionnaires = await context.do(questionnairesToEnter, {});
    const missing = new Set(questionnaires.filter(isMissing).map(({ id }) => id));
    const options = questionnaireOptions(context.t, questionnaires).filter(({ label, description }) =>
      fold(`${label} ${description}`).includes(fold(typed)),
    );
    return options.toSorted((a, b) => Number(missing.has(b.value)) - Number(missing.has(a.value)));
  },
};
