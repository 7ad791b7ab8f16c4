import type { EventGroup } from '../aggregates/events.ts';
import { FACTS_FROM, SOUND_BASE } from '../aggregates/thresholds.ts';

/**
 * Tells the number of participants only for groups where it reveals neither the answer of a single questionnaire nor
 * that it is missing: groups of at least five events, three of which gave a number. The other groups together, whose
 * sum is the region's without the told ones, must be as large; otherwise the smallest group that could be told is
 * withheld too.
 */
export function discloseDepartments(groups: readonly EventGroup[]): readonly EventGroup[] {
  const told = groups.filter(tellsOfEnough).sort((a, b) => toldIn(b) - toldIn(a));
  const rest = groups.filter((group) => !told.includes(group));
  const left: EventGroup = {
    key: null,
    events: rest.reduce((sum, { events }) => sum + events, 0),
    participants: {
      value: null,
      precision: 'unknown',
      parts: { told: rest.reduce((sum, each) => sum + toldIn(each), 0), estimated: 0 },
    },
  };
  if (left.events > 0 && !tellsOfEnough(left)) told.pop();
  return groups.map((group) => (told.includes(group) ? group : { ...group, participants: null }));
}

function tellsOfEnough(group: EventGroup): boolean {
  return group.events >= SOUND_BASE && toldIn(group) >= FACTS_FROM;
}

function toldIn({ participants }: EventGroup): number {
  return participants?.parts.told ?? 0;
}
