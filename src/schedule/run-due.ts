import type { Presence } from '../access/actor/presence.ts';
import type { RegionScope } from '../access/region/region-scope.ts';
import { regionById } from '../access/region/region-store.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Log } from '../log.ts';
import { claimDueItem } from './claim.ts';
import { type InWhoseNames, lookForWhoActs } from './in-whose-name.ts';
import { createSetbacks } from './setbacks.ts';

/** Handles a due item of one kind, in the transaction that marks it as done. */
export type DueHandler = (scope: RegionScope, subject: string) => Promise<void>;
export type DueHandlers = Readonly<Record<string, DueHandler>>;

export interface Schedule {
  /**
   * Handles every due item once, however many processes try, and skips those that have become pointless. Returns how
   * many were handled. Whoever skips to a moment to come leaves the routines, which would next be due after that moment.
   */
  runDue(now: Date, options?: { readonly leavesRoutines: boolean }): Promise<number>;
  /** Returns the earliest moment at which something other than a routine is due; null when nothing is planned. */
  nextDue(): Promise<Date | null>;
}

/**
 * The part of the due items that a process handles: those done in somebody's name need a platform that can be asked
 * about them.
 */
export type DueShare = 'all' | 'in no name' | 'in a name';

export interface ScheduleOptions {
  readonly names: InWhoseNames;
  readonly presence: Pick<Presence, 'lookFor'>;
  readonly share: DueShare;
  /** Kinds that are due again and again and that nobody notices: whoever skips to the next thing skips them. None by default. */
  readonly routines?: readonly string[];
}

const nobody: ScheduleOptions = { names: {}, presence: { lookFor: async () => true }, share: 'all' };

/** Creates the schedule. Without options, nobody's presence is checked. */
export function createSchedule(
  database: Database,
  handlers: DueHandlers,
  log: Log,
  { names, presence, share, routines = [] }: ScheduleOptions = nobody,
): Schedule {
  const { dueItem } = database.prisma;
  const setbacks = createSetbacks();

  const inNames = Object.keys(names);
  const shares = {
    all: {},
    'in no name': { kind: { notIn: inNames } },
    'in a name': { kind: { in: inNames } },
  } satisfies Record<DueShare, object>;

  async function runOne(id: string, regionId: string, now: Date): Promise<boolean> {
    return inTransaction(database, async (tx) => {
      const region = await regionById(tx, regionId);
      if (!region) return false;
      const item = await claimDueItem(tx, id, now);
      if (!item || item.outcome === 'POINTLESS') return false;
      const handler = handlers[item.kind];
      if (!handler) throw new Error(`nothing knows how to do "${item.kind}"`);
      await handler({ tx, region, now }, item.subject);
      return true;
    });
  }

  return {
    async runDue(now, { leavesRoutines } = { leavesRoutines: false }) {
      const due = await dueItem.findMany({
        where: {
          doneAt: null,
          dueAt: { lte: now },
          id: { notIn: [...setbacks.resting(now)] },
          AND: [shares[share], leavesRoutines ? { kind: { notIn: [...routines] } } : {}],
        },
        select: { id: true, regionId: true, kind: true, subject: true },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        take: 500,
      });
      let done = 0;
      for (const { id, regionId, kind, subject } of due) {
        try {
          // While a platform is away, each tick looks again.
          if (!(await lookForWhoActs(database, { regionId, kind, subject }, now, names, presence))) continue;
          if (await runOne(id, regionId, now)) done += 1;
          setbacks.done(id);
        } catch (error) {
          // The other items are due all the same. This one stays due and is retried, less and less often.
          setbacks.failed(id, now);
          log.error('schedule.failed', error, { item: id, kind });
        }
      }
      return done;
    },
    async nextDue() {
      const next = await dueItem.aggregate({
        where: { doneAt: null, kind: { notIn: [...routines] } },
        _min: { dueAt: true },
      });
      return next._min.dueAt;
    },
  };
}
