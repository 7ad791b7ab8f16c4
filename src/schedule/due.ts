import type { RegionScope } from '../access/region/region-scope.ts';
import { prefixRange } from '../database/prefix-range.ts';
import { clientOf } from '../database/transaction.ts';

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

/** Stores several due items in the same way. */
export async function scheduleAll(scope: RegionScope, dues: readonly DueItem[]): Promise<void> {
  if (dues.length === 0) return;
  const { dueItem } = clientOf(scope.tx);
  const regionId = scope.region.id;
  // When two processes plan the same item at once, the second finds it planned.
  const created = await dueItem.createManyAndReturn({
    data: dues.map(({ kind, subject, at, expires }) => ({ regionId, kind, subject, dueAt: at, expiresAt: expires })),
    skipDuplicates: true,
    select: { kind: true, subject: true },
  });
  const isNew = new Set(created.map(({ kind, subject }) => `${kind}/${subject}`));
  for (const { kind, subject, at, expires } of dues) {
    if (isNew.has(`${kind}/${subject}`)) continue;
    await dueItem.updateMany({
      where: { regionId, kind, subject, OR: [{ doneAt: null }, { doneAt: { lt: at } }] },
      data: { dueAt: at, expiresAt: expires, doneAt: null, outcome: null },
    });
  }
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
  const { dueItem } = clientOf(scope.tx);
  const regionId = scope.region.id;
  const data = subjects.map((subject) => ({ regionId, kind, subject, dueAt: scope.now }));
  await dueItem.createMany({ data, skipDuplicates: true });
  await dueItem.updateMany({
    where: { regionId, kind, subject: { in: [...subjects] } },
    data: { dueAt: scope.now, doneAt: null, outcome: null },
  });
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

/** Cancels items that aren't done yet. A subject that ends in ':' stands for all subjects that begin with it. */
export async function unschedule(scope: RegionScope, kind: string, subject: string): Promise<void> {
  await unscheduleAll(scope, [{ kind, subject }]);
}

/** Cancels items of several kinds or subjects in the same way. */
export async function unscheduleAll(
  scope: RegionScope,
  planned: readonly Pick<DueItem, 'kind' | 'subject'>[],
): Promise<void> {
  if (planned.length === 0) return;
  const each = planned.map(({ kind, subject }) => ({
    kind,
    subject: subject.endsWith(':') ? prefixRange(subject) : subject,
  }));
  await clientOf(scope.tx).dueItem.deleteMany({ where: { regionId: scope.region.id, doneAt: null, OR: each } });
}
