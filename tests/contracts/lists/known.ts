import { WRITABLE } from '../../../src/features/reports/chapters.ts';
import { QUESTIONS } from '../../../src/features/surveys/questions/catalogue.ts';
import { eventLists } from './events.ts';
import { figureLists } from './figures.ts';
import type { KnownList } from './known-list.ts';
import { organisationLists } from './organisations.ts';
import { otherLists } from './others.ts';
import { regionLists } from './regions.ts';
import { sheetLists } from './sheets.ts';

export const lists: readonly KnownList[] = [
  ...organisationLists,
  ...eventLists,
  ...otherLists,
  ...sheetLists,
  ...regionLists,
  ...figureLists,
];

/** A list that is written in the code, and short enough for either platform. */
interface FixedList {
  readonly of: string;
  /** Why nothing that people do makes it longer. */
  readonly because: string;
  /** The most entries it can ever have. */
  readonly most: number;
}

const questions = [...QUESTIONS.event, ...QUESTIONS.organisation];
const mostOptions = (kind: string) =>
  Math.max(...questions.map((one) => (one.kind === kind && 'options' in one ? one.options.length : 0)));

export const fixed: readonly FixedList[] = [
  { of: 'survey-choose', because: 'a question comes with its answers', most: mostOptions('choices') },
  { of: 'survey-rank', because: 'so does one that ranks; and "nothing"', most: mostOptions('ranking') + 1 },
  {
    of: 'survey-fix',
    because: 'a sheet has the questions of its kind',
    most: Math.max(...Object.values(QUESTIONS).map(({ length }) => length)),
  },
  { of: 'chapters', because: 'the bilan has its chapters, and figures to write about', most: WRITABLE.length },
];
