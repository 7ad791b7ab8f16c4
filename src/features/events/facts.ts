import type { RegionScope } from '../../access/region/region-scope.ts';
import { fold } from '../../reading/index.ts';
import type { Event, Host } from './event.ts';
import { type AudienceKind, audienceKind } from './fields/audience-kinds.ts';
import { localDaysOf } from './rules.ts';

export interface EventFact {
  readonly id: string;
  readonly title: string;
  /** Id of the organisation that leads it. */
  readonly organisation: string;
  /** Ids of the organisations that agreed to co-organise it. The event counts once all the same. */
  readonly coOrganisers: readonly string[];
  readonly status: 'accepted' | 'postponed' | 'cancelled';
  /** Local days such as "2026-11-14", earliest first. */
  readonly days: readonly string[];
  /** Department code. */
  readonly department: string | null;
  readonly theme: string | null;
  /** Whether its announcement says how accessible it is. */
  readonly accessibility: boolean;
  /** The price as its announcement states it: free for everybody, something else, or nothing (null). */
  readonly price: 'free' | 'told' | null;
  /** The kind of audience that its sheet says it is meant for; null when it says none. */
  readonly intended: AudienceKind | null;
}

const factual = { ACCEPTED: 'accepted', POSTPONED: 'postponed', CANCELLED: 'cancelled' } as const;

/** The source of a fact. */
export interface CountedFields
  extends Pick<
    Event,
    'id' | 'title' | 'status' | 'decidedAt' | 'department' | 'accessibility' | 'price' | 'intended' | 'slots'
  > {
  readonly organisation: Pick<Host, 'id'>;
  readonly coOrganisers: readonly Pick<Host, 'id'>[];
  readonly theme: { readonly name: string } | null;
}

/** The number of an event, and how it stands. */
export type EventStanding = Pick<Event, 'number' | 'status'>;

/** The facts by which an edition's events are counted. */
export interface EditionEvents {
  readonly facts: readonly EventFact[];
  /** The standing of all its events, including those that are no facts, by their ids. */
  readonly standing: ReadonlyMap<string, EventStanding>;
}

/** Returns what the bilan counts of an event; null for one that was never accepted. */
export function eventFact({ region }: Pick<RegionScope, 'region'>, event: CountedFields): EventFact | null {
  const { status } = event;
  if (status === 'PROPOSED' || status === 'QUESTIONED' || status === 'REFUSED' || event.decidedAt === null) return null;
  return {
    id: event.id,
    title: event.title,
    organisation: event.organisation.id,
    coOrganisers: event.coOrganisers.map(({ id }) => id),
    status: factual[status],
    days: [...new Set(event.slots.flatMap((slot) => localDaysOf(slot, region.timeZone)))],
    department: event.department,
    theme: event.theme?.name ?? null,
    accessibility: isFilled(event.accessibility),
    intended: audienceKind(event.intended),
    price: !isFilled(event.price) ? null : isFree(event.price) ? 'free' : 'told',
  };
}

function isFilled(text: string | null): text is string {
  return text !== null && text.trim() !== '';
}

/**
 * Matches a price that says that nobody pays, and nothing besides. "Prix libre" is paid, and "gratuit pour les
 * enfants" isn't for all.
 */
const FREE =
  /^(?:c'est )?(?:(?:entree|acces) (?:libre(?: et gratuite?)?|gratuite?)|gratuite?|free(?: entry| admission| of charge)?)(?: pour toutes et tous| pour tous| for all)?[.!]?$/;

/** Returns whether a price, as it was typed, says that the event is free for everybody. */
export function isFree(price: string): boolean {
  return FREE.test(fold(price).trim());
}
