import type { Person } from '../../../src/playground/person.ts';
import type { World } from '../../support/world.ts';
import { eventLists } from './events.ts';
import { organisationLists } from './organisations.ts';
import { otherLists } from './others.ts';
import { sheetLists } from './sheets.ts';

export type Platform = 'slack' | 'discord';

/** A list from which people choose. */
export interface KnownList {
  readonly name: string;
  /** The action that gets what is chosen, or the source of what is offered. */
  readonly of: readonly string[];
  /** How what it is called begins, where it stands. */
  readonly placeholder: string;
  /** Has so many in it, and nothing else there; what each of them is called, in the order in which they are offered. */
  fill(world: World, platform: Platform, count: number): Promise<readonly string[]>;
  open(reader: Person, world: World): Promise<void>;
  expectChosen(world: World, reader: Person, entry: string): Promise<void>;
}

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
