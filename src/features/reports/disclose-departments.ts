import type { EventGroup } from './events.ts';
import { FACTS_FROM, SOUND_BASE } from './thresholds.ts';

/**
 * The groups of events with the people who came where that tells neither what a single questionnaire says nor that it
 * didn't come: of at least five events, three of which told a number. The others together, which are the region's sum less
 * what is told, must be as many: else the smallest that could be told isn't.
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
