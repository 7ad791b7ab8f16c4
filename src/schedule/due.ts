import type { RegionScope } from '../access/region/region-scope.ts';
import { notify } from '../database/notify.ts';
import { orderedId } from '../database/ordered-id.ts';
import { prefixRange } from '../database/prefix-range.ts';
import { clientOf } from '../database/transaction.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** The kind of due items by which a region hears, in the morning, that the night's backup couldn't be made. */
export const BACKUP_FAILED = 'backup-failed';

/** The kind of the due items by which a region hears that a platform has been away for an hour; done once it was told. */
export const PLATFORM_AWAY = 'platform-away';
/** The kind of the due items by which it hears that the platform is back. */
export const PLATFORM_BACK = 'platform-back';

/** The kind of the due items by which a region hears that the disk with the database is nearly full; done once it was told. */
export const DISK_LOW = 'disk-low';
/** The kind of the due items by which it hears that there is room again. */
export const DISK_WELL = 'disk-well';

/** The kinds of the due items that stand, once they are done, for what is under way: its end deletes them, however late it comes. */
export const UNDER_WAY: readonly string[] = [PLATFORM_AWAY, DISK_LOW];

/** Something to do at a moment. There is one of a kind per subject: scheduling it again moves it. */
export interface DueItem {
  readonly kind: string;
  /** The id of what it is about, perhaps with more after a colon. */
  readonly subject: string;
  readonly at: Date;
  /** When it becomes pointless and is closed undone; null when it never does. */
  readonly expires: Date | null;
}

/** Stores a due item in the caller's transaction. One that was done stays done, unless it moves to a later moment. */
export async function schedule(scope: RegionScope, due: DueItem): Promise<void> {
  await scheduleAll(scope, [due]);
}

/** The channel on which it is told that something is due at once. */
export const DUE_NOW = 'due-now';

/** Stores an item that is due at once and never expires, for somebody who waits for it: the next tick isn't waited for. */
export async function scheduleNow(scope: RegionScope, kind: string, subject: string): Promise<void> {
  await schedule(scope, { kind, subject, at: scope.now, expires: null });
  await notify(scope.tx, DUE_NOW);
}

/** Stores several due items in the same way, in one statement, however many. */
export async function scheduleAll({ tx, region }: RegionScope, dues: readonly DueItem[]): Promise<void> {
  if (dues.length > 0) await clientOf(tx).$executeRaw(storing(region.id, dues));
}

/** Returns the statement that stores due items. */
function storing(regionId: string, dues: readonly DueItem[]): Prisma.Sql {
  // The last of several with one subject counts.
  const each = new Map(dues.map((due) => [`${due.kind}/${due.subject}`, due]));
  const given = [...each.values()].map((due) => ({ ...due, id: orderedId() }));
  // When two processes plan the same item at once, the second finds it planned.
  return Prisma.sql`
    INSERT INTO "DueItem" AS known ("id", "regionId", "kind", "subject", "dueAt", "expiresAt")
    SELECT one."id", ${regionId}::uuid, one."kind", one."subject", one."at", one."expires"
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS one("id" uuid, "kind" text, "subject" text, "at" timestamptz,
      "expires" timestamptz)
    -- Two that plan the same ones don't wait for each other.
    ORDER BY one."kind", one."subject"
    ON CONFLICT ("regionId", "kind", "subject") DO UPDATE SET "dueAt" = EXCLUDED."dueAt", "expiresAt" = EXCLUDED."expiresAt",
      "doneAt" = NULL, "outcome" = NULL
    WHERE known."doneAt" IS NULL OR known."doneAt" < EXCLUDED."dueAt"`;
}

/** The names of due items: a subject that ends in ':' stands for all subjects that begin with it. */
export type Planned = Pick<DueItem, 'kind' | 'subject'>;

/** Cancels what isn't done yet and stores other due items, in one statement. */
export async function replan(
  scope: RegionScope,
  cancelled: readonly Planned[],
  dues: readonly DueItem[],
): Promise<void> {
  if (cancelled.length === 0) return scheduleAll(scope, dues);
  if (dues.length === 0) return unscheduleAll(scope, cancelled);
  const regionId = scope.region.id;
  const kept = dues.map(({ kind, subject }) => Prisma.sql`("kind" = ${kind} AND "subject" = ${subject})`);
  // Items planned again aren't cancelled before: one statement can't delete a row and store it.
  await clientOf(scope.tx).$executeRaw`
    WITH cancelled AS (
      DELETE FROM "DueItem" WHERE "regionId" = ${regionId}::uuid AND "doneAt" IS NULL
        AND (${Prisma.join(cancelled.map(isPlanned), ' OR ')}) AND NOT (${Prisma.join(kept, ' OR ')})
    ) ${storing(regionId, dues)}`;
}

function isPlanned({ kind, subject }: Planned): Prisma.Sql {
  if (!subject.endsWith(':')) return Prisma.sql`("kind" = ${kind} AND "subject" = ${subject})`;
  const { gte, lt } = prefixRange(subject);
  return Prisma.sql`("kind" = ${kind} AND "subject" >= ${gte} AND "subject" < ${lt})`;
}

/**
 * Makes an item due again at another moment, from its own handler, even when that is earlier than planned. It expires
 * as before.
 */
export function reschedule(scope: RegionScope, { kind, subject, at }: Omit<DueItem, 'expires'>): Promise<void> {
  return rescheduleAll(scope, kind, [subject], at);
}

/** Makes several items of one kind due again in the same way. */
export async function rescheduleAll(
  scope: RegionScope,
  kind: string,
  subjects: readonly string[],
  at: Date,
): Promise<void> {
  await clientOf(scope.tx).dueItem.updateMany({
    where: { regionId: scope.region.id, kind, subject: { in: [...subjects] } },
    data: { dueAt: at, doneAt: null, outcome: null },
  });
}

/**
 * Closes an item that its handler has put off while the work goes on outside a transaction. Returns false when it isn't
 * open any more: whoever closed it has done the work.
 */
export async function settleLeased(scope: RegionScope, kind: string, subject: string): Promise<boolean> {
  const { count } = await clientOf(scope.tx).dueItem.deleteMany({
    where: { regionId: scope.region.id, kind, subject, doneAt: null },
  });
  return count > 0;
}

/** Has items of a kind done at the next tick, whether or not they were done before. They never expire. */
export async function scheduleAgain(scope: RegionScope, kind: string, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const { tx, region, now } = scope;
  const given = [...new Set(subjects)].map((subject) => ({ subject, id: orderedId() }));
  await clientOf(tx).$executeRaw`
    INSERT INTO "DueItem" ("id", "regionId", "kind", "subject", "dueAt")
    SELECT one."id", ${region.id}::uuid, ${kind}, one."subject", ${now}::timestamptz
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS one("id" uuid, "subject" text)
    ORDER BY one."subject"
    ON CONFLICT ("regionId", "kind", "subject") DO UPDATE SET "dueAt" = EXCLUDED."dueAt", "doneAt" = NULL, "outcome" = NULL`;
}

/** Returns when the undone items of a kind are due, by subject, for subjects with this prefix. */
export async function plannedTimes(
  scope: RegionScope,
  kind: string,
  begins: string,
): Promise<ReadonlyMap<string, Date>> {
  const rows = await clientOf(scope.tx).dueItem.findMany({
    where: { regionId: scope.region.id, kind, subject: prefixRange(begins), doneAt: null },
    select: { subject: true, dueAt: true },
  });
  return new Map(rows.map(({ subject, dueAt }) => [subject, dueAt]));
}

/** Returns how many of the items of a kind, for subjects with this prefix, are done, and how many there are. */
export async function doneOf(
  scope: RegionScope,
  kind: string,
  begins: string,
): Promise<{ readonly done: number; readonly all: number }> {
  const where = { regionId: scope.region.id, kind, subject: prefixRange(begins) };
  const all = await clientOf(scope.tx).dueItem.count({ where });
  return { done: all - (await clientOf(scope.tx).dueItem.count({ where: { ...where, doneAt: null } })), all };
}

/** Cancels items that aren't done yet. */
export async function unschedule(scope: RegionScope, kind: string, subject: string): Promise<void> {
  await unscheduleAll(scope, [{ kind, subject }]);
}

/** Cancels items of several kinds or subjects in the same way. */
export async function unscheduleAll(scope: RegionScope, planned: readonly Planned[]): Promise<void> {
  if (planned.length === 0) return;
  const each = planned.map(({ kind, subject }) => ({
    kind,
    subject: subject.endsWith(':') ? prefixRange(subject) : subject,
  }));
  await clientOf(scope.tx).dueItem.deleteMany({ where: { regionId: scope.region.id, doneAt: null, OR: each } });
}
