import type { RegionScope } from '../../access/region/region-scope.ts';
import { localDay } from '../../dates/index.ts';
import type { MeetingFact } from './facts.ts';
import { meetingStore } from './store.ts';

/** Returns the meetings of a span of time that weren't cancelled, the earliest first. `to` is null for an open end. */
export async function meetingFacts(
  scope: RegionScope,
  span: { readonly from: Date; readonly to: Date | null },
): Promise<readonly MeetingFact[]> {
  const meetings = await meetingStore(scope).between(span);
  return meetings.map(({ title, startsAt, answers }) => ({
    title,
    day: localDay(startsAt, scope.region.timeZone),
    coming: answers.filter(({ answer }) => answer === 'YES').length,
  }));
}
