import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Slot } from '../../dates/index.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { openOrLatestFirst } from '../editions/queries.ts';
import type { EventStatus, Programme, ProgrammeLine } from './event.ts';
import { eventStore } from './store.ts';

/** The events that somebody sees in the programme besides the accepted ones. */
export interface ProgrammeView {
  /** Department code; null for all departments. */
  readonly department: string | null;
  /** Ids of the organisations whose events they also see in the states of `among`. */
  readonly hosts: readonly string[] | 'all';
  readonly among: readonly EventStatus[];
}

/** States of a co-organiser who sees the event. An organisation that is only invited sees it too. */
const seenAs = ['ACCEPTED', 'INVITED'] as const;

/** A line of the programme whose event isn't loaded yet. */
interface Place {
  readonly id: string;
  readonly number: number;
  readonly slot: Slot | null;
}

/** Reads an edition's programme, one page at a time. */
export function programmeStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  /**
   * Reads as little of the visible events of the open or latest edition as is needed to order their dates, in one statement; null
   * before the first edition.
   */
  async function places({ department, hosts, among }: ProgrammeView) {
    const theirs =
      hosts === 'all'
        ? {}
        : {
            OR: [
              { organisationId: { in: [...hosts] } },
              { coOrganisers: { some: { regionId, organisationId: { in: [...hosts] }, status: { in: [...seenAs] } } } },
            ],
          };
    const visible = {
      where: {
        regionId,
        ...(department === null ? {} : { department }),
        OR: [{ status: 'ACCEPTED' }, { status: { in: [...among] }, ...theirs }],
      },
      select: {
        id: true,
        number: true,
        status: true,
        occurrences: {
          select: { startsAt: true, endsAt: true, allDay: true },
          orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        },
      },
    } satisfies Prisma.Edition$eventsArgs;
    const edition = await client.edition.findFirst({
      where: { regionId },
      select: { events: visible },
      orderBy: openOrLatestFirst(),
    });
    if (!edition) return null;
    const { events } = edition;
    const lines = events.flatMap(({ id, number, status, occurrences }): Place[] =>
      status === 'POSTPONED'
        ? [{ id, number, slot: null }]
        : occurrences.map(({ startsAt, endsAt, allDay }) => ({
            id,
            number,
            slot: { start: startsAt, end: endsAt, allDay },
          })),
    );
    return { lines, count: events.length };
  }

  return {
    /**
     * Returns a page of the events of the open or latest edition that somebody sees, in the order in which they take place; null
     * before the first edition. Pages count from 0; a number beyond the last page returns the last one.
     */
    async page(page: number, size: number, sight: ProgrammeView): Promise<Programme | null> {
      const found = await places(sight);
      if (!found) return null;
      const { lines, count } = found;
      const pages = Math.max(1, Math.ceil(lines.length / size));
      const shown = Math.min(Math.max(page, 0), pages - 1);
      const here = lines.sort(inOrder).slice(shown * size, (shown + 1) * size);
      const events = new Map(
        (await eventStore(scope).byIds([...new Set(here.map(({ id }) => id))])).map((event) => [event.id, event]),
      );
      return {
        lines: here.flatMap(({ id, slot }): ProgrammeLine[] => {
          const event = events.get(id);
          return event ? [{ event, slot }] : [];
        }),
        ...{ page: shown, pages, count },
      };
    },
  };
}

/** Orders by date and then by number. Lines without a date come last. */
function inOrder(a: Place, b: Place): number {
  const time = ({ slot }: Place) => slot?.start.getTime() ?? Number.MAX_SAFE_INTEGER;
  return time(a) - time(b) || a.number - b.number;
}
