import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Announcement } from './announcement.ts';

/** Reads what of announcements waits in organisations' threads. */
export function threadWaitsStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the announcements that left since then and weren't withdrawn, the latest first. */
    async leftSince(since: Date): Promise<readonly Pick<Announcement, 'id' | 'text'>[]> {
      return client.announcement.findMany({
        where: { regionId, status: 'LEFT', nationCallId: null, leftAt: { gte: since } },
        select: { id: true, text: true },
        orderBy: [{ leftAt: 'desc' }, { id: 'desc' }],
      });
    },

    /** Returns the people whom these copies are for, by announcement. `keys` holds the copies' keys by announcement. */
    async readersOfCopies(keys: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, readonly string[]>> {
      if (keys.size === 0) return new Map();
      const rows = await client.announcementRecipient.findMany({
        where: { regionId, announcementId: { in: [...keys.keys()] }, deliveryKey: { in: [...keys.values()] } },
        select: { announcementId: true, personId: true },
      });
      return byAnnouncement(rows);
    },

    /** Returns the people among these readers, given by announcement, who have read it. */
    async haveRead(readers: ReadonlyMap<string, readonly string[]>): Promise<ReadonlyMap<string, readonly string[]>> {
      if (readers.size === 0) return new Map();
      const people = new Set([...readers.values()].flat());
      const rows = await client.acknowledgement.findMany({
        where: { regionId, announcementId: { in: [...readers.keys()] }, personId: { in: [...people] } },
        select: { announcementId: true, personId: true },
      });
      return byAnnouncement(rows.filter((row) => readers.get(row.announcementId)?.includes(row.personId)));
    },
  };
}

function byAnnouncement(
  rows: readonly { readonly announcementId: string; readonly personId: string }[],
): ReadonlyMap<string, readonly string[]> {
  const people = new Map<string, string[]>();
  for (const { announcementId, personId } of rows) {
    const known = people.get(announcementId);
    if (known) known.push(personId);
    else people.set(announcementId, [personId]);
  }
  return people;
}
