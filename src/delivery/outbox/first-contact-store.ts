import { stillInTeam } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import { type AnyTarget, readTarget } from './message-schema.ts';

/** A private message that was sent, and its place. */
interface SentInPrivate {
  readonly target: Extract<AnyTarget, { kind: 'private' | 'organisation' }>;
  readonly channel: string | null;
}

/**
 * Returns the ids of those readers of a private message who haven't been told yet who keeps which of their data. The
 * readers of a message in an organisation's thread are all who are in it, whomever it was for. Returns none where the
 * thread was told meanwhile, as they would read it twice.
 */
export async function uninformedReaders(
  source: Tx,
  regionId: string,
  { target, channel }: SentInPrivate,
): Promise<readonly string[]> {
  const { platform } = target;
  const users = target.kind === 'private' ? target.users : await readersInThread(source, regionId, target, channel);
  const found = await clientOf(source).identity.findMany({
    where: {
      ...{ regionId, platform, ...stillInTeam, externalId: { in: [...users] } },
      person: { informedAt: null },
    },
    select: { personId: true, externalId: true },
  });
  const isFor = target.kind === 'private' ? null : target.to;
  const isTold = isFor !== null && !found.some(({ externalId }) => externalId === isFor);
  return isTold ? [] : [...new Set(found.map(({ personId }) => personId))];
}

/**
 * Returns the accounts that read a message for an organisation: those in its thread or, where it stands elsewhere,
 * those it was for.
 */
async function readersInThread(
  source: Tx,
  regionId: string,
  { platform, organisation, to }: Extract<AnyTarget, { kind: 'organisation' }>,
  channel: string | null,
): Promise<readonly string[]> {
  const thread = await clientOf(source).organisationThread.findFirst({
    where: { regionId, platform, organisationId: organisation, channel },
    select: { members: true },
  });
  if (channel !== null && thread !== null) return thread.members;
  return to === null ? [] : [to];
}

/** Returns the private message that a delivery of the region became; null for one that stands in the open, or is gone. */
export async function sentInPrivate({ tx, region }: RegionScope, id: string): Promise<SentInPrivate | null> {
  const row = await clientOf(tx).delivery.findFirst({
    where: { id, regionId: region.id },
    select: { target: true, channel: true },
  });
  const target = row && readTarget(row.target);
  return target?.kind === 'private' || target?.kind === 'organisation'
    ? { target, channel: row?.channel ?? null }
    : null;
}
