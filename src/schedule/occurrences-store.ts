import type { RegionScope } from '../access/region/region-scope.ts';
import { prefixRange } from '../database/prefix-range.ts';
import { clientOf } from '../database/transaction.ts';
import { schedule } from './due.ts';

/** Something that lasts for a while, of which a region hears once when it has begun, and once when it is over. */
export interface Occurrence {
  /** The kind of the due item by which the region hears of it; its subject is `<of>:<milliseconds at which it began>`. */
  readonly begun: string;
  /** The kind of the due item by which it hears that it is over; its subject has, after a colon, when that was. */
  readonly over: string;
  /** The subject that it happens to, without a colon. */
  readonly of: string;
  /** Milliseconds for which it may last before anybody is told. */
  readonly untoldMs: number;
}

/** Plans that the region hears of it, unless it is under way there already. */
export async function noteBeginning(scope: RegionScope, occurrence: Occurrence): Promise<void> {
  if (await underWay(scope, occurrence)) return;
  const { begun, of, untoldMs } = occurrence;
  const at = new Date(scope.now.getTime() + untoldMs);
  await schedule(scope, { kind: begun, subject: `${of}:${scope.now.getTime()}`, at, expires: null });
}

/** Forgets it where it is under way, and has the region told so, if it was told of it. */
export async function noteEnd(scope: RegionScope, occurrence: Occurrence): Promise<void> {
  const found = await underWay(scope, occurrence);
  if (!found) return;
  const { subject } = found;
  const { begun, over } = occurrence;
  await clientOf(scope.tx).dueItem.deleteMany({ where: { regionId: scope.region.id, kind: begun, subject } });
  if (found.doneAt === null) return;
  await schedule(scope, { kind: over, subject: `${subject}:${scope.now.getTime()}`, at: scope.now, expires: null });
}

/** Returns the due item of what is under way, which nobody else changes meanwhile; null when nothing is. */
async function underWay({ tx, region }: RegionScope, { begun, of }: Occurrence) {
  // Several processes may see the same thing begin at once.
  await clientOf(tx).$queryRaw`SELECT 1 FROM "Region" WHERE "id" = ${region.id}::uuid FOR UPDATE`;
  return clientOf(tx).dueItem.findFirst({
    where: { regionId: region.id, kind: begun, subject: prefixRange(`${of}:`) },
    select: { subject: true, doneAt: true },
  });
}
