import { objectKinds } from '../../../src/access/journal/entry.ts';
import { JOURNAL_PAGE } from '../../../src/features/journal/rules.ts';
import { MOST_CALLS_LISTED } from '../../../src/features/nation/call-store.ts';
import { PICKED_AT_ONCE } from '../../../src/features/nation/messages/state.ts';
import { PRESS_PAGE } from '../../../src/features/reports/press/press.ts';
import { QUESTIONS } from '../../../src/features/surveys/questions/catalogue.ts';
import { QUOTE_CHOICES } from '../../../src/features/surveys/questions/consent.ts';
import { eventLists } from './events.ts';
import { figureLists } from './figures.ts';
import type { KnownList } from './known-list.ts';
import { organisationLists } from './organisations.ts';
import { otherLists } from './others.ts';
import { questionnaireLists } from './questionnaires.ts';
import { regionLists } from './regions.ts';
import { relayLists } from './relays.ts';
import { reportLists } from './reports.ts';

export const lists: readonly KnownList[] = [
  ...organisationLists,
  ...eventLists,
  ...otherLists,
  ...questionnaireLists,
  ...regionLists,
  ...figureLists,
  ...relayLists,
  ...reportLists,
];

/** A list that is written in the code, and short enough for either platform. */
interface FixedList {
  readonly of: string;
  /** Why nothing that people do makes it longer. */
  readonly because: string;
  /** The most entries it can ever have. */
  readonly most: number;
}

const questions = Object.values(QUESTIONS).flat();
const mostOptions = (kind: string) =>
  Math.max(...questions.map((one) => (one.kind === kind && 'options' in one ? one.options.length : 0)));

export const fixed: readonly FixedList[] = [
  { of: 'journal-kind', because: 'the journal tells of so many kinds of things', most: objectKinds.length },
  { of: 'journal-thing', because: 'a page of the journal names no more', most: JOURNAL_PAGE },
  { of: 'nation-remove', because: 'the latest files are listed', most: PICKED_AT_ONCE },
  { of: 'nation-call-open', because: 'the latest messages are listed', most: MOST_CALLS_LISTED },
  { of: 'nation-call-regions', because: 'where more regions are held, all are written to', most: PICKED_AT_ONCE },
  { of: 'nation-again', because: 'the latest decisions are listed', most: PICKED_AT_ONCE },
  { of: 'press-open', because: 'one page of them is listed', most: PRESS_PAGE },
  { of: 'survey-choose', because: 'a question comes with its answers', most: mostOptions('choices') },
  { of: 'survey-rank', because: 'so does one that ranks; and "nothing"', most: mostOptions('ranking') + 1 },
  { of: 'surveyRanking-reasons', because: 'so does the form with all questions', most: mostOptions('ranking') },
  { of: 'surveyRanking-defects', because: 'so does the form with all questions', most: mostOptions('ranking') },
  { of: 'survey-quote', because: 'an answer is quoted with a name, without it, or not', most: QUOTE_CHOICES.length },
  { of: 'survey-quote-anew', because: 'it is the same list', most: QUOTE_CHOICES.length },
  {
    of: 'survey-fix',
    because: 'a sheet has the questions of its kind',
    most: Math.max(...Object.values(QUESTIONS).map(({ length }) => length)),
  },
  {
    of: 'survey-correct-one',
    because: 'so does its card',
    most: Math.max(...Object.values(QUESTIONS).map(({ length }) => length)),
  },
  { of: 'relay-elsewhere', because: 'each other platform has its four channels', most: 4 },
];
