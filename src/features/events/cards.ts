import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { editUnder, wordsForHolder } from '../../delivery/outbox/index.ts';
import { scheduleAll } from '../../schedule/due.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import { overlapsOf } from './clashes.ts';
import { refreshDigest } from './digest.ts';
import { OVERLAPS_CHANGED } from './due-kinds.ts';
import type { Event } from './event.ts';
import { type CardFacts, proposalCard } from './messages/card.ts';

function cardKey(event: Event): string {
  return `event-card:${event.id}`;
}

/** Sends the card of a new proposal to the coordinators. */
export async function sendCard(scope: RegionScope, event: Event): Promise<void> {
  const facts = await cardFacts(scope, event);
  await tellCoordinators(scope, cardKey(event), (t) => proposalCard(t, facts));
}

/** Edits the card, wherever it was sent, and the announcement of the event to what the event says now. */
export async function refreshCards(scope: RegionScope, event: Event): Promise<void> {
  const facts = await cardFacts(scope, event);
  const prefix = `${cardKey(event)}:`;
  await editUnder(scope, prefix, async (key) =>
    proposalCard(await wordsForHolder(scope, key.slice(prefix.length)), facts),
  );
  await refreshDigest(scope, event);
}

/**
 * Schedules, for the next tick, a refresh of the cards of waiting proposals that overlap with an event that has
 * changed, or overlapped with it before.
 */
export async function scheduleOverlapRefresh(
  scope: RegionScope,
  changed: Event,
  before: Event = changed,
): Promise<void> {
  const found = new Set<string>();
  for (const one of new Set([changed, before])) {
    for (const { event } of await overlapsOf(scope, one.editionId, one)) if (waits(event)) found.add(event.id);
  }
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

function waits({ status }: Event): boolean {
  return status === 'PROPOSED' || status === 'QUESTIONED';
}

async function cardFacts(scope: RegionScope, event: Event): Promise<CardFacts> {
  const ids = [event.proposedById, ...(event.decidedById === null ? [] : [event.decidedById])];
  const names = new Map((await directory(scope).people(ids)).map(({ personId, name }) => [personId, name]));
  return {
    event,
    proposer: names.get(event.proposedById) ?? null,
    decider: event.decidedById === null ? null : (names.get(event.decidedById) ?? null),
    overlaps: waits(event) ? await overlapsOf(scope, event.editionId, event) : [],
  };
}
