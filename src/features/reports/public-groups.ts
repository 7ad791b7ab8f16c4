import type { EventGroup } from './events.ts';
import { SOUND_BASE } from './findings.ts';
import type { Sum } from './measures.ts';

/** A group of events as it is published. */
export interface PublicGroup {
  readonly key: string | null;
  readonly events: number;
  /** Null where it would tell what a single questionnaire says, or that it didn't come. */
  readonly participants: Sum | null;
}

/** Who answered what, and who is missing, only coordinators see: people are told of groups of at least five events. */
export function publicGroups(groups: readonly EventGroup[]): readonly PublicGroup[] {
  return groups.map(({ key, events, participants }) => ({
    key,
    events,
    participants: events < SOUND_BASE ? null : participants,
  }));
}
