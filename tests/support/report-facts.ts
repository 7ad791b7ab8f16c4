import type { EventFact } from '../../src/features/events/facts.ts';
import type { EditionFacts } from '../../src/features/reports/aggregates/facts.ts';
import type { Answers, AnswerValue } from '../../src/features/surveys/questions/answers.ts';

/** Returns a small edition to change one thing of. */
export function facts(changes: Partial<EditionFacts> = {}): EditionFacts {
  return {
    edition: { year: 2008, firstDay: '2008-11-01', lastDay: '2008-11-30' },
    organisations: [],
    events: [],
    eventQuestionnaires: [],
    organisationQuestionnaires: [],
    absenceQuestionnaires: [],
    quotes: [],
    mentions: [],
    entered: {},
    budgetLines: [],
    plannedBudgetLines: [],
    expenseLines: [],
    plannedExpenseLines: [],
    launchAttendanceLines: [],
    answersCountedOn: null,
    latestCountedOn: '2027-01-13',
    claims: [],
    previous: { year: 2007, figures: {} },
    ...changes,
  };
}

export function event(id: string, changes: Partial<EventFact> = {}): EventFact {
  return {
    id,
    title: id,
    organisation: 'moulin',
    coOrganisers: [],
    status: 'accepted',
    days: ['2008-11-15'],
    department: '80',
    theme: null,
    accessibility: false,
    price: null,
    intended: null,
    ...changes,
  };
}

export const choice = (option: 'yes' | 'no' | 'dontKnow' | 'cancelled' | 'toConfirm'): AnswerValue => ({
  kind: 'choice',
  option,
});

export function people(value: number, precision: 'exact' | 'estimated' | 'at_least' = 'exact'): Answers {
  return { held: choice('yes'), attendance: { kind: 'quantity', value, precision, typed: String(value) } };
}

/** Returns the answer "Entre 80 et 100". */
export function between(from: number, to: number): Answers {
  const range = { from, to };
  const value = Math.round((from + to) / 2);
  return { attendance: { kind: 'quantity', value, precision: 'estimated', range, typed: `entre ${from} et ${to}` } };
}

/** Returns one event and its questionnaire per entry. */
export function withQuestionnaires(
  questionnaires: readonly Answers[],
): Pick<EditionFacts, 'events' | 'eventQuestionnaires'> {
  const ids = questionnaires.map((_, index) => `event-${index}`);
  return {
    events: ids.map((id) => event(id)),
    eventQuestionnaires: questionnaires.map((answers, index) => ({
      event: `event-${index}`,
      answers,
      answeredOn: null,
      countedOn: null,
    })),
  };
}

/** Returns one organisation and its questionnaire per entry. */
export function withOrganisations(
  questionnaires: readonly Answers[],
): Pick<EditionFacts, 'organisations' | 'organisationQuestionnaires'> {
  return {
    organisations: questionnaires.map((_, index) => ({ id: `org-${index}`, name: `Structure ${index}` })),
    organisationQuestionnaires: questionnaires.map((answers, index) => ({
      organisation: `org-${index}`,
      answers,
      answeredOn: null,
    })),
  };
}
