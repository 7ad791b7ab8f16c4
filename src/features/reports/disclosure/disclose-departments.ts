import type { EventGroup } from '../aggregates/events.ts';
import { FACTS_FROM, SOUND_BASE } from '../aggregates/thresholds.ts';

/** How large a group is, and how many of it have told something. */
interface GroupSize {
  readonly size: number;
  readonly told: number;
}

/**
 * Returns the groups of which may be told what some of each have said: where it reveals neither what a single one says nor that
 * it is missing. That is from five on, three of which have told something. The other groups together, which are the region's sum
 * minus what is told, must be as large; otherwise the smallest group that could be told is withheld too.
 */
export function tellableGroups<G>(groups: readonly G[], sizeOf: (group: G) => GroupSize): ReadonlySet<G> {
  const tellsOfEnough = ({ size, told }: GroupSize) => size >= SOUND_BASE && told >= FACTS_FROM;
  const told = groups.filter((group) => tellsOfEnough(sizeOf(group))).sort((a, b) => sizeOf(b).told - sizeOf(a).told);
  const rest = groups.filter((group) => !told.includes(group)).map(sizeOf);
  const left = {
    size: rest.reduce((sum, { size }) => sum + size, 0),
    told: rest.reduce((sum, each) => sum + each.told, 0),
  };
  if (left.size > 0 && !tellsOfEnough(left)) told.pop();
  return new Set(told);
}

/** Tells the number of participants only for groups of which it may be told. */
export function discloseDepartments(groups: readonly EventGroup[]): readonly EventGroup[] {
  const told = tellableGroups(groups, ({ events, participants }) => ({
    size: events,
    told: participants?.parts.told ?? 0,
  }));
  return groups.map((group) => (told.has(group) ? group : { ...group, participants: null }));
}
