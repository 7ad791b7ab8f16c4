import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Slot } from '../../dates/index.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Event, EventPlace, EventStatus, Host, WrittenEvent } from './event.ts';
import { type CompletionText, type ProposalText, recordOf } from './fields/list.ts';
import { writtenColumns } from './fields/written.ts';

const host = { select: { id: true, name: true } } as const;

/** The columns to select of an event, see `eventStore.ofRow`. */
export const eventColumns = {
  id: true,
  editionId: true,
  number: true,
  ...recordOf(writtenColumns, () => true as const),
  themeId: true,
  status: true,
  statusNote: true,
  statusAnswer: true,
  proposedById: true,
  onBehalf: true,
  proposedAt: true,
  decidedById: true,
  decidedAt: true,
  mergedInto: { select: { id: true, number: true, title: true } },
  version: true,
  organisation: host,
  coOrganisers: { select: { status: true, organisation: host }, orderBy: [{ invitedAt: 'asc' }, { id: 'asc' }] },
  occurrences: {
    select: { startsAt: true, endsAt: true, allDay: true },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.EventSelect;

export interface EventRow extends Omit<Event, 'theme' | 'coOrganisers' | 'invited' | 'slots'> {
  readonly themeId: string | null;
  readonly coOrganisers: readonly { readonly status: string; readonly organisation: Host }[];
  readonly occurrences: readonly { readonly startsAt: Date; readonly endsAt: Date | null; readonly allDay: boolean }[];
}

function eventOf({ themeId, coOrganisers, occurrences, ...row }: EventRow, themes: ReadonlyMap<string, string>): Event {
  const name = themeId === null ? undefined : themes.get(themeId);
  const hosts = (status: string) =>
    coOrganisers.filter((one) => one.status === status).map(({ organisation }) => organisation);
  return {
    ...row,
    theme: themeId !== null && name !== undefined ? { id: themeId, name } : null,
    coOrganisers: hosts('ACCEPTED'),
    invited: hosts('INVITED'),
    slots: occurrences.map(slotOf),
  };
}

function slotOf({ startsAt, endsAt, allDay }: EventRow['occurrences'][number]): Slot {
  return { start: startsAt, end: endsAt, allDay };
}

export interface EventChange extends Partial<WrittenEvent> {
  readonly status?: EventStatus;
  readonly statusNote?: string | null;
  readonly statusAnswer?: string | null;
  readonly themeId?: string | null;
  readonly decidedById?: string | null;
  readonly decidedAt?: Date | null;
  readonly mergedIntoId?: string;
}

interface NewEvent
  extends Pick<WrittenEvent, ProposalText | keyof EventPlace>,
    Partial<Pick<WrittenEvent, CompletionText | 'pictureId'>> {
  readonly editionId: string;
  readonly organisationId: string;
  readonly proposedById: string;
  readonly onBehalf: boolean;
  readonly slots: readonly Slot[];
  readonly themeId?: string | null;
}

/** Stores the region's events. */
export function eventStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  async function events(rows: readonly EventRow[]): Promise<Event[]> {
    const ids = [...new Set(rows.flatMap(({ themeId }) => themeId ?? []))];
    const themes =
      ids.length === 0
        ? []
        : await client.theme.findMany({ where: { regionId, id: { in: ids } }, select: { id: true, name: true } });
    const names = new Map(themes.map(({ id, name }) => [id, name]));
    return rows.map((row) => eventOf(row, names));
  }

  const occurrence = (slot: Slot) => ({ regionId, startsAt: slot.start, endsAt: slot.end, allDay: slot.allDay });

  const self = {
    /** Returns an event of the region whose columns were read with something else. */
    async ofRow(row: EventRow): Promise<Event | null> {
      return (await events([row]))[0] ?? null;
    },

    async byId(id: string): Promise<Event | null> {
      const row = await client.event.findFirst({ where: { regionId, id }, select: eventColumns });
      return row && self.ofRow(row);
    },

    /** Returns the events of an edition, by number. */
    async ofEdition(editionId: string): Promise<Event[]> {
      return events(
        await client.event.findMany({
          where: { regionId, editionId },
          select: eventColumns,
          orderBy: { number: 'asc' },
        }),
      );
    },

    /** Returns the events with these ids, in no particular order. */
    async byIds(ids: readonly string[]): Promise<Event[]> {
      return events(await client.event.findMany({ where: { regionId, id: { in: [...ids] } }, select: eventColumns }));
    },

    /** Returns the events that an organisation leads or co-organises, in one edition or in all, the last proposed first. */
    async ofOrganisation(organisationId: string, editionId?: string): Promise<Event[]> {
      const rows = await client.event.findMany({
        where: {
          regionId,
          ...(editionId === undefined ? {} : { editionId }),
          OR: [{ organisationId }, { coOrganisers: { some: { regionId, organisationId, status: 'ACCEPTED' } } }],
        },
        select: eventColumns,
        orderBy: [{ proposedAt: 'desc' }, { number: 'asc' }],
      });
      return events(rows);
    },

    /** Creates an event with the edition's next number. The caller has locked the edition, so that two at once wait for each other. */
    async create({ slots, ...given }: NewEvent): Promise<Event> {
      const last = await client.event.aggregate({
        where: { regionId, editionId: given.editionId },
        _max: { number: true },
      });
      const row = await client.event.create({
        data: {
          ...given,
          regionId,
          number: (last._max.number ?? 0) + 1,
          status: 'PROPOSED',
          proposedAt: scope.now,
          updatedAt: scope.now,
          occurrences: { create: slots.map(occurrence) },
        },
        select: { id: true },
      });
      return self.known(row.id);
    },

    /**
     * Changes an event that is still in one of these states and, where one is given, at this version. Returns false
     * when it isn't.
     */
    async change(
      id: string,
      when: { readonly status: readonly EventStatus[]; readonly version?: number },
      data: EventChange,
    ): Promise<boolean> {
      const changed = await client.event.updateMany({
        where: {
          regionId,
          id,
          status: { in: [...when.status] },
          ...(when.version === undefined ? {} : { version: when.version }),
        },
        data: { ...data, version: { increment: 1 }, updatedAt: scope.now },
      });
      return changed.count === 1;
    },

    /** Locks an event, so that others who change it wait until the transaction ends. */
    async lock(id: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Event" WHERE "id" = ${id}::uuid FOR UPDATE`;
    },

    async setSlots(id: string, slots: readonly Slot[]): Promise<void> {
      await client.occurrence.deleteMany({ where: { regionId, eventId: id } });
      await client.occurrence.createMany({ data: slots.map((slot) => ({ ...occurrence(slot), eventId: id })) });
    },

    /** Returns an event that must exist. Throws when it doesn't. */
    async known(id: string): Promise<Event> {
      const event = await self.byId(id);
      if (!event) throw new Error(`event ${id} is gone`);
      return event;
    },
  };
  return self;
}
