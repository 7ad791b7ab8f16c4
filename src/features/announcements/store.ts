import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { fileRefs } from '../../files/store.ts';
import type { Announcement, AnnouncementStatus, Wording } from './announcement.ts';
import { type AnnouncementPlace, type Audience, audienceSchema, copyPlaces } from './audience.ts';
import { linkRows, linksSchema } from './links.ts';

const fields = {
  id: true,
  text: true,
  links: true,
  fileIds: true,
  audience: true,
  places: true,
  remindAfter: true,
  urgent: true,
  status: true,
  dueAt: true,
  createdById: true,
  nationCallId: true,
  sentById: true,
  wordedById: true,
  createdAt: true,
  leftAt: true,
  correctedAt: true,
  withdrawnAt: true,
  remindedAt: true,
} as const;

interface Row
  extends Pick<
    Announcement,
    | 'id'
    | 'text'
    | 'remindAfter'
    | 'urgent'
    | 'status'
    | 'dueAt'
    | 'createdAt'
    | 'leftAt'
    | 'correctedAt'
    | 'withdrawnAt'
    | 'remindedAt'
  > {
  readonly links: unknown;
  readonly fileIds: readonly string[];
  readonly audience: unknown;
  readonly places: readonly string[];
  readonly createdById: string | null;
  readonly nationCallId: string | null;
  readonly sentById: string | null;
  readonly wordedById: string | null;
}

/** The columns of an announcement that can change. */
export interface AnnouncementChanges extends Partial<Wording> {
  readonly fileIds?: readonly string[];
  readonly audience?: Audience;
  readonly places?: readonly AnnouncementPlace[];
  readonly remindAfter?: number | null;
  readonly urgent?: boolean;
  readonly status?: AnnouncementStatus;
  readonly dueAt?: Date | null;
  readonly sentBy?: string | null;
  readonly wordedBy?: string;
  readonly leftAt?: Date;
  readonly correctedAt?: Date;
  readonly withdrawnAt?: Date;
  readonly remindedAt?: Date;
}

/** Returns the names of those who write for the nation, by their messages. They are known in the region where they wrote. */
async function nationNames({ tx }: RegionScope, callIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const client = clientOf(tx);
  if (callIds.length === 0) return new Map();
  const calls = await client.nationCall.findMany({
    where: { id: { in: [...callIds] } },
    select: { id: true, writtenById: true },
  });
  const people = await client.person.findMany({
    where: { id: { in: calls.map(({ writtenById }) => writtenById) } },
    select: { id: true, name: true },
  });
  return new Map(
    calls.map(({ id, writtenById }) => [id, people.find((person) => person.id === writtenById)?.name ?? '']),
  );
}

/** Stores the region's announcements. */
export function announcementStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  async function whole(rows: readonly Row[]): Promise<Announcement[]> {
    const authors = await client.person.findMany({
      where: { regionId, id: { in: rows.flatMap((row) => row.createdById ?? []) } },
      select: { id: true, name: true },
    });
    const nation = await nationNames(
      scope,
      rows.flatMap(({ nationCallId }) => nationCallId ?? []),
    );
    const files = await fileRefs(scope, [...new Set(rows.flatMap((row) => row.fileIds))]);
    return rows.map(
      ({ links, fileIds, audience, places, createdById, nationCallId, sentById, wordedById, ...rest }) => ({
        ...rest,
        links: linksSchema.parse(links),
        files: fileIds.flatMap((id) => files.find((file) => file.id === id) ?? []),
        audience: audienceSchema.parse(audience),
        places: copyPlaces.filter((place) => places.includes(place)),
        sentBy: sentById,
        wordedBy: wordedById,
        author: {
          id: createdById,
          name: authors.find(({ id }) => id === createdById)?.name ?? nation.get(nationCallId ?? '') ?? '',
        },
      }),
    );
  }

  return {
    /** Locks an announcement, so that changes to it and to what is counted of it happen one after the other. */
    async lock(id: string): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Announcement" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
    },
    async byId(id: string): Promise<Announcement | null> {
      const row = await client.announcement.findFirst({ where: { regionId, id }, select: fields });
      return row ? ((await whole([row]))[0] ?? null) : null;
    },
    /** Returns what a message of the nation has become in this region; null where nothing was sent. */
    async ofCall(nationCallId: string): Promise<Announcement | null> {
      const row = await client.announcement.findFirst({ where: { regionId, nationCallId }, select: fields });
      return row ? ((await whole([row]))[0] ?? null) : null;
    },
    /**
     * Returns this person's drafts, and the announcements that aren't drafts: this person's or, with `all`,
     * everybody's. The latest come first.
     */
    async latest(createdById: string, { all }: { readonly all: boolean }): Promise<readonly Announcement[]> {
      const others = { status: { in: ['SCHEDULED', 'LEFT', 'WITHDRAWN'] satisfies AnnouncementStatus[] } };
      const rows = await client.announcement.findMany({
        where: {
          ...{ regionId, nationCallId: null },
          OR: [{ status: 'DRAFT', createdById }, all ? others : { ...others, createdById }],
        },
        select: fields,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
      return whole(rows);
    },
    async create(
      given: Wording & {
        readonly fileIds: readonly string[];
        readonly audience: Audience;
        readonly places: readonly AnnouncementPlace[];
        readonly dueAt: Date | null;
        /** Null for what the nation writes; `nationCallId` says which of its messages it is. */
        readonly createdById: string | null;
        readonly nationCallId?: string;
      },
    ): Promise<string> {
      const { links, fileIds, audience, places, ...rest } = given;
      const row = await client.announcement.create({
        data: {
          ...rest,
          regionId,
          links: linkRows(links),
          fileIds: [...fileIds],
          audience: structuredClone(audience),
          places: [...places],
          status: 'DRAFT',
          createdAt: scope.now,
        },
        select: { id: true },
      });
      return row.id;
    },
    async change(
      id: string,
      { links, fileIds, audience, places, sentBy, wordedBy, ...rest }: AnnouncementChanges,
    ): Promise<void> {
      await client.announcement.updateMany({
        where: { regionId, id },
        data: {
          ...rest,
          ...(links ? { links: linkRows(links) } : {}),
          ...(fileIds ? { fileIds: [...fileIds] } : {}),
          ...(audience ? { audience: structuredClone(audience) } : {}),
          ...(places ? { places: [...places] } : {}),
          ...(sentBy === undefined ? {} : { sentById: sentBy }),
          ...(wordedBy === undefined ? {} : { wordedById: wordedBy }),
        },
      });
    },
    /** Returns what its followers were last shown; null before the first time. */
    async shown(id: string): Promise<string | null> {
      const row = await client.announcement.findFirst({ where: { regionId, id }, select: { shown: true } });
      return row?.shown ?? null;
    },
    async noteShown(id: string, shown: string): Promise<void> {
      await client.announcement.updateMany({ where: { regionId, id }, data: { shown } });
    },
  };
}
