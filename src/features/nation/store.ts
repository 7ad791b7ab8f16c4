import { endOfTerm } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { sanitised } from '../../documents/plain.ts';
import type { PrintRequest } from '../../documents/print/main.ts';
import type { NationDocument } from './from-files/make-nation.ts';
import type { Decision, HandedIn, HandedInKind, NationPublished, StoredHandIn } from './handed-in.ts';

/**
 * Stores the nation's bilan. Its rows are of no region: they are read wherever somebody who makes it acts, and each stands in the
 * region in which it was handed in or decided, where whoever did so is known.
 */
export function nationStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;

  const names = (ids: readonly string[]) => namesOf(scope, ids);

  return {
    /** Makes whoever changes this year's bilan at the same time wait until this transaction ends. */
    async lock(year: number): Promise<void> {
      await client.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`nation ${year}`}, 0))::text`;
    },
    /** Returns the last year for which something was handed in; null when nothing was. */
    async newestYear(): Promise<number | null> {
      const row = await client.nationFile.findFirst({ select: { year: true }, orderBy: { year: 'desc' } });
      return row?.year ?? null;
    },
    /** Returns all that was handed in for a year, in the order in which it came. */
    async received(year: number): Promise<readonly StoredHandIn[]> {
      const rows = await client.nationFile.findMany({
        where: { year },
        orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
      });
      const people = await names(rows.map(({ receivedById }) => receivedById));
      return rows.map(({ id, slot, kind, version, name, bytes, receivedById, receivedAt }) => ({
        ...{ id, slot, version, kind: kind as HandedInKind, file: { name, bytes } },
        by: people.get(receivedById) ?? null,
        at: receivedAt,
      }));
    },
    /** Returns the list of those that are expected in a year, as it was handed in; null where none was. */
    async expectedList(year: number): Promise<Uint8Array | null> {
      const row = await client.nationFile.findUnique({
        where: { year_slot: { year, slot: 'expected' } },
        select: { bytes: true },
      });
      return row?.bytes ?? null;
    },
    /** Stores what was handed in, in place of what stood in its slot: by another id, so that who takes out that one doesn't take out this. */
    async put(year: number, { slot, kind, version, file }: HandedIn, receivedById: string): Promise<void> {
      const { name, bytes } = file;
      const row = {
        ...{ regionId, year, slot, kind, version, name, receivedById },
        ...{ bytes: Buffer.from(bytes), size: bytes.byteLength, receivedAt: scope.now },
      };
      await client.nationFile.deleteMany({ where: { year, slot } });
      await client.nationFile.create({ data: row });
    },
    async remove(year: number, slot: string): Promise<void> {
      await client.nationFile.deleteMany({ where: { year, slot } });
    },
    async decisions(year: number): Promise<readonly Decision[]> {
      const rows = await client.nationDecision.findMany({
        where: { year },
        orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
      });
      const people = await names(rows.map(({ decidedById }) => decidedById));
      return rows.map(({ key, same, decidedById, decidedAt }) => ({
        ...{ key, same },
        by: people.get(decidedById) ?? null,
        at: decidedAt,
      }));
    },
    /** Stores what was decided, in place of what was before. */
    async decide(year: number, key: string, same: boolean, decidedById: string): Promise<void> {
      const row = { regionId, year, key, same, decidedById, decidedAt: scope.now };
      await client.nationDecision.upsert({ where: { year_key: { year, key } }, create: row, update: row });
    },
    /** Forgets what was decided, so that it is asked again. */
    async undecide(year: number, key: string): Promise<void> {
      await client.nationDecision.deleteMany({ where: { year, key } });
    },
    /** Returns the version that was published last; null as long as none was. */
    async published(year: number): Promise<NationPublished | null> {
      const row = await client.nationPublication.findFirst({
        where: { year },
        select: { version: true, fingerprint: true, publishedById: true, publishedAt: true },
        orderBy: { version: 'desc' },
      });
      if (row === null) return null;
      const { version, fingerprint, publishedById, publishedAt } = row;
      const people = await names([publishedById]);
      return { version, fingerprint, by: people.get(publishedById) ?? null, at: publishedAt };
    },
    /** Returns a published version as it was published; null when there is no such version. */
    async publication(
      year: number,
      version: number,
    ): Promise<{ readonly documents: readonly NationDocument[]; readonly print: PrintRequest } | null> {
      const row = await client.nationPublication.findUnique({
        where: { year_version: { year, version } },
        select: { documents: true, print: true },
      });
      if (row === null) return null;
      // The bot itself wrote both, so they aren't parsed again.
      const print = row.print as unknown as Omit<PrintRequest, 'madeAt'> & { readonly madeAt: string };
      return {
        documents: row.documents as unknown as readonly NationDocument[],
        print: { ...print, madeAt: new Date(print.madeAt) },
      };
    },
    async publish(
      year: number,
      published: Pick<NationPublished, 'version' | 'fingerprint'> & {
        readonly documents: readonly NationDocument[];
        readonly print: PrintRequest;
      },
      publishedById: string,
    ): Promise<void> {
      const { version, fingerprint, documents, print } = published;
      await client.nationPublication.create({
        data: {
          ...{ regionId, year, version, fingerprint, publishedById, publishedAt: scope.now },
          documents: JSON.parse(JSON.stringify(documents)),
          // A file that was received before may hold what no database keeps, and a name that is cut may end with half of a pair.
          print: JSON.parse(JSON.stringify(print), (_, each) => (typeof each === 'string' ? sanitised(each) : each)),
        },
      });
    },
  };
}

/** Returns people's names by their ids. */
async function namesOf({ tx }: RegionScope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const people = await clientOf(tx).person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

/**
 * Deletes what was written to coordinators in a region, after its term, and what was handed in and decided for years that are over, but
 * never the newest. Returns whether some may be left.
 */
export async function purgeNation(scope: RegionScope, most: number): Promise<boolean> {
  const client = clientOf(scope.tx);
  const over = { regionId: scope.region.id, writtenAt: { lt: await endOfTerm(scope, 'edition') } };
  const calls = await client.nationCall.deleteMany({ where: over, limit: most });
  const hasLeftSome = await purgeYears(scope, most);
  return calls.count === most || hasLeftSome;
}

async function purgeYears(scope: RegionScope, most: number): Promise<boolean> {
  const client = clientOf(scope.tx);
  const newest = await nationStore(scope).newestYear();
  if (newest === null) return false;
  const old = { regionId: scope.region.id, year: { lt: newest } };
  const before = await endOfTerm(scope, 'edition');
  const gone = [
    await client.nationFile.deleteMany({ where: { ...old, receivedAt: { lt: before } }, limit: most }),
    await client.nationDecision.deleteMany({ where: { ...old, decidedAt: { lt: before } }, limit: most }),
    await client.nationPublication.deleteMany({ where: { ...old, publishedAt: { lt: before } }, limit: most }),
  ];
  return gone.some(({ count }) => count === most);
}
