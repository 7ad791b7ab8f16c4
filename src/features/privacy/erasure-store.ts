import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf, databaseOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { type Doing, doingSchema } from './erasure.ts';

/** An erasure as it is stored. */
interface StoredErasure {
  readonly id: string;
  /** The neutral person who stands where somebody has to. */
  readonly neutralId: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly changed: number;
  readonly failed: number;
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
    doing: true,
  } as const;

  return {
    /** Begins an erasure. Returns its id. */
    async begin(neutralId: string, doing: Doing): Promise<string> {
      const data = { regionId, neutralId, startedAt: now, doing };
      return (await client.erasure.create({ data, select: { id: true } })).id;
    },
    /** Returns an erasure; null when there is none of this id in the region. */
    async byId(id: string): Promise<StoredErasure | null> {
      const row = await client.erasure.findFirst({ where: { id, regionId }, select: fields });
      return row && { ...row, doing: row.doing === null ? null : doingSchema.parse(row.doing) };
    },
    async goOn(id: string, doing: Doing, counts: { readonly changed: number; readonly failed: number }): Promise<void> {
      const data = { doing, changed: { increment: counts.changed }, failed: { increment: counts.failed } };
      await client.erasure.updateMany({ where: { id, regionId }, data });
    },
    /** Ends an erasure: nothing of whom it was about is left. */
    async end(id: string): Promise<void> {
      await client.erasure.updateMany({ where: { id, regionId }, data: { doing: Prisma.DbNull, endedAt: now } });
    },
    /** Returns the names that a person has, and the accounts; null when they were erased meanwhile. */
    async named(personId: string) {
      await client.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid FOR UPDATE`;
      const person = await client.person.findFirst({ where: { id: personId, regionId }, select: { name: true } });
      if (!person) return null;
      const identities = await client.identity.findMany({
        where: { personId, regionId },
        select: { platform: true, externalId: true, name: true },
        orderBy: { id: 'asc' },
      });
      return {
        names: [...new Set([person.name, ...identities.map(({ name }) => name)])],
        accounts: identities.map(({ platform, externalId }) => ({ platform, id: externalId })),
      };
    },
    /** Returns the names of others, people and organisations, in which one of these stands; and those of these that another person has too. */
    async others(personId: string, names: readonly string[]) {
      const contains = names.map((name) => ({ name: { contains: name } }));
      const people = await client.person.findMany({
        where: { regionId, id: { not: personId }, OR: contains },
        select: { name: true },
      });
      const identities = await client.identity.findMany({
        where: { regionId, personId: { not: personId }, OR: contains },
        select: { name: true },
      });
      const organisations = await client.organisation.findMany({
        where: { regionId, OR: contains },
        select: { name: true },
      });
      const titles = names.filter((name) => !/\s/.test(name.trim())).map((name) => ({ title: { contains: name } }));
      const events =
        titles.length === 0
          ? []
          : await client.event.findMany({ where: { regionId, OR: titles }, select: { title: true } });
      const known = [...people, ...identities, ...organisations].map(({ name }) => name);
      return [...new Set([...known, ...events.map(({ title }) => title)])];
    },
    /** Takes accounts out of the lists of organisations' threads, and out of what is still to be read. */
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
    /** Returns for how many days backups hold what was erased; 0 where none are made. */
    backupDays: () => databaseOf(tx).backups.days,
  };
}

function parts(named: string): readonly [platform: string, id: string] {
  const at = named.indexOf(':');
  return [named.slice(0, at), named.slice(at + 1)];
}
