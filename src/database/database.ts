import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Log } from '../log.ts';
import type { Backups } from './backup/backups.ts';
import type { Leases } from './leases.ts';
import type { Upkeep } from './upkeep.ts';
import type { Wake } from './wake.ts';

/** The database as the whole bot uses it; open-database.ts opens it. */
export interface Database {
  readonly kind: 'server' | 'embedded';
  /** For stores and this folder, through `clientOf`. Throws when asked for from a running transaction's work. */
  readonly prisma: PrismaClient;
  readonly wake: Wake;
  /** The leases on work that only one of the processes on this database does at a time. */
  readonly leases: Leases;
  readonly upkeep: Upkeep;
  readonly backups: Backups;
  readonly log: Log;
  health(timeoutMs?: number): Promise<DatabaseHealth>;
  /** Compares the tables with this build: another process may have updated them, or they were replaced. */
  structure(timeoutMs?: number): Promise<Structure>;
  /** Returns how many connections there are and are free, and how many callers wait for one. */
  connections(): Connections;
  close(): Promise<void>;
}

export interface Connections {
  readonly open: number;
  readonly free: number;
  readonly waiting: number;
}

/** 'outdated': migrations are missing; 'newer': made for a later build; 'unknown': the database doesn't answer. */
export type Structure = 'current' | 'outdated' | 'newer' | 'unknown';

export interface DatabaseHealth {
  readonly ok: boolean;
  readonly milliseconds: number;
}
