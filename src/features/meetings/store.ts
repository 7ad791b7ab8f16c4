import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Meeting, RsvpAnswer } from './meeting.ts';

const fields = {
  id: true,
  title: true,
  startsAt: true,
  endsAt: true,
  venue: true,
  agenda: true,
  status: true,
  rsvps: { select: { personId: true, answer: true }, orderBy: [{ answeredAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.MeetingSelect;

/** The most past meetings among which one is looked for that somebody still means. */
const LATELY = 20;

interface Row extends Omit<Meeting, 'cancelled' | 'answers'> {
  readonly status: 'SCHEDULED' | 'CANCELLED';
  readonly rsvps: Meeting['answers'];
}

function meeting({ status, rsvps, ...rest }: Row): Meeting {
  return { ...rest, cancelled: status === 'CANCELLED', answers: rsvps };
}

/** Stores the region's meetings. */
export function meetingStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    async byId(id: string): Promise<Meeting | null> {
      const row = await client.meeting.findFirst({ where: { regionId, id }, select: fields });
      return row ? meeting(row) : null;
    },
    /**
     * Locks a meeting, so that people who answer at once do so one after the other and each sees the other's answer
     * counted.
     */
    async lock(id: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Meeting" WHERE "id" = ${id}::uuid FOR UPDATE`;
    },
    async upcoming(): Promise<Meeting[]> {
      const rows = await client.meeting.findMany({
        where: { regionId, status: 'SCHEDULED', startsAt: { gt: scope.now } },
        select: fields,
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(meeting);
    },
    /** Returns the last meetings that have begun or were cancelled, the latest first. */
    async lately(): Promise<Meeting[]> {
      const rows = await client.meeting.findMany({
        where: { regionId, OR: [{ status: 'CANCELLED' }, { startsAt: { lte: scope.now } }] },
        select: fields,
        orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
        take: LATELY,
      });
      return rows.map(meeting);
    },
    async create(
      given: Pick<Meeting, 'title' | 'startsAt' | 'endsAt' | 'venue' | 'agenda'>,
      createdById: string,
    ): Promise<Meeting> {
      const row = await client.meeting.create({
        data: { ...given, regionId, status: 'SCHEDULED', createdById, createdAt: scope.now },
        select: fields,
      });
      return meeting(row);
    },
    async answer(meetingId: string, personId: string, answer: RsvpAnswer): Promise<void> {
      await client.rsvp.upsert({
        where: { meetingId_personId: { meetingId, personId } },
        create: { regionId, meetingId, personId, answer, answeredAt: scope.now },
        update: { answer, answeredAt: scope.now },
      });
    },
    /** Moves a meeting. `forget` deletes the answers, which were about another date. */
    async move(id: string, to: Pick<Meeting, 'startsAt' | 'endsAt' | 'venue'>, forget: boolean): Promise<Meeting> {
      if (forget) await client.rsvp.deleteMany({ where: { regionId, meetingId: id } });
      return meeting(await client.meeting.update({ where: { id, regionId }, data: to, select: fields }));
    },
    async cancel(id: string): Promise<void> {
      await client.meeting.updateMany({ where: { regionId, id }, data: { status: 'CANCELLED' } });
    },
  };
}
