import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { editUnder, wordsForHolder } from '../../delivery/outbox/index.ts';
import { scheduleAll } from '../../schedule/due.ts';
import { editionById } from '../editions/queries.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import { eventsAround, overlapsAmong, overlapsOf } from './clashes.ts';
import { refreshDigest } from './digest.ts';
import { OVERLAPS_CHANGED } from './due-kinds.ts';
import type { Event } from './event.ts';
import { type CardFacts, proposalCard } from './messages/card.ts';
import type { Overlap } from './overlaps.ts';
import { outsideOf } from './rules.ts';

/** The end of the subject of a refresh that the closing of the edition asks for. */
export const CLOSED = 'closed';

function cardKey(event: Event): string {
  return `event-card:${event.id}`;
}

/**
 * Sends the card of a new proposal to the coordinators, and has the cards of those it overlaps with follow. Returns what
 * it overlaps with.
 */
export async function sendCard(scope: RegionScope, event: Event): Promise<readonly Overlap[]> {
  const overlaps = await overlapsOf(scope, event.editionId, event);
  const facts = await cardFacts(scope, event, overlaps);
  await tellCoordinators(scope, cardKey(event), (t) => proposalCard(t, facts));
  await scheduleRefreshOf(scope, event, overlaps);
  return overlaps;
}

/** Edits the card, wherever it was sent, and the announcement of the event to what the event says now. */
export async function refreshCards(scope: RegionScope, event: Event): Promise<void> {
  await refreshProposalCard(scope, event);
  await refreshDigest(scope, event);
}

/** Edits the card alone, where the event itself says what it said. */
export async function refreshProposalCard(scope: RegionScope, event: Event): Promise<void> {
  await showOnCards(scope, event, waits(event) ? await overlapsOf(scope, event.editionId, event) : []);
}

/** Does the same, and has the cards follow of what the event overlaps with, or overlapped with before it changed. */
export async function refreshCardsAround(scope: RegionScope, changed: Event, before: Event): Promise<void> {
  const events = await eventsAround(scope, changed.editionId, [changed, before]);
  const now = overlapsAmong(scope, events, changed);
  await showOnCards(scope, changed, waits(changed) ? now : []);
  await refreshDigest(scope, changed);
  await scheduleRefreshOf(scope, changed, [...now, ...overlapsAmong(scope, events, before)]);
}

async function showOnCards(scope: RegionScope, event: Event, overlaps: readonly Overlap[]): Promise<void> {
  const facts = await cardFacts(scope, event, overlaps);
  const prefix = `${cardKey(event)}:`;
  await editUnder(scope, prefix, async (key) =>
    proposalCard(await wordsForHolder(scope, key.slice(prefix.length)), facts),
  );
}

/**
 * Schedules, for the next tick, a refresh of the cards of waiting proposals that overlap with an event that has
 * changed.
 */
export async function scheduleOverlapRefresh(scope: RegionScope, changed: Event): Promise<void> {
  await scheduleRefreshOf(scope, changed, await overlapsOf(scope, changed.editionId, changed));
}

async function scheduleRefreshOf(scope: RegionScope, changed: Event, overlaps: readonly Overlap[]): Promise<void> {
  const found = new Set(overlaps.flatMap(({ event }) => (waits(event) ? [event.id] : [])));
  await scheduleAll(
    scope,
    [...found].map((id) => ({
      kind: OVERLAPS_CHANGED,
      subject: `${id}:${changed.id}:${changed.version}`,
      at: scope.now,
      expires: null,
    })),
  );
}

/**
 * Schedules, for the next tick, that the cards of events say that their edition was closed without a decision, or offer no more
 * to take one back, or to co-organise them. They may be hundreds: stored at one moment, they are sent behind what anybody waits for.
 */
export async function scheduleClosedCards(scope: RegionScope, events: readonly Event[]): Promise<void> {
  await scheduleAll(
    scope,
    events.map(({ id }) => ({ kind: OVERLAPS_CHANGED, subject: `${id}:${CLOSED}`, at: scope.now, expires: null })),
  );
}

function waits({ status }: Event): boolean {
  return status === 'PROPOSED' || status === 'QUESTIONED';
}

async function cardFacts(scope: RegionScope, event: Event, overlaps: readonly Overlap[]): Promise<CardFacts> {
  const edition = await editionById(scope, event.editionId);
  const ids = [event.proposedById, ...(event.decidedById === null ? [] : [event.decidedById])];
  const names = new Map((await directory(scope).people(ids)).map(({ personId, name }) => [personId, name]));
  return {
    event,
    proposer: names.get(event.proposedById) ?? null,
    decider: event.decidedById === null ? null : (names.get(event.decidedById) ?? null),
    isClosed: edition?.open === false,
    clashes: {
      overlaps,
      outside: edition && waits(event) ? outsideOf(event.slots, edition, scope.region.timeZone) : null,
    },
  };
}
