import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from './region-scope.ts';
import { type SettableTerm, settableTermNames, settableTerms, type TermDays } from './terms.ts';

/** The days for which a region keeps each kind of data, and whom people ask about theirs. */
export interface DataSettings {
  /** The contact for questions, as the chamber wrote it; null until it has. */
  readonly contact: string | null;
  readonly days: TermDays;
  /**
   * The number of rows deleted or emptied since the beginning because their term was over, and the time of the last.
   */
  readonly purged: number;
  readonly purgedAt: Date | null;
}

/** A change of the settings; what isn't named stays. */
export interface DataSettingsChange {
  readonly contact?: string;
  readonly days?: TermDays;
  readonly chamber?: string;
}

/** The last message that the purge has looked at: when it was stored, and its id. */
export interface LookedThrough {
  readonly at: Date;
  readonly id: string;
}

const DAY_MS = 86_400_000;

const columnOf = (term: SettableTerm) => `${term}Days` as const;

/** Stores a region's settings of how data is kept. */
export function dataSettingsStore({ tx, region }: RegionScope) {
  const client = clientOf(tx);
  const where = { regionId: region.id };
  return {
    async read(): Promise<DataSettings> {
      const row = await client.dataSettings.findUnique({ where });
      const days = Object.fromEntries(
        settableTermNames.map((term) => [term, row?.[columnOf(term)] ?? settableTerms[term].days]),
      ) as TermDays;
      return { contact: row?.contact ?? null, days, purged: Number(row?.purged ?? 0), purgedAt: row?.purgedAt ?? null };
    },

    async change({ contact, days, chamber }: DataSettingsChange): Promise<void> {
      const columns = days ? Object.fromEntries(settableTermNames.map((term) => [columnOf(term), days[term]])) : {};
      const data = { ...columns, ...(contact === undefined ? {} : { contact }) };
      await client.dataSettings.upsert({ where, create: { ...where, ...data }, update: data });
      if (chamber !== undefined) await client.region.update({ where: { id: region.id }, data: { chamber } });
    },

    /** Returns how far this night's look through old messages has come; null where it begins. */
    async lookedThrough(): Promise<LookedThrough | null> {
      const row = await client.dataSettings.findUnique({ where, select: { lookedAt: true, lookedId: true } });
      return row?.lookedAt && row.lookedId ? { at: row.lookedAt, id: row.lookedId } : null;
    },

    /** Notes how far it has come; with null, that all was looked at. */
    async noteLookedThrough(until: LookedThrough | null): Promise<void> {
      const data = { lookedAt: until?.at ?? null, lookedId: until?.id ?? null };
      await client.dataSettings.upsert({ where, create: { ...where, ...data }, update: data });
    },

    /** Notes that so many rows were deleted or emptied. */
    async notePurged(rows: number, at: Date): Promise<void> {
      await client.dataSettings.upsert({
        where,
        create: { ...where, purged: rows, purgedAt: at },
        update: { purged: { increment: rows }, purgedAt: at },
      });
    },
  };
}

/** Returns the moment before which what is kept for a term is over. */
export async function endOfTerm(scope: RegionScope, term: SettableTerm): Promise<Date> {
  return new Date(scope.now.getTime() - (await termDays(scope))[term] * DAY_MS);
}

/** Returns for how many days a region keeps what. */
export async function termDays(scope: RegionScope): Promise<TermDays> {
  return (await dataSettingsStore(scope).read()).days;
}
