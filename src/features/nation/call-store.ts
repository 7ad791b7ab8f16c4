import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Wording } from '../announcements/announcement.ts';
import { linkRows, linksSchema } from '../announcements/links.ts';
import type { CallStatus, NationCall } from './call.ts';

/** The most messages that are listed: the latest. */
export const MOST_CALLS_LISTED = 20;

interface NewCall extends Wording {
  readonly regionIds: readonly string[];
}

/** The parts of a message that can change. */
interface CallChanges extends Partial<NewCall> {
  readonly status?: CallStatus;
  readonly leftAt?: Date;
  readonly remindedAt?: Date;
  readonly withdrawnAt?: Date;
}

/**
 * Stores what the national coordinator writes. Like all that is the nation's, it is of no region: it is read wherever they act, and each
 * row stands in the region in which it was written.
 */
export function callStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  async function whole(rows: readonly Awaited<ReturnType<typeof read>>[number][]): Promise<readonly NationCall[]> {
    const people = await client.person.findMany({
      where: { id: { in: rows.map(({ writtenById }) => writtenById) } },
      select: { id: true, name: true },
    });
    return rows.map(({ regionId: _, writtenById, links, status, ...rest }) => ({
      ...rest,
      links: linksSchema.parse(links),
      status: status as CallStatus,
      author: { id: writtenById, name: people.find(({ id }) => id === writtenById)?.name ?? '' },
    }));
  }

  function read(id: string) {
    return client.nationCall.findMany({ where: { id } });
  }

  return {
    async lock(id: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "NationCall" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
    },
    async byId(id: string): Promise<NationCall | null> {
      return (await whole(await read(id)))[0] ?? null;
    },
    /** Returns this person's drafts, and whatever was sent, whoever did; the latest come first. */
    async latest(personId: string): Promise<readonly NationCall[]> {
      const rows = await client.nationCall.findMany({
        where: { OR: [{ status: { not: 'draft' } }, { writtenById: personId }] },
        orderBy: [{ writtenAt: 'desc' }, { id: 'desc' }],
        take: MOST_CALLS_LISTED,
      });
      return whole(rows);
    },
    async create({ text, links, regionIds }: NewCall, writtenById: string): Promise<string> {
      const { id } = await client.nationCall.create({
        data: {
          ...{ regionId, text, links: linkRows(links), regionIds: [...regionIds], status: 'draft', writtenById },
          writtenAt: scope.now,
        },
        select: { id: true },
      });
      return id;
    },
    async change(id: string, { links, regionIds, ...rest }: CallChanges): Promise<void> {
      await client.nationCall.updateMany({
        where: { id },
        data: {
          ...rest,
          ...(links ? { links: linkRows(links) } : {}),
          ...(regionIds ? { regionIds: [...regionIds] } : {}),
        },
      });
    },
    /** Forgets a draft. */
    async drop(id: string): Promise<void> {
      await client.nationCall.deleteMany({ where: { id, status: 'draft' } });
    },
  };
}
