import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Slot } from '../../dates/index.ts';
import type { EventStatus, Programme, ProgrammeLine } from './event.ts';
import { eventStore } from './store.ts';

/** What somebody sees of the programme besides what was accepted. */
export interface ProgrammeView {
  /** Code; null for all. */
  readonly department: string | null;
  /** Ids of the organisations whose events they see in those states too. */
  readonly hosts: readonly string[] | 'all';
  readonly among: readonly EventStatus[];
}

/** Being asked is enough to see what one is asked to take part in. */
const seenAs = ['ACCEPTED', 'INVITED'] as const;

/** A line before its event is read. */
interface Place {
  readonly id: string;
  readonly number: number;
  readonly slot: Slot | null;
}

/** An edition's programme, a page at a time. */
export function programmeStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  /** Of what somebody sees, as little as the order needs. */
  async function places(editionId: string, { department, hosts, among }: ProgrammeView) {
    const theirs =
      hosts === 'all'
        ? {}
        : {
            OR: [
              { organisationId: { in: [...hosts] } },
              { coOrganisers: { some: { regionId, organisationId: { in: [...hosts] }, status: { in: [...seenAs] } } } },
            ],
          };
    const events = await client.event.findMany({
      where: {
        regionId,
        editionId,
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
    });
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
     * The so-manieth page (from 0; the last one when there are fewer) of what somebody sees of an edition's events, in the
     * order in which they take place. `among`: besides those accepted, of which states they see the events of `hosts`, or
     * of everybody.
     */
    async page(editionId: string, page: number, size: number, sight: ProgrammeView): Promise<Programme> {
      const { lines, count } = await places(editionId, sight);
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

/** By date, then by number; what has no date comes last. */
function inOrder(a: Place, b: Place): number {
  const time = ({ slot }: Place) => slot?.start.getTime() ?? Number.MAX_SAFE_INTEGER;
  return time(a) - time(b) || a.number - b.number;
}
