import type { JournalVerb } from '../../access/journal/entry.ts';
import { bare } from '../../access/personal/spelling.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { atLocalTime, dayAfterAt } from '../../dates/index.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { ReadEntry, ReadFilter, Turn } from './entry.ts';

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly doneById: string | null;
  readonly verb: string;
  readonly objectKind: string;
  readonly objectId: string | null;
  readonly objectName: string | null;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly personId: string | null;
}

const NOTHING = Prisma.empty;

/** Marks that stand on a letter, for the server's expressions. */
const ACCENTS = '[\u0300-\u036f]';
/** The verb of the entry for a night in which the bot purged something. */
const NIGHT: JournalVerb = 'common.journal.purged';

/** Reads the region's journal. */
export function journalStore({ tx, region }: RegionScope) {
  const client = clientOf(tx);
  const regionId = region.id;

  /** Matches what is looked for, but not the person. */
  function matching({ kind, object, organisation, day, nights, people }: ReadFilter): Prisma.Sql {
    const { timeZone } = region;
    const begins = day === null ? null : atLocalTime(day, '00:00', timeZone);
    const ends = begins && dayAfterAt(begins, 1, '00:00', timeZone);
    return Prisma.join(
      [
        Prisma.sql`"regionId" = ${regionId}::uuid`,
        // For a single object the kind adds nothing, and a server without statistics would use the wrong index for it.
        kind === null || object !== null ? NOTHING : Prisma.sql`AND "objectKind" = ${kind}`,
        object === null ? NOTHING : Prisma.sql`AND "objectId" = ${object}::uuid`,
        organisation === null ? NOTHING : Prisma.sql`AND "organisationId" = ${organisation}::uuid`,
        begins === null ? NOTHING : Prisma.sql`AND "at" >= ${begins} AND "at" < ${ends}`,
        nights ? Prisma.sql`AND "verb" = ${NIGHT}` : people ? Prisma.sql`AND "verb" <> ${NIGHT}` : NOTHING,
      ],
      ' ',
    );
  }

  /** Returns where the entries beyond this one begin; everything where it is no longer there. */
  async function beyond(turn: Turn | null): Promise<Prisma.Sql> {
    if (turn === null) return NOTHING;
    const found = await client.journalEntry.findFirst({ where: { id: turn.from, regionId }, select: { at: true } });
    if (!found) return NOTHING;
    return turn.to === 'older'
      ? Prisma.sql`AND ("at", "id") < (${found.at}, ${turn.from}::uuid)`
      : Prisma.sql`AND ("at", "id") > (${found.at}, ${turn.from}::uuid)`;
  }

  async function names(rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(rows.flatMap(({ doneById, personId }) => [doneById, personId]))].filter(
      (id) => id !== null,
    );
    if (ids.length === 0) return new Map();
    const people = await client.person.findMany({
      where: { regionId, id: { in: ids } },
      select: { id: true, name: true },
    });
    return new Map(people.map(({ id, name }) => [id, name]));
  }

  return {
    /** Returns at most `most` entries that match, newest first: the newest ones, or those next to the one from which is turned. */
    async entries(filter: ReadFilter, turn: Turn | null, most: number): Promise<readonly ReadEntry[]> {
      const order = Prisma.raw(turn?.to === 'newer' ? '"at" ASC, "id" ASC' : '"at" DESC, "id" DESC');
      const wanted = Prisma.sql`${matching(filter)} ${await beyond(turn)}`;
      const { person } = filter;
      // The deeds of somebody and those that concern them are read separately, each by its own index.
      const rows =
        person === null
          ? await client.$queryRaw<Row[]>`
              SELECT * FROM "JournalEntry" WHERE ${wanted} ORDER BY ${order} LIMIT ${most}`
          : await client.$queryRaw<Row[]>`
              (SELECT * FROM "JournalEntry" WHERE ${wanted} AND "doneById" = ${person}::uuid ORDER BY ${order} LIMIT ${most})
              UNION
              (SELECT * FROM "JournalEntry" WHERE ${wanted} AND "personId" = ${person}::uuid ORDER BY ${order} LIMIT ${most})
              ORDER BY ${order} LIMIT ${most}`;
      const known = await names(rows);
      const entries = rows.map((row) => entryOf(row, known));
      return turn?.to === 'newer' ? entries.reverse() : entries;
    },
    /** Returns what a thing was called last; null where nothing was done to it that named it. */
    async nameOfThing(id: string): Promise<string | null> {
      const [found] = await client.$queryRaw<readonly { readonly name: string | null }[]>`
        SELECT "objectName" AS "name" FROM "JournalEntry"
        WHERE "regionId" = ${regionId}::uuid AND "objectId" = ${id}::uuid AND "objectName" IS NOT NULL
        ORDER BY "at" DESC, "id" DESC LIMIT 1`;
      return found?.name ?? null;
    },
    /** Returns at most `most` people in one of whose names this stands, however it is spelt, each with what they are called on each platform. */
    async peopleNamed(
      typed: string,
      most: number,
    ): Promise<readonly { readonly personId: string; readonly names: readonly string[] }[]> {
      const wanted = bare(typed.trim());
      const written = Prisma.sql`replace(regexp_replace(upper(normalize("name", NFKD)), ${ACCENTS}, '', 'g'), '-', ' ')`;
      return client.$queryRaw<readonly { readonly personId: string; readonly names: readonly string[] }[]>`
        SELECT "personId", array_agg(DISTINCT "name") AS "names" FROM "Identity"
        WHERE "regionId" = ${regionId}::uuid AND "personId" IN (
          SELECT "personId" FROM "Identity" WHERE "regionId" = ${regionId}::uuid AND position(${wanted} IN ${written}) > 0)
        GROUP BY "personId" ORDER BY "personId" LIMIT ${most}`;
    },
    /** Returns what somebody is called; null when nobody has this id. */
    async nameOf(personId: string): Promise<string | null> {
      const found = await client.person.findFirst({ where: { id: personId, regionId }, select: { name: true } });
      return found?.name ?? null;
    },
  };
}

function entryOf(row: Row, names: ReadonlyMap<string, string>): ReadEntry {
  const { id, at, doneById, verb, objectKind, objectId, objectName, organisationId, organisationName, personId } = row;
  return {
    ...{ id, at, verb, objectKind, objectId, objectName },
    actor: doneById === null ? null : (names.get(doneById) ?? ''),
    organisation: organisationId === null ? null : { id: organisationId, name: organisationName ?? '' },
    person: personId === null ? null : (names.get(personId) ?? ''),
  };
}
