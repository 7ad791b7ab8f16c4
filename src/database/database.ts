import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Log } from '../log.ts';
import type { Leases } from './leases.ts';
import type { Upkeep } from './upkeep.ts';
import type { Wake } from './wake.ts';

/** What the whole bot works on. Opened in open-database.ts. */
export interface Database {
  readonly kind: 'server' | 'embedded';
  /** For stores and this folder, by way of `clientOf`. */
  readonly prisma: PrismaClient;
  readonly wake: Wake;
  /** What only one of the processes that work on it does at a time. */
  readonly leases: Leases;
  readonly upkeep: Upkeep;
  readonly log: Log;
  health(timeoutMs?: number): Promise<DatabaseHealth>;
  close(): Promise<void>;
}

export interface DatabaseHealth {
  readonly ok: boolean;
  readonly milliseconds: number;
}
