import type { EventFact } from '../../events/facts.ts';
import type { Sum } from '../../figures/measures.ts';
import type { MentionFact } from '../../surveys/facts.ts';
import { countedEvents, participantsOf } from '../aggregates/events.ts';
import type { EditionFacts } from '../aggregates/facts.ts';
import { type MediaFacts, summariseMedia } from '../aggregates/media.ts';

/** One organisation's part in an edition, as it may read it itself: nothing of its own is withheld from it. */
export interface OwnFigures {
  /** The events that it leads or co-organises, those alone that the bilan counts. */
  readonly events: readonly { readonly event: EventFact; readonly participants: Sum }[];
  readonly participants: Sum;
  /** The media that spoke of it, each once. */
  readonly media: readonly MentionFact[];
}

/** The facts that an organisation's own figures are counted from: all of an edition's, or those alone that are about it. */
export type OwnFacts = MediaFacts & Pick<EditionFacts, 'events' | 'eventQuestionnaires'>;

/** Counts what an organisation did, with the same rules as the bilan. */
export function ownFigures(facts: OwnFacts, organisation: string): OwnFigures {
  const counted = countedEvents(facts).filter(
    ({ event }) => event.organisation === organisation || event.coOrganisers.includes(organisation),
  );
  return {
    events: counted.map((one) => ({ event: one.event, participants: participantsOf([one]) })),
    participants: participantsOf(counted),
    media: summariseMedia(facts).byOrganisation.find((one) => one.organisation === organisation)?.items ?? [],
  };
}
