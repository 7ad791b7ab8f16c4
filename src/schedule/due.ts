import type { RegionScope } from '../access/region/region-scope.ts';
import { prefixRange } from '../database/prefix-range.ts';
import { clientOf } from '../database/transaction.ts';

/** The kind of due items by which a region hears, in the morning, that the night's backup couldn't be made. */
export const BACKUP_FAILED = 'backup-failed';

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

/** Stores several due items in the same way, in one statement. Of two of one kind and subject the last one counts. */
export async function scheduleAll(scope: RegionScope, dues: readonly DueItem[]): Promise<void> {
  await replan(scope, [], dues);
}

/** What names due items: a subject that ends in ':' stands for all subjects that begin with it. */
export type Planned = Pick<DueItem, 'kind' | 'subject'>;

/** Cancels what isn't done yet and stores other due items, in one statement each. */
export async function replan(
  scope: RegionScope,
  cancelled: readonly Planned[],
  dues: readonly DueItem[],
): Promise<void> {
  await unscheduleAll(scope, cancelled);
  if (dues.length === 0) return;
  const given = [...new Map(dues.map((due) => [`${due.kind} ${due.subject}`, due])).values()].map((due) => ({
    ...{ ...due, id: crypto.randomUUID() },
  }));
  // When two processes plan the same item at once, the second finds it planned.
  await clientOf(scope.tx).$executeRaw`
    INSERT INTO "DueItem" ("id", "regionId", "kind", "subject", "dueAt", "expiresAt")
    SELECT one."id", ${scope.region.id}::uuid, one."kind", one."subject", one."at", one."expires"
    FROM json_to_recordset(${JSON.stringify(given)}::json)
      AS one("id" uuid, "kind" text, "subject" text, "at" timestamptz, "expires" timestamptz)
    ON CONFLICT ("regionId", "kind", "subject") DO UPDATE
      SET "dueAt" = EXCLUDED."dueAt", "expiresAt" = EXCLUDED."expiresAt", "doneAt" = NULL, "outcome" = NULL
      WHERE "DueItem"."doneAt" IS NULL OR "DueItem"."doneAt" < EXCLUDED."dueAt"`;
}

/**
 * Makes an item due again at another moment, from its own handler, even when that is earlier than planned. It expires
 * as before.
 */
export async function reschedule(scope: RegionScope, { kind, subject, at }: Omit<DueItem, 'expires'>): Promise<void> {
  await clientOf(scope.tx).dueItem.updateMany({
    where: { regionId: scope.region.id, kind, subject },
    data: { dueAt: at, doneAt: null, outcome: null },
  });
}

/** Has items of a kind done at the next tick, whether or not they were done before. They never expire. */
export async function scheduleAgain(scope: RegionScope, kind: string, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const given = [...new Set(subjects)].map((subject) => ({ id: crypto.randomUUID(), subject }));
  await clientOf(scope.tx).$executeRaw`
    INSERT INTO "DueItem" ("id", "regionId", "kind", "subject", "dueAt")
    SELECT one."id", ${scope.region.id}::uuid, ${kind}, one."subject", ${scope.now}::timestamptz
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS one("id" uuid, "subject" text)
    ON CONFLICT ("regionId", "kind", "subject") DO UPDATE
      SET "dueAt" = EXCLUDED."dueAt", "doneAt" = NULL, "outcome" = NULL`;
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
