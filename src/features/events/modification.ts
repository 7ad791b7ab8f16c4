import type { Slot } from '../../dates/index.ts';
import type { Clashes } from './clashes.ts';
import type { Event } from './event.ts';
import type { ProposalField } from './fields/list.ts';

/** An accepted event before and after a change that isn't stored yet. */
export interface Modification {
  readonly before: Event;
  readonly after: Event;
  readonly what: readonly ProposalField[];
  readonly clashes: Clashes;
}

/** A postponement that isn't stored yet: to other dates, or without any for now. */
export interface Postponement {
  readonly event: Event;
  /** Null while no new date is known. */
  readonly slots: readonly Slot[] | null;
  /** False when it stays as it is: put off already, or at these dates. Nobody is told of that. */
  readonly changes: boolean;
  readonly clashes: Clashes;
}
