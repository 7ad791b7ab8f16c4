import { z } from 'zod';
import { organisationOf } from '../../access/actor/rights.ts';
import type { Departure, DepartureWay } from '../../access/contacts/departure.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { prefixRange } from '../../database/prefix-range.ts';
import { clientOf } from '../../database/transaction.ts';
import { comparePlatforms, registeredPlatform } from '../../platforms/registered.ts';
import type { AnyTarget } from './message-schema.ts';

/** Returns how the messages leave that were stored at this moment under keys with one of these prefixes. */
export async function departureUnder(scope: RegionScope, ...keyPrefixes: readonly string[]): Promise<Departure> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: {
      regionId: scope.region.id,
      OR: keyPrefixes.map((prefix) => ({ key: prefixRange(prefix) })),
      editOf: null,
      createdAt: scope.now,
    },
    select: { status: true, heldUntil: true, platform: true, target: true },
  });
  const failed = rows.filter(({ status }) => isFailed(status)).length;
  const times = rows.flatMap(({ status, heldUntil }) =>
    status === 'PENDING' && heldUntil !== null ? [heldUntil.getTime()] : [],
  );
  const leaving = rows.filter(({ status, heldUntil }) => status === 'PENDING' && heldUntil === null);
  return {
    now: rows.length - times.length - failed,
    held: times.length,
    until: times.length > 0 ? new Date(Math.max(...times)) : null,
    failed,
    ways: waysOf(
      rows.filter(({ status, heldUntil }) => !isFailed(status) && (status !== 'PENDING' || heldUntil === null)),
    ),
    away: await away(scope, new Set(leaving.map(({ platform }) => platform))),
  };
}

function isFailed(status: string): boolean {
  return status === 'REFUSED' || status === 'UNKNOWN';
}

/** The way in which each kind of target is reached. Targets that say nothing are missing. */
const WAY: Readonly<Partial<Record<AnyTarget['kind'], DepartureWay>>> = {
  private: 'private',
  organisation: 'organisation',
  channel: 'channel',
  place: 'thread',
  thread: 'thread',
};

const ofKind = z.object({ kind: z.enum(['private', 'organisation', 'channel', 'place', 'thread', 'members', 'pin']) });

function waysOf(rows: readonly { readonly target: unknown }[]): Readonly<Record<DepartureWay, number>> {
  const kinds = rows.flatMap(({ target }) => ofKind.safeParse(target).data?.kind ?? []);
  const counted = (way: DepartureWay): number => kinds.filter((kind) => WAY[kind] === way).length;
  return {
    private: counted('private'),
    organisation: counted('organisation'),
    thread: counted('thread'),
    channel: counted('channel'),
  };
}

/** Returns how these messages leave, and for which organisations: those whose members are written to as members. */
export async function departureToOrganisations(
  scope: RegionScope,
  ...keyPrefixes: readonly string[]
): Promise<Departure> {
  const departure = await departureUnder(scope, ...keyPrefixes);
  return { ...departure, organisations: await organisationsUnder(scope, keyPrefixes) };
}

const toOrganisation = z.object({ kind: z.literal('organisation'), organisation: z.string() });
const privately = z.object({ kind: z.literal('private'), platform: z.string(), users: z.array(z.string()) });

async function organisationsUnder(scope: RegionScope, keyPrefixes: readonly string[]): Promise<readonly string[]> {
  const { region, now } = scope;
  const client = clientOf(scope.tx);
  const rows = await client.delivery.findMany({
    where: {
      regionId: region.id,
      OR: keyPrefixes.map((prefix) => ({ key: prefixRange(prefix) })),
      editOf: null,
      createdAt: now,
    },
    select: { target: true, readAs: true, unsolicitedTo: true },
  });
  const found = new Set<string>();
  const asMembers = new Set<string>();
  const people = new Set<string>();
  const users = new Map<string, Set<string>>();
  for (const { target, readAs, unsolicitedTo } of rows) {
    const organisations = readAs.flatMap((right) => organisationOf(right) ?? []);
    const to = privately.safeParse(target).data;
    // An organisation reads its own thread, whoever is mentioned there.
    const own = toOrganisation.safeParse(target).data;
    if (own) found.add(own.organisation);
    else if (unsolicitedTo !== null) people.add(unsolicitedTo);
    else if (to) {
      const known = users.get(to.platform) ?? new Set<string>();
      for (const user of to.users) known.add(user);
      users.set(to.platform, known);
    }
    for (const id of organisations) (unsolicitedTo === null && !to ? found : asMembers).add(id);
  }
  const memberships = await client.membership.findMany({
    where: {
      regionId: region.id,
      status: 'ACTIVE',
      organisationId: { in: [...asMembers] },
      person: {
        OR: [
          { id: { in: [...people] } },
          ...[...users].map(([platform, ids]) => ({
            identities: { some: { platform, externalId: { in: [...ids] } } },
          })),
        ],
      },
    },
    select: { organisationId: true },
    distinct: ['organisationId'],
  });
  const ids = [...found, ...memberships.map(({ organisationId }) => organisationId)];
  const named = await client.organisation.findMany({
    where: { regionId: region.id, id: { in: ids } },
    select: { name: true },
    orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
  });
  return named.map(({ name }) => name);
}

/** The milliseconds after which a message counts as waiting for its platform. */
const SOON_MS = 60_000;

/** Returns those of these platforms that don't take earlier messages. */
async function away(
  { tx, region, now }: RegionScope,
  platforms: ReadonlySet<string>,
): Promise<readonly PlatformName[]> {
  if (platforms.size === 0) return [];
  const before = new Date(now.getTime() - SOON_MS);
  // The conditions repeat those of the small index on waiting deliveries, which wouldn't be used otherwise.
  const rows = await clientOf(tx).$queryRaw<readonly { platform: string }[]>`
    SELECT DISTINCT "platform" FROM "Delivery"
    WHERE "platform" = ANY (${[...platforms]}::text[]) AND "regionId" = ${region.id}::uuid
      AND "status" = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"]) AND "heldUntil" IS NULL AND "sequence" > 0
      AND "createdAt" < ${before}::timestamptz`;
  return rows.map(({ platform }) => registeredPlatform(platform)).toSorted(comparePlatforms);
}
