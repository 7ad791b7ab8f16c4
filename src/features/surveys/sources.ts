import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../reading/index.ts';
import { sheetsToEnter } from './coordination/operations/view.ts';
import { sheetOptions } from './questionnaires/choices.ts';
import { isMissing } from './questionnaires/load.ts';

export const surveySources: Readonly<Record<string, Source>> = {
  /** Sheets a coordinator can answer for somebody, those without an answer first. */
  surveySheets: async (context, typed) => {
    const sheets = await context.do(sheetsToEnter, {});
    const missing = new Set(sheets.filter(isMissing).map(({ id }) => id));
    const options = sheetOptions(context.t, sheets).filter(({ label, description }) =>
      fold(`${label} ${description}`).includes(fold(typed)),
    );
    return options.toSorted((a, b) => Number(missing.has(b.value)) - Number(missing.has(a.value)));
  },
};
