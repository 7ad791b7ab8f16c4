import { allRegions } from '../access/region/region-store.ts';
import type { Database } from '../database/database.ts';
import { freeBytes } from '../database/free-bytes.ts';
import { inTransaction } from '../database/transaction.ts';
import { DISK_LOW, DISK_WELL } from './due.ts';
import { noteBeginning, noteEnd } from './occurrences-store.ts';

const MEGABYTE = 1_048_576;

/** The disk that is watched: where the embedded database is. */
export interface WatchedDisk {
  /** Returns the bytes that are free now. */
  free(): Promise<number>;
  /** The free bytes below which the coordinators are told. */
  readonly low: number;
  /** The free bytes from which all is well again: more, so that what comes and goes in between tells nobody anything. */
  readonly well: number;
}

/** Returns the disk of an embedded database's folder, with the bounds of every installation: 500 MB and 1 GB. */
export function diskOf(folder: string): WatchedDisk {
  return { free: () => freeBytes(folder), low: 500 * MEGABYTE, well: 1_024 * MEGABYTE };
}

/** The time between two looks, in milliseconds: a disk fills in days, or at a stroke. */
const BETWEEN_MS = 60_000;

/** Watches how much is free on a disk. What it sees is stored as due items, so that it is told once, whatever is started again. */
export interface DiskWatch {
  /** Looks, unless it did so lately, and stores what has changed. `now` is the domain's clock. */
  look(now: Date): Promise<void>;
}

export function createDiskWatch(database: Database, disk: WatchedDisk): DiskWatch {
  const { low, well } = disk;
  let looked = Number.NEGATIVE_INFINITY;
  let known: boolean | null = null;
  return {
    async look(now) {
      if (Math.abs(now.getTime() - looked) < BETWEEN_MS) return;
      try {
        const free = await disk.free();
        const isLow = free < low || (free < well ? known : false);
        if (isLow !== null && isLow !== known) await note(isLow, now);
        known = isLow;
        looked = now.getTime();
      } catch (error) {
        // The next look tries again.
        database.log.error('disk.not-noted', error);
      }
    },
  };

  async function note(isLow: boolean, now: Date): Promise<void> {
    const occurrence = { begun: DISK_LOW, over: DISK_WELL, of: 'disk', untoldMs: 0 };
    for (const region of await allRegions(database)) {
      await inTransaction(database, (tx) => (isLow ? noteBeginning : noteEnd)({ tx, region, now }, occurrence));
    }
    if (isLow) database.log.warn('disk.low', { megabytes: Math.floor(low / MEGABYTE) });
  }
}
