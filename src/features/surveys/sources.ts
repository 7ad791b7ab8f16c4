import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../names/index.ts';
import { sheetsToEnter } from './operations/view.ts';

const LONGEST = 90;

export const surveySources: Readonly<Record<string, Source>> = {
  /** Sheets a coordinator can answer for somebody. */
  surveySheets: async (context, typed) => {
    const sheets = await context.do(sheetsToEnter, {});
    return sheets
      .map(({ id, event, organisation }) => ({
        value: id,
        label: event?.title ?? organisation.name,
        description: event ? organisation.name : context.t.text('surveys.open.organisation'),
      }))
      .filter(({ label, description }) => fold(`${label} ${description}`).includes(fold(typed)))
      .map(({ label, ...rest }) => ({
        ...rest,
        label: label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label,
      }));
  },
};
