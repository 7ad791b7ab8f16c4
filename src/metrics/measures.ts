import type { PlatformName } from '../chat/place.ts';

/** The kinds of things that people do, as they are counted. */
export type MeasuredKind = 'command' | 'action' | 'form' | 'suggestion' | 'message';

/**
 * The way in which one of them ended. 'form': a form was opened; 'refused': the person was told what has to be put
 * right, or that they may not; 'failed': it didn't work, by no fault of theirs; 'dropped': it had come before;
 * 'silent': there was nothing to answer.
 */
export type MeasuredOutcome = 'answered' | 'form' | 'refused' | 'failed' | 'dropped' | 'silent';

/** The end of a delivery: sent, refused for good, or lost without anybody knowing whether it arrived. */
export type DeliveryEnd = 'sent' | 'refused' | 'unknown';

/** Counts what the bot does. It is told kinds and durations, never who, where or what. */
export interface Measures {
  done(platform: PlatformName, kind: MeasuredKind, outcome: MeasuredOutcome): void;
  /** `seconds` passed until the platform had its acknowledgement. */
  acknowledged(platform: PlatformName, kind: MeasuredKind, seconds: number): void;
  /** `seconds` passed until the person had their answer. */
  answered(platform: PlatformName, kind: MeasuredKind, seconds: number): void;
  delivered(platform: PlatformName, end: DeliveryEnd, count: number): void;
  /** Counts the rows of a table that were deleted, or emptied, because their term was over. */
  purged(table: string, count: number): void;
}

/** Counts nothing, where nobody asks. */
export const noMeasures: Measures = {
  done: () => {},
  acknowledged: () => {},
  answered: () => {},
  delivered: () => {},
  purged: () => {},
};
