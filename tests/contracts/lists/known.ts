import { eventLists } from './events.ts';
import type { KnownList } from './known-list.ts';
import { organisationLists } from './organisations.ts';
import { otherLists } from './others.ts';
import { sheetLists } from './sheets.ts';

export const lists: readonly KnownList[] = [...organisationLists, ...eventLists, ...otherLists, ...sheetLists];

/** Lists that are as long in every region: what is offered is written in the code. */
export const fixed: Readonly<Record<string, string>> = {
  'survey-choose': "a question's answers",
  'survey-rank': "a question's answers",
  'survey-fix': "a sheet's questions",
  figures: 'the figures that can be entered',
  chapters: 'the chapters that can be written',
  'event-dates': 'the next Saturdays, else what was typed may mean',
  municipalities: 'what was typed may mean, completed while one types',
  'in-region': "a person's regions, of eighteen",
};
