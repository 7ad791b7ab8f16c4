import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Echo, EstimatedReach, RelayedTo } from './announcement.ts';

export interface RecordedRecipient {
  readonly personId: string;
  readonly deliveryKey: string | null;
}

export interface Acknowledged {
  readonly personId: string;
  readonly relayedAt: Date | null;
  readonly reach: EstimatedReach | null;
}

interface Counted extends Omit<Echo, 'reach'> {
  readonly reach: number | null;
  readonly precision: EstimatedReach['precision'];
}
const NOBODY: Counted = { read: 0, readByRecipients: 0, relayed: 0, reach: null, precision: 'exact' };

const precisionOf = { EXACT: 'exact', ESTIMATED: 'estimated', AT_LEAST: 'at_least' } as const;
const precisionColumn = { exact: 'EXACT', estimated: 'ESTIMATED', at_least: 'AT_LEAST' } as const;

/** Stores the recipients of announcements and their reactions. */
export function recipientStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const self = {
    async noteRecipients(announcementId: string, recipients: readonly RecordedRecipient[]): Promise<void> {
      await client.announcementRecipient.createMany({
        data: recipients.map((one) => ({ ...one, regionId, announcementId })),
        skipDuplicates: true,
      });
    },

    async recipients(announcementId: string): Promise<readonly RecordedRecipient[]> {
      return client.announcementRecipient.findMany({
        where: { regionId, announcementId },
        select: { personId: true, deliveryKey: true },
        orderBy: { id: 'asc' },
      });
    },

    /** Returns the recipients whom this private copy is for. */
    async readersOf(announcementId: string, deliveryKey: string): Promise<readonly string[]> {
      const rows = await client.announcementRecipient.findMany({
        where: { regionId, announcementId, deliveryKey },
        select: { personId: true },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ personId }) => personId);
    },

    /** Returns the key of this recipient's private copy; null when they have none. */
    async keyFor(announcementId: string, personId: string): Promise<string | null> {
      const where = { regionId, announcementId, personId };
      const row = await client.announcementRecipient.findFirst({ where, select: { deliveryKey: true } });
      return row?.deliveryKey ?? null;
    },

    /** Returns those of these people who have read it. */
    async haveRead(announcementId: string, among: readonly string[]): Promise<ReadonlySet<string>> {
      if (among.length === 0) return new Set();
      const rows = await client.acknowledgement.findMany({
        where: { regionId, announcementId, personId: { in: [...among] } },
        select: { personId: true },
      });
      return new Set(rows.map((row) => row.personId));
    },

    async acknowledged(announcementId: string): Promise<readonly Acknowledged[]> {
      const rows = await client.acknowledgement.findMany({
        where: { regionId, announcementId },
        select: { personId: true, relayedAt: true, reach: true, reachPrecision: true },
      });
      return rows.map(({ personId, relayedAt, reach, reachPrecision: precision }) => ({
        personId,
        relayedAt,
        reach:
          reach !== null && (precision === 'EXACT' || precision === 'ESTIMATED' || precision === 'AT_LEAST')
            ? { value: reach, precision: precisionOf[precision] }
            : null,
      }));
    },

    /** Counts who has read it and passed it on, without reading whom it was meant for or its copies. */
    async echo(announcementId: string): Promise<Echo> {
      const rows = await client.$queryRaw<Counted[]>`
        SELECT count(*)::int AS "read", count(meant."id")::int AS "readByRecipients", count(one."relayedAt")::int AS "relayed",
          (sum(one."reach") FILTER (WHERE one."relayedAt" IS NOT NULL))::float8 AS "reach",
          CASE WHEN bool_or(one."reachPrecision" = 'AT_LEAST') THEN 'at_least' WHEN bool_or(one."reachPrecision" = 'ESTIMATED')
            THEN 'estimated' ELSE 'exact' END AS "precision"
        FROM "Acknowledgement" one LEFT JOIN "AnnouncementRecipient" meant
          ON meant."announcementId" = one."announcementId" AND meant."personId" = one."personId"
        WHERE one."regionId" = ${regionId}::uuid AND one."announcementId" = ${announcementId}::uuid`;
      const { reach, precision, ...counts } = rows[0] ?? NOBODY;
      return { ...counts, reach: reach === null ? null : { value: reach, precision } };
    },

    /** Notes that somebody read it; the first time counts. */
    async noteRead(announcementId: string, personId: string): Promise<void> {
      await client.acknowledgement.createMany({
        data: [{ regionId, announcementId, personId, readAt: scope.now, relayedTo: [] }],
        skipDuplicates: true,
      });
    },

    /** Notes to whom somebody passed it on; the last answer counts. */
    async noteRelayed(
      announcementId: string,
      personId: string,
      to: readonly RelayedTo[],
      reach: EstimatedReach | null,
    ): Promise<void> {
      await self.noteRead(announcementId, personId);
      await client.acknowledgement.updateMany({
        where: { regionId, announcementId, personId },
        data: {
          relayedAt: scope.now,
          relayedTo: [...to],
          reach: reach?.value ?? null,
          reachPrecision: reach ? precisionColumn[reach.precision] : null,
        },
      });
    },
  };
  return self;
}
