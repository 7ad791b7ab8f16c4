import type { Person } from '../../../src/playground/person.ts';
import type { World } from '../../support/world.ts';

export type Platform = 'slack' | 'discord';

/** A list from which people choose. */
export interface KnownList {
  readonly name: string;
  /** The action that gets what is chosen, or the source of what is offered. */
  readonly of: readonly string[];
  /** The beginning of its name, where it stands. */
  readonly placeholder: string;
  /** The order they stand in on purpose; that of the names in the reader's language unless given. */
  readonly order?:
    | 'by date'
    | 'the latest first'
    | 'by the number that begins them'
    | 'as the edition gives them'
    | 'what is entered each year first'
    | 'as the document has them';
  /** The numbers of entries to try, where the code fixes them; unless given, numbers on both sides of 25, and 101. */
  readonly counts?: readonly number[];
  /** The platforms with such a list; both unless given. */
  readonly on?: readonly Platform[];
  /** Fills the list with so many entries and nothing else. Returns the names in the order in which they are offered. */
  fill(world: World, platform: Platform, count: number): Promise<readonly string[]>;
  open(reader: Person, world: World): Promise<void>;
  expectChosen(world: World, reader: Person, entry: string): Promise<void>;
}
