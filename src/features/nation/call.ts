import type { Wording } from '../announcements/announcement.ts';
import type { CoordinatorReach, StateInRegion } from '../announcements/from-nation.ts';

/** A 'draft' hasn't left; one that was sent ('left') can be taken back ('withdrawn'). */
export type CallStatus = 'draft' | 'left' | 'withdrawn';

/** A message of the national coordinator to coordinators of regions. */
export interface NationCall extends Wording {
  readonly id: string;
  /** Ids of the regions whose coordinators it is for. */
  readonly regionIds: readonly string[];
  readonly status: CallStatus;
  readonly author: { readonly id: string; readonly name: string };
  readonly writtenAt: Date;
  readonly leftAt: Date | null;
  readonly remindedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

/** A region of this bot, and how many of its coordinators a message would reach now. */
export interface CallRegion extends CoordinatorReach {
  readonly id: string;
  readonly name: string;
  readonly chosen: boolean;
}

/** A message that hasn't left, and whom it would reach now. */
export interface ComposedCall {
  readonly call: NationCall;
  readonly regions: readonly CallRegion[];
  /** Names of the expected regions that this bot doesn't hold; null as long as nobody said who is expected. */
  readonly elsewhere: readonly string[] | null;
}

/** A message that has left, and how it stands in each region. */
export interface CallState {
  readonly call: NationCall;
  readonly regions: readonly { readonly name: string; readonly state: StateInRegion | null }[];
}
