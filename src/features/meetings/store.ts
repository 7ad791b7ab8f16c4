import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Meeting, MeetingInvitation, RsvpAnswer } from './meeting.ts';

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
    /** Locks a meeting, so that what is posted about it changes one after the other. Whoever answers doesn't wait for that. */
    async lock(id: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Meeting" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
    },
    /**
     * Locks a meeting against answers, too: whoever has answered before is known afterwards, and whoever answers meanwhile waits and
     * reads what has become of it.
     */
    async lockAgainstAnswers(id: string): Promise<void> {
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
    /** Returns the meetings of a span of time that weren't cancelled, the earliest first. `to` is null for an open end. */
    async between({ from, to }: { readonly from: Date; readonly to: Date | null }): Promise<Meeting[]> {
      const rows = await client.meeting.findMany({
        where: { regionId, status: 'SCHEDULED', startsAt: { gte: from, ...(to === null ? {} : { lt: to }) } },
        select: fields,
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
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
    /** Records an answer to a meeting that is still to come, and returns the meeting, in one statement; null when it isn't. */
    async answer(meetingId: string, personId: string, answer: RsvpAnswer): Promise<MeetingInvitation | null> {
      const rows = await client.$queryRaw<MeetingInvitation[]>`
        WITH meeting AS (
          SELECT "id", "title", "startsAt", "endsAt", "venue", "agenda" FROM "Meeting"
          WHERE "regionId" = ${regionId}::uuid AND "id" = ${meetingId}::uuid AND "status" = 'SCHEDULED'
            AND "startsAt" > ${scope.now}::timestamptz
          FOR KEY SHARE
        ), answered AS (
          INSERT INTO "Rsvp" ("id", "regionId", "meetingId", "personId", "answer", "answeredAt")
          SELECT ${crypto.randomUUID()}::uuid, ${regionId}::uuid, meeting."id", ${personId}::uuid, ${answer}::"RsvpAnswer",
            ${scope.now}::timestamptz
          FROM meeting
          ON CONFLICT ("meetingId", "personId") DO UPDATE SET "answer" = EXCLUDED."answer", "answeredAt" = EXCLUDED."answeredAt"
        )
        SELECT * FROM meeting`;
      return rows[0] ?? null;
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
