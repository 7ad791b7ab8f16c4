import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../reading/index.ts';
import { questionnairesToEnter } from './coordination/operations/view.ts';
import { questionnaireOptions } from './questionnaires/controls.ts';
import { isMissing } from './questionnaires/load.ts';

export const surveySources: Readonly<Record<string, Source>> = {
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
