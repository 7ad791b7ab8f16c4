import type { Person } from '../../../src/playground/person.ts';
import type { World } from '../../support/world.ts';
import { organisationLists } from './organisations.ts';

export type Platform = 'slack' | 'discord';

/** A list from which people choose. */
export interface KnownList {
  readonly name: string;
  /** What it is called where it stands. */
  readonly placeholder: string;
  /** Has so many in it; what each of them is called. */
  fill(world: World, platform: Platform, count: number): Promise<readonly string[]>;
  open(reader: Person, entries: readonly string[]): Promise<void>;
  expectChosen(world: World, reader: Person, entry: string): Promise<void>;
}

export const lists: readonly KnownList[] = [...organisationLists];
