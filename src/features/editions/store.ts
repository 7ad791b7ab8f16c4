import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Edition } from './edition.ts';

const fields = {
  id: true,
  year: true,
  name: true,
  startsOn: true,
  endsOn: true,
  status: true,
  message: true,
  priority: true,
  tellsAcceptances: true,
  themes: { select: { id: true, name: true }, orderBy: { position: 'asc' } },
  expectedResults: { select: { figure: true, target: true }, orderBy: { figure: 'asc' } },
} as const;

interface Row extends Omit<Edition, 'startsOn' | 'endsOn' | 'open'> {
  readonly startsOn: Date;
  readonly endsOn: Date;
  readonly status: 'OPEN' | 'CLOSED';
}

function edition({ startsOn, endsOn, status, ...rest }: Row): Edition {
  return { ...rest, startsOn: day(startsOn), endsOn: day(endsOn), open: status === 'OPEN' };
}

/** Returns the order in which the open edition, otherwise the latest one, comes first: states are in that in which they follow each other. */
function openOrLatestFirst(): Prisma.EditionOrderByWithRelationInput[] {
  return [{ status: 'asc' }, { year: 'desc' }];
}

/** Formats the value of a date column, which is midnight in UTC. */
function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Stores the region's editions. */
export function editionStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Locks the region, so that two coordinators who change editions at once do so one after the other. */
    async lock(): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Region" WHERE "id" = ${regionId}::uuid FOR UPDATE`;
    },
    /** Locks an edition until the transaction ends. Returns whether it is open, once whoever was changing it is done. */
    async holdOpen(id: string): Promise<boolean> {
      const rows = await client.$queryRaw<readonly { readonly isOpen: boolean }[]>`
        SELECT "status" = 'OPEN' AS "isOpen" FROM "Edition"
        WHERE "regionId" = ${regionId}::uuid AND "id" = ${id}::uuid FOR UPDATE`;
      return rows[0]?.isOpen === true;
    },
    async open(): Promise<Edition | null> {
      const row = await client.edition.findFirst({
        where: { regionId, status: 'OPEN' },
        select: fields,
        orderBy: { year: 'desc' },
      });
      return row ? edition(row) : null;
    },
    async byYear(year: number): Promise<Edition | null> {
      const row = await client.edition.findUnique({ where: { regionId_year: { regionId, year } }, select: fields });
      return row ? edition(row) : null;
    },
    async byId(id: string): Promise<Edition | null> {
      const row = await client.edition.findFirst({ where: { regionId, id }, select: fields });
      return row ? edition(row) : null;
    },
    /** Returns from when until when an edition was worked on; `to` is null while it is open. */
    async span(id: string): Promise<{ readonly from: Date; readonly to: Date | null }> {
      const row = await client.edition.findFirstOrThrow({
        where: { regionId, id },
        select: { openedAt: true, closedAt: true },
      });
      return { from: row.openedAt, to: row.closedAt };
    },
    /** Returns the latest editions before a year, at most `most`, the earliest first. */
    async before(year: number, most: number): Promise<Edition[]> {
      const rows = await client.edition.findMany({
        where: { regionId, year: { lt: year } },
        select: fields,
        orderBy: { year: 'desc' },
        take: most,
      });
      return rows.reverse().map(edition);
    },
    /** Returns the open edition, otherwise the latest one. */
    async openOrLatest(): Promise<Edition | null> {
      const row = await client.edition.findFirst({ where: { regionId }, select: fields, orderBy: openOrLatestFirst() });
      return row ? edition(row) : null;
    },
    /** Returns the edition that was open at a moment, otherwise the latest of those that had been. */
    async openOrLatestAt(at: Date): Promise<Edition | null> {
      const had = { regionId, openedAt: { lte: at } };
      const latestFirst = { select: fields, orderBy: { year: 'desc' } } as const;
      const wasOpen = { ...had, OR: [{ closedAt: null }, { closedAt: { gt: at } }] };
      const row =
        (await client.edition.findFirst({ where: wasOpen, ...latestFirst })) ??
        (await client.edition.findFirst({ where: had, ...latestFirst }));
      return row ? edition(row) : null;
    },
    async latest(): Promise<Edition | null> {
      const row = await client.edition.findFirst({ where: { regionId }, select: fields, orderBy: { year: 'desc' } });
      return row ? edition(row) : null;
    },
    async all(): Promise<Edition[]> {
      const rows = await client.edition.findMany({ where: { regionId }, select: fields, orderBy: { year: 'desc' } });
      return rows.map(edition);
    },
    async create(given: {
      year: number;
      name: string;
      startsOn: string;
      endsOn: string;
      message: string | null;
      priority: Edition['priority'];
    }): Promise<Edition> {
      const row = await client.edition.create({
        data: {
          ...given,
          regionId,
          startsOn: new Date(given.startsOn),
          endsOn: new Date(given.endsOn),
          status: 'OPEN',
          openedAt: scope.now,
        },
        select: fields,
      });
      return edition(row);
    },
    async change(id: string, data: Partial<Pick<Edition, 'message' | 'priority' | 'tellsAcceptances'>>): Promise<void> {
      await client.edition.updateMany({ where: { regionId, id }, data });
    },
    async addTheme(editionId: string, name: string, position: number): Promise<void> {
      await client.theme.create({ data: { regionId, editionId, name, position } });
    },
    async setTarget(editionId: string, figure: string, target: number): Promise<void> {
      await client.expectedResult.upsert({
        where: { editionId_figure: { editionId, figure } },
        create: { regionId, editionId, figure, target },
        update: { target },
      });
    },
    /** Closes the edition. Returns false when it was closed already. */
    async close(id: string): Promise<boolean> {
      const closed = await client.edition.updateMany({
        where: { regionId, id, status: 'OPEN' },
        data: { status: 'CLOSED', closedAt: scope.now },
      });
      return closed.count === 1;
    },
  };
}
