import { FACTS_FROM, movedEnough } from '../reports/thresholds.ts';
import type { TallyCounts } from './counts.ts';

/** What each line is made of, by the count of the answers in it. */
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
 * What a channel is told of what was counted: each line from three answers on, and then in steps of at least three, for the
 * difference of two is told too. Once the survey is closed, what there is. `former`: what was told last, null when nothing
 * was.
 */
export function toldCounts(former: TallyCounts | null, counts: TallyCounts, closed: boolean): TallyCounts {
  const told: { -readonly [Name in keyof TallyCounts]: number } = { ...counts };
  for (const answers of Object.keys(LINES) as (keyof typeof LINES)[]) {
    const before = former?.[answers] ?? 0;
    const moves = closed || movedEnough(before, counts[answers], FACTS_FROM);
    const source = moves ? counts : former;
    const enough = source !== null && source[answers] >= FACTS_FROM;
    for (const name of [answers, ...LINES[answers]]) told[name] = enough ? source[name] : 0;
  }
  return told;
}
