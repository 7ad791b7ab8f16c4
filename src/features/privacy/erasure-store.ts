import { ANYBODYS_MARK, accountMark } from '../../access/actor/erased-since-store.ts';
import { bare, capitals } from '../../access/personal/spelling.ts';
import { regionNames } from '../../access/region/names-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { accountNamed, type Doing, doingSchema } from './erasure.ts';

/** An erasure as it is stored. */
interface StoredErasure {
  readonly id: string;
  /** The neutral person who stands where somebody has to. */
  readonly neutralId: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly changed: number;
  readonly failed: number;
  readonly documents: number;
  readonly alike: number;
  /** Null once it has ended. */
  readonly doing: Doing | null;
}

export function erasureStore({ tx, region, now }: RegionScope) {
  const client = clientOf(tx);
  const regionId = region.id;
  const fields = {
    id: true,
    neutralId: true,
    startedAt: true,
    endedAt: true,
    changed: true,
    failed: true,
    documents: true,
    alike: true,
    doing: true,
  } as const;

  return {
    /** Begins an erasure, under this id. */
    async begin(id: string, neutralId: string, doing: Doing, homes: readonly string[]): Promise<void> {
      const accountMarks = doing.accounts.map((account) => accountMark(id, accountNamed(account)));
      await client.erasure.create({
        data: { id, regionId, neutralId, startedAt: now, doing, accountMarks, homes: [...homes] },
      });
    },
    /**
     * Stores that somebody unknown here had themselves erased at a moment, so that nothing they typed until then makes
     * them known.
     */
    async ofNobodyKnown(id: string, startedAt: Date): Promise<void> {
      const marked = { accountMarks: [ANYBODYS_MARK] };
      const data = { id, regionId, neutralId: crypto.randomUUID(), startedAt, endedAt: now, ...marked };
      await client.erasure.createMany({ data, skipDuplicates: true });
    },
    /** Returns one of a person's accounts; null where they have none. */
    async accountOf(personId: string): Promise<{ readonly platform: string; readonly externalId: string } | null> {
      const select = { platform: true, externalId: true };
      return client.identity.findFirst({ where: { regionId, personId }, select, orderBy: { id: 'asc' } });
    },
    /** Returns an erasure; null when there is none of this id in the region. */
    async byId(id: string): Promise<StoredErasure | null> {
      const row = await client.erasure.findFirst({ where: { id, regionId }, select: fields });
      return row && { ...row, doing: row.doing === null ? null : doingSchema.parse(row.doing) };
    },
    async goOn(id: string, doing: Doing, counts: { readonly changed: number; readonly failed: number }): Promise<void> {
      const data = {
        doing,
        documents: doing.documents,
        alike: doing.alike,
        changed: { increment: counts.changed },
        failed: { increment: counts.failed },
      };
      await client.erasure.updateMany({ where: { id, regionId }, data });
    },
    /**
     * Returns null once no transaction is open any more that began before this one, or before `since`: everything that
     * those stored can be seen. While one is open, returns the value to give as `since` next time.
     */
    async openSince(since: string | null): Promise<string | null> {
      const [found] = await client.$queryRaw<{ readonly since: string; readonly open: boolean }[]>`
        SELECT before."at"::text AS "since", EXISTS (
          SELECT 1 FROM pg_stat_activity other WHERE other."datname" = current_database() AND other."usename" = current_user
            AND other."backend_type" = 'client backend' AND other."pid" <> pg_backend_pid() AND other."xact_start" < before."at"
        ) AS "open" FROM (SELECT coalesce(${since}::timestamptz, transaction_timestamp()) AS "at") before`;
      return found?.open === true ? found.since : null;
    },
    /** Ends an erasure, of whose person nothing is left. */
    async end(id: string): Promise<void> {
      await client.erasure.updateMany({ where: { id, regionId }, data: { doing: Prisma.DbNull, endedAt: now } });
    },
    /** Returns the names that a person has and had, and the accounts; null when they were erased meanwhile. */
    async named(personId: string) {
      await client.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid FOR UPDATE`;
      const person = await client.person.findFirst({ where: { id: personId, regionId }, select: { name: true } });
      if (!person) return null;
      const identities = await client.identity.findMany({
        where: { personId, regionId },
        select: { id: true, platform: true, externalId: true, name: true, formerNames: true },
        orderBy: { id: 'asc' },
      });
      return {
        names: [...new Set([person.name, ...identities.flatMap(({ name, formerNames }) => [name, ...formerNames])])],
        identities: identities.map(({ id }) => id),
        accounts: identities.map(({ platform, externalId }) => ({ platform, id: externalId })),
      };
    },
    /**
     * Returns the names of other people, of organisations and of what the region speaks of that contain one of these
     * names, however they are spelt, and those of these names that somebody else bears too.
     */
    async others(personId: string, names: readonly string[]): Promise<readonly string[]> {
      const given = names.map((name) => name.trim()).filter((name) => name !== '');
      const some = given.map(bare);
      const single = given.filter((name) => !capitals(name).includes(' ')).map(bare);
      const rows = await client.$queryRaw<{ readonly name: string }[]>`
        SELECT "name" FROM "Person"
        WHERE "regionId" = ${regionId}::uuid AND "id" <> ${personId}::uuid AND ${holdsOne('name', some)}
        UNION SELECT "name" FROM "Identity"
        WHERE "regionId" = ${regionId}::uuid AND "personId" <> ${personId}::uuid AND ${holdsOne('name', some)}
        UNION SELECT "name" FROM "Organisation" WHERE "regionId" = ${regionId}::uuid AND ${holdsOne('name', some)}
        UNION SELECT "title" FROM "Event" WHERE "regionId" = ${regionId}::uuid AND ${holdsOne('title', single)}`;
      const spokenOf = await regionNames({ tx, region, now });
      return [
        ...rows.map(({ name }) => name),
        ...spokenOf.filter((name) => some.some((word) => bare(name).includes(word))),
      ];
    },
    /** Takes accounts out of the lists of organisations' threads, and out of the lists of unread messages. */
    async forgetPlaces(accounts: readonly string[], places: readonly string[]): Promise<void> {
      for (const [platform, id] of accounts.map(parts)) {
        await client.$executeRaw`
          UPDATE "OrganisationThread" SET "members" = array_remove("members", ${id}), "keptOut" = array_remove("keptOut", ${id})
          WHERE "regionId" = ${regionId}::uuid AND "platform" = ${platform}
            AND (${id} = ANY ("members") OR ${id} = ANY ("keptOut"))`;
      }
      for (const [platform, channel] of places.map(parts)) {
        await client.toRead.deleteMany({ where: { regionId, platform, channel } });
      }
    },
  };
}

/**
 * Returns the names that contain one of these and belong to nobody the bot knows: those of authors in tied channels,
 * and those in contacts that others gave.
 */
export async function calledAlike(
  { tx, region }: RegionScope,
  personId: string,
  names: readonly string[],
): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const some = names.map(bare);
  const rows = await clientOf(tx).$queryRaw<{ readonly name: string }[]>`
    SELECT "authorName" AS "name" FROM (SELECT DISTINCT "authorName" FROM "RelayMessage" WHERE "regionId" = ${region.id}::uuid) author
    WHERE ${holdsOne('authorName', some)}
    UNION SELECT "contact" FROM "Event"
    WHERE "regionId" = ${region.id}::uuid AND "proposedById" <> ${personId}::uuid AND ${holdsOne('contact', some)}`;
  return rows.map(({ name }) => name);
}

/** Signs that differ only in how they are written, each replaced by another where texts are compared. */
const WRITTEN = '\u00a0\u202f‘’ʼ′´`＇\u2010\u2011-ØøŁłĐđ';
const COMPARED = "  '   OoLlDd";

/** Matches a column that contains one of these words, unadorned, compared as in src/access/personal/spelling.ts. */
export function holdsOne(
  column: 'name' | 'title' | 'authorName' | 'contact' | 'chamber',
  words: readonly string[],
): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM unnest(${words}::text[]) word
    WHERE position(word IN ${bareOf(Prisma.raw(`"${column}"`))}) > 0)`;
}

/** Returns a text unadorned, as it is compared in src/access/personal/spelling.ts. */
export function bareOf(text: Prisma.Sql): Prisma.Sql {
  const whole = Prisma.sql`translate(${text}, ${WRITTEN}, ${COMPARED})`;
  const apart = Prisma.sql`replace(replace(upper(${whole}), 'Œ', 'OE'), 'Æ', 'AE')`;
  return Prisma.sql`regexp_replace(upper(normalize(${apart}, NFKD)), ${'[\u0300-\u036f]'}, '', 'g')`;
}

function parts(named: string): readonly [platform: string, id: string] {
  const at = named.indexOf(':');
  return [named.slice(0, at), named.slice(at + 1)];
}
