import { FACTS_FROM, isDisclosableChange } from '../reports/aggregates/thresholds.ts';
import type { TallyCounts } from './counts.ts';

/** The counts that each line consists of, by the count of its answers. */
const LINES = {
  attendanceTold: [
    'attendanceAnswered',
    'attendanceAtLeast',
    'attendanceEstimated',
    'attendanceRanges',
    'participants',
    'participantsAtLeast',
  ],
  officialsAnswered: ['officialsYes'],
  pressContactedAnswered: ['pressContactedYes'],
  coverageAnswered: ['coverageYes'],
  logoAnswered: ['logoYes'],
  siteLinkAnswered: ['siteLinkYes'],
} as const satisfies { readonly [Answers in keyof TallyCounts]?: readonly (keyof TallyCounts)[] };

/**
 * Returns the counts that a channel is told. A line is told from three answers on, and then only in steps of at least
 * three, because the difference between two states is told as well. Once the survey is closed, all counts are told.
 * `former` is what was told last; null when nothing was.
 */
export function toldCounts(former: TallyCounts | null, counts: TallyCounts, closed: boolean): TallyCounts {
  const told: { -readonly [Name in keyof TallyCounts]: number } = { ...counts };
  for (const answers of Object.keys(LINES) as (keyof typeof LINES)[]) {
    const before = former?.[answers] ?? 0;
    const moves = closed || isDisclosableChange(before, counts[answers], FACTS_FROM);
    const source = moves ? counts : former;
    const enough = source !== null && source[answers] >= FACTS_FROM;
    for (const name of [answers, ...LINES[answers]]) told[name] = enough ? source[name] : 0;
  }
  return told;
}
