import type { Context } from '../../../src/access/operation/context.ts';
import type { Given } from '../sample.ts';
import { survey } from './survey-facts.ts';

/** Looks up what forms show above their fields, by the operation that is asked. */
export function lookedUp(given: Given): Pick<Context, 'do'> {
  const found: Readonly<Record<string, unknown>> = {
    'surveys.currentClosing': survey.closesOn,
    'surveys.questionToWrite': { text: given.t.text('surveys.questions.idea.text'), written: null },
    'surveys.enquiryToReply': given.say('Les enfants comptent-ils ?', 1000),
    'events.toChange': { statusNote: given.say("Et s'il pleut ?", 1000) },
    'reports.viewFinding': {
      finding: {
        id: 'claim-beyond-respondents:participants',
        kind: 'claim-beyond-respondents',
        figures: ['participants'],
        values: { wording: given.say('Tous les habitants sont venus.', 300), value: 500, answered: 13, asked: 22 },
      },
      note: null,
    },
    'reports.viewFindingFigure': {
      finding: {
        id: 'sum-mismatch:budget',
        kind: 'sum-mismatch',
        figures: ['budget'],
        values: { sum: 30_000, total: 28_000 },
      },
      ...{ entry: 'budget', now: '28000' },
    },
    'reports.viewReview': {},
    'reports.viewSentence': {
      id: 'events',
      rule: '22 événements étaient au programme.',
      edited: given.say('Le Mois a grandi.', 600),
    },
  };
  return {
    do: async ({ name }) => {
      if (!(name in found)) throw new Error(`${name}: nothing is said here of what it finds`);
      return found[name] as never;
    },
  };
}
