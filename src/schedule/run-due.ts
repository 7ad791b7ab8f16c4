import type { Presence } from '../access/actor/presence.ts';
import { regionById } from '../access/region/region-store.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Log } from '../log.ts';
import { claimDueItems } from './claim.ts';
import type { DueHandlers } from './handlers.ts';
import { type InWhoseNames, lookForWhoActs } from './in-whose-name.ts';
import { createSetbacks } from './setbacks.ts';

export type { DueHandlers } from './handlers.ts';

export interface Schedule {
  /**
   * Handles every due item once, however many processes try, and skips those that have become pointless. Returns how
   * many were handled. Whoever skips to a moment to come leaves the routines, which would next be due after that moment.
   */
  runDue(now: Date, options?: { readonly leavesRoutines: boolean }): Promise<number>;
  /** Returns the earliest moment at which something other than a routine is due; null when nothing is planned. */
  nextDue(): Promise<Date | null>;
  /** Returns the earliest moment at which somebody will be asked for a decision while it is time for it; null when none is planned. */
  nextDecision(): Promise<Date | null>;
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
  /** Kinds by which somebody is asked for a decision while it is time for it: whoever skips time stops there. None by default. */
  readonly decisions?: readonly string[];
}

/** The number of items that are handled before due items are looked up again. */
const AT_ONCE = 500;

interface Due {
  readonly id: string;
  readonly regionId: string;
  readonly kind: string;
  readonly subject: string;
}

/** Items that are handled in one transaction. */
interface Together extends Pick<Due, 'kind' | 'regionId'> {
  readonly ids: readonly string[];
}

/** Puts together what is handled together, of one kind and region: where the first of it stands. */
function setsOf(due: readonly Due[], most: (kind: string) => number): readonly (readonly Due[])[] {
  const sets: Due[][] = [];
  const open = new Map<string, Due[]>();
  for (const item of due) {
    const key = `${item.kind}/${item.regionId}`;
    const set = open.get(key);
    if (set && set.length < most(item.kind)) set.push(item);
    else {
      const begun = [item];
      sets.push(begun);
      open.set(key, begun);
    }
  }
  return sets;
}

const nobody: ScheduleOptions = { names: {}, presence: { lookFor: async () => true }, share: 'all' };

/** Creates the schedule. Without options, nobody's presence is checked. */
export function createSchedule(
  database: Database,
  handlers: DueHandlers,
  log: Log,
  { names, presence, share, routines = [], decisions = [] }: ScheduleOptions = nobody,
): Schedule {
  const { dueItem } = database.prisma;
  const setbacks = createSetbacks();

  const inNames = Object.keys(names);
  const shares = {
    all: {},
    'in no name': { kind: { notIn: inNames } },
    'in a name': { kind: { in: inNames } },
  } satisfies Record<DueShare, object>;

  /** Handles items of one kind and region in one transaction. Returns how many were left to handle. */
  async function run({ kind, regionId, ids }: Together, now: Date): Promise<number> {
    return inTransaction(database, async (tx) => {
      const region = await regionById(tx, regionId);
      if (!region) return 0;
      const subjects = (await claimDueItems(tx, ids, now)).flatMap((item) =>
        item.outcome === 'DONE' ? [item.subject] : [],
      );
      if (subjects.length === 0) return 0;
      const handler = handlers[kind];
      if (!handler) throw new Error(`nothing knows how to do "${kind}"`);
      if (subjects.length > 1) await handler.set?.handle({ tx, region, now }, subjects);
      else for (const subject of subjects) await handler({ tx, region, now }, subject);
      return subjects.length;
    });
  }

  async function runEach(items: readonly Due[], now: Date): Promise<number> {
    let done = 0;
    for (const { id, regionId, kind, subject } of items) {
      try {
        // While a platform is away, each tick looks again.
        if (!(await lookForWhoActs(database, { regionId, kind, subject }, now, names, presence))) continue;
        done += await run({ kind, regionId, ids: [id] }, now);
        setbacks.done(id);
      } catch (error) {
        // The other items are due all the same. This one stays due and is retried, less and less often.
        setbacks.failed(id, now);
        log.error('schedule.failed', error, { item: id, kind });
      }
    }
    return done;
  }

  async function runTogether(items: readonly Due[], now: Date): Promise<number> {
    const [first] = items;
    if (!first || items.length === 1) return runEach(items, now);
    const { kind, regionId } = first;
    const ids = items.map(({ id }) => id);
    try {
      const done = await run({ kind, regionId, ids }, now);
      for (const id of ids) setbacks.done(id);
      return done;
    } catch (error) {
      // One of them fails: the others are done without it.
      log.error('schedule.set-failed', error, { kind, items: ids.length });
      return runEach(items, now);
    }
  }

  async function earliest(kind: object): Promise<Date | null> {
    const next = await dueItem.aggregate({ where: { doneAt: null, kind }, _min: { dueAt: true } });
    return next._min.dueAt;
  }

  const isInSets = (kind: string) => handlers[kind]?.set !== undefined && !inNames.includes(kind);

  /** Returns what is due, the first of it. Where so much of some kinds is due, what came after it doesn't wait for it. */
  async function dueAt(now: Date, among: object): Promise<readonly Due[]> {
    const find = (further: object) =>
      dueItem.findMany({
        where: {
          doneAt: null,
          dueAt: { lte: now },
          id: { notIn: [...setbacks.resting(now)] },
          AND: [shares[share], among, further],
        },
        select: { id: true, regionId: true, kind: true, subject: true },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        take: AT_ONCE,
      });
    const due = await find({});
    if (due.length < AT_ONCE) return due;
    const crowd = due.filter(({ kind }) => isInSets(kind));
    if (crowd.length === 0) return due;
    return [...(await find({ kind: { notIn: [...new Set(crowd.map(({ kind }) => kind))] } })), ...crowd];
  }

  return {
    async runDue(now, { leavesRoutines } = { leavesRoutines: false }) {
      const due = await dueAt(now, leavesRoutines ? { kind: { notIn: [...routines] } } : {});
      let done = 0;
      for (const items of setsOf(due, (kind) => (isInSets(kind) ? handlers[kind]?.set?.most : undefined) ?? 1)) {
        done += await runTogether(items, now);
      }
      return done;
    },
    nextDue: () => earliest({ notIn: [...routines] }),
    nextDecision: () => earliest({ in: [...decisions] }),
  };
}
