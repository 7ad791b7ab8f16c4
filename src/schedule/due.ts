import type { RegionScope } from '../access/region/region-scope.ts';
import { beginningWith } from '../database/beginning.ts';
import { clientOf } from '../database/transaction.ts';

/** Something to do at a moment. One of a kind per subject: scheduling it again moves it. */
export interface Due {
  readonly kind: string;
  /** What it is about: an id, perhaps with more after a colon. */
  readonly subject: string;
  readonly at: Date;
  /** From then on it is pointless and closed undone; null when it never is. */
  readonly expires: Date | null;
}

/** Stores it with the caller's transaction. What was done already stays done unless it is moved to a later moment. */
export async function schedule(scope: RegionScope, due: Due): Promise<void> {
  await scheduleAll(scope, [due]);
}

/** The same of many. */
export async function scheduleAll(scope: RegionScope, dues: readonly Due[]): Promise<void> {
  if (dues.length === 0) return;
  const { dueItem } = clientOf(scope.tx);
  const regionId = scope.region.id;
  // Two who plan the same at once: the second finds it planned.
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

/** Has it come due again then, from its own handler, whatever its place in the plan; it expires when it would have. */
export async function putOff(scope: RegionScope, { kind, subject, at }: Omit<Due, 'expires'>): Promise<void> {
  await clientOf(scope.tx).dueItem.updateMany({
    where: { regionId: scope.region.id, kind, subject },
    data: { dueAt: at, doneAt: null, outcome: null },
  });
}

/** What of a kind is still to be done, of the subjects that begin like this: when, by subject. */
export async function planned(scope: RegionScope, kind: string, begins: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await clientOf(scope.tx).dueItem.findMany({
    where: { regionId: scope.region.id, kind, subject: beginningWith(begins), doneAt: null },
    select: { subject: true, dueAt: true },
  });
  return new Map(rows.map(({ subject, dueAt }) => [subject, dueAt]));
}

/** Takes back what isn't done yet. A subject that ends in ':' stands for all that begin with it. */
export async function unschedule(scope: RegionScope, kind: string, subject: string): Promise<void> {
  await clientOf(scope.tx).dueItem.deleteMany({
    where: {
      regionId: scope.region.id,
      kind,
      subject: subject.endsWith(':') ? beginningWith(subject) : subject,
      doneAt: null,
    },
  });
}
