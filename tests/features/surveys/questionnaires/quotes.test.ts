import { expect, it } from 'vitest';
import type { AnswerEntry } from '../../../../src/features/surveys/questionnaires/history.ts';
import { quotableAnswers } from '../../../../src/features/surveys/questionnaires/quotes.ts';
import type { AnswerValue } from '../../../../src/features/surveys/questions/answers.ts';
import type { QuestionId } from '../../../../src/features/surveys/questions/catalogue.ts';
import type { QuoteConsent } from '../../../../src/features/surveys/questions/consent.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 11, 3, hour));

function entry(question: QuestionId, value: AnswerValue, by = 'ana', hour = 10): AnswerEntry {
  return { question, value, by, onBehalf: false, at: at(hour), late: false };
}

function consent(question: QuestionId, changes: Partial<QuoteConsent> = {}): QuoteConsent {
  return { question, choice: 'named', by: 'ana', at: at(9), ...changes };
}

it('is not quoted as it stood at the closing on the choice of a colleague who has read what replaced it', () => {
  const late = { ...entry('idea', { kind: 'text', text: 'Un bal' }, 'ana', 14), late: true };
  const byBilal = consent('idea', { by: 'bilal', at: at(15) });
  expect(quotableAnswers('organisation', [idea], [byBilal], [late])).toEqual([]);
  expect(quotableAnswers('organisation', [late], [byBilal], [late])).toMatchObject([{ text: 'Un bal' }]);
});

const idea = entry('idea', { kind: 'text', text: 'Une fanfare' });
const quoted = [{ question: 'idea', text: 'Une fanfare', named: true }];

it.each([
  { what: 'chosen before it was written', entries: [idea], consents: [consent('idea')], quotes: quoted },
  { what: 'nothing was chosen', entries: [idea], consents: [], quotes: [] },
  { what: 'not at all', entries: [idea], consents: [consent('idea', { choice: 'none' })], quotes: [] },
  {
    what: 'a colleague has written something else since',
    entries: [entry('idea', { kind: 'text', text: 'Un bal' }, 'bilal', 11)],
    consents: [consent('idea')],
    quotes: [],
  },
  {
    what: 'a colleague chose after reading it',
    entries: [idea],
    consents: [consent('idea', { by: 'bilal', at: at(12) })],
    quotes: quoted,
  },
  {
    what: 'the one who chose writes it anew',
    entries: [entry('idea', { kind: 'text', text: 'Une fanfare' }, 'ana', 15)],
    consents: [consent('idea')],
    quotes: quoted,
  },
  { what: 'it was skipped', entries: [entry('idea', { kind: 'skipped' })], consents: [consent('idea')], quotes: [] },
  {
    what: 'it is no longer asked after another answer',
    entries: [
      entry('contacts', { kind: 'choice', option: 'no' }),
      entry('contactsWith', { kind: 'text', text: 'Le Moulin' }),
    ],
    consents: [consent('contactsWith')],
    quotes: [],
  },
])('may be quoted or not: $what', ({ entries, consents, quotes }) => {
  expect(quotableAnswers('organisation', entries, consents)).toEqual(quotes);
});
