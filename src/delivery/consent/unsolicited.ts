import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { afterQuietHours } from '../../dates/index.ts';
import { allowances, isUnwanted, type Unsolicited, type UnsolicitedKind } from './consent.ts';
import { lockedPreferences, type Preferences, preferencesOf } from './preferences-store.ts';
import { countedFrom, type Disturbance, freeAgainAt } from './weekly.ts';

/** The time of day at which messages that waited for the weekly allowance are sent. */
const LATER_AT = '10:00';

/** Returns those of these people who have opted out of this kind of message. */
export async function optedOut(
  scope: RegionScope,
  personIds: readonly string[],
  kind: UnsolicitedKind,
): Promise<ReadonlySet<string>> {
  return declining(await preferencesOf(scope, personIds), kind);
}

/**
 * Returns those of these people who may be written to unasked now: they want this kind, and have some of their weekly
 * allowance left.
 */
export async function contactable(
  scope: RegionScope,
  personIds: readonly string[],
  kind: UnsolicitedKind,
): Promise<ReadonlySet<string>> {
  const preferences = await lockedPreferences(scope, personIds);
  const later = await freeAgain(scope, asTo(personIds, kind), '00:00');
  const not = declining(preferences, kind);
  return new Set(personIds.filter((id) => !later.has(id) && !not.has(id)));
}

/**
 * Returns, for those of these people whose weekly allowance is used up, the day at this time from which they may be
 * written to about this unasked again.
 */
export async function contactableFrom(
  scope: RegionScope,
  personIds: readonly string[],
  kind: UnsolicitedKind,
  time: string,
): Promise<ReadonlyMap<string, Date>> {
  await lockedPreferences(scope, personIds);
  return freeAgain(scope, asTo(personIds, kind), time);
}

/** Returns the same without locking anybody, for a preview: nobody is written to yet. */
export function expectedFrom(
  scope: RegionScope,
  personIds: readonly string[],
  kind: UnsolicitedKind,
  time: string,
): Promise<ReadonlyMap<string, Date>> {
  return freeAgain(scope, asTo(personIds, kind), time, { isPreview: true });
}

/**
 * Returns, by person, when a message stored now may leave: the end of quiet hours, or the day on which the weekly
 * allowance has room; null for at once. People who may not be written to are missing. Each person must be listed once, or for
 * one kind that isn't counted.
 */
export async function sendingTimes(
  scope: RegionScope,
  unsolicited: readonly Unsolicited[],
): Promise<ReadonlyMap<string, Date | null>> {
  const ids = [...new Set(unsolicited.map(({ personId }) => personId))];
  const preferences = await lockedPreferences(scope, ids);
  const later = await freeAgain(scope, unsolicited, LATER_AT);
  return new Map(
    unsolicited.flatMap(({ personId, unasked }): [string, Date | null][] => {
      const own = preferences.get(personId);
      const free = later.get(personId);
      if (!own || isUnwanted(own.unwanted, unasked)) return [];
      if (free && allowances[unasked].more === 'dropped') return [];
      return [[personId, heldUntil(scope, own, free)]];
    }),
  );
}

/** Returns those of these keys whose message was sent, or is to be, to somebody unasked as one of this kind. */
export async function unaskedAmong(
  scope: RegionScope,
  keys: readonly string[],
  kind: UnsolicitedKind,
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: { in: [...keys] }, unsolicitedKind: kind, status: { not: 'REFUSED' } },
    select: { key: true },
  });
  return new Set(rows.map(({ key }) => key));
}

function asTo(personIds: readonly string[], unasked: UnsolicitedKind): readonly Unsolicited[] {
  return personIds.map((personId) => ({ personId, unasked }));
}

/**
 * Returns from when somebody's weekly allowance has room for a message that waited; null when it has room now, or when
 * the message doesn't wait for that.
 */
export async function allowanceFreeFrom(
  scope: RegionScope,
  { key, personId }: { readonly key: string; readonly personId: string },
  kind: string | null,
): Promise<Date | null> {
  const unasked = waitingKind(kind);
  if (!unasked) return null;
  // Others that are held are looked at in their turn, and then count this one.
  const among = { key: { not: key }, heldUntil: null };
  const sent = (await disturbances(scope, [personId], { isPreview: false, among })).get(personId) ?? [];
  return freeAgainAt(unasked, sent, LATER_AT, scope.region.timeZone);
}

function waitingKind(kind: string | null): UnsolicitedKind | null {
  const found = Object.entries(allowances).find(([name, { more }]) => name === kind && more === 'waits');
  return found ? (found[0] as UnsolicitedKind) : null;
}

/**
 * Returns, by person, the end of the quiet hours for which a message sent now waits. People for whom it needn't wait
 * are missing.
 */
export async function quietUntil(scope: RegionScope, personIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const preferences = await preferencesOf(scope, personIds);
  return new Map(
    [...preferences].flatMap(([id, own]): [string, Date][] => {
      const at = heldUntil(scope, own);
      return at === null ? [] : [[id, at]];
    }),
  );
}

function heldUntil({ now, region }: RegionScope, { quiet }: Preferences, free: Date = now): Date | null {
  const at = afterQuietHours(free, quiet, region.timeZone);
  return at > now ? at : null;
}

function declining(preferences: ReadonlyMap<string, Preferences>, kind: UnsolicitedKind): ReadonlySet<string> {
  return new Set([...preferences].flatMap(([id, { unwanted }]) => (isUnwanted(unwanted, kind) ? [id] : [])));
}

async function freeAgain(
  scope: RegionScope,
  unsolicited: readonly Unsolicited[],
  time: string,
  looked: { readonly isPreview: boolean } = { isPreview: false },
): Promise<ReadonlyMap<string, Date>> {
  const ids = unsolicited.map(({ personId }) => personId);
  const sent = await disturbances(scope, ids, looked);
  return new Map(
    unsolicited.flatMap(({ personId, unasked }): [string, Date][] => {
      const at = freeAgainAt(unasked, sent.get(personId) ?? [], time, scope.region.timeZone);
      return at ? [[personId, at]] : [];
    }),
  );
}

interface Looked {
  /** Whether nothing may be stored. */
  readonly isPreview: boolean;
  /** The conditions that messages meet. */
  readonly among?: { readonly key: { readonly not: string }; readonly heldUntil: null };
}

/** Returns, by person, the unasked messages that were sent lately or are to be. */
async function disturbances(
  scope: RegionScope,
  personIds: readonly string[],
  { isPreview, among }: Looked,
): Promise<ReadonlyMap<string | null, readonly Disturbance[]>> {
  if (personIds.length === 0) return new Map();
  const since = countedFrom(scope.now, scope.region.timeZone);
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: {
      regionId: scope.region.id,
      unsolicitedTo: { in: [...personIds] },
      ...among,
      OR: [{ createdAt: { gte: since } }, { sentAt: { gte: since } }, { status: { in: [...WAITING] } }],
      // A refused message never disturbed anybody.
      status: { not: 'REFUSED' },
    },
    select: {
      ...{ id: true, unsolicitedTo: true, unsolicitedKind: true, platform: true, status: true },
      ...{ createdAt: true, heldUntil: true, sentAt: true },
    },
  });
  if (!isPreview) await noteSentByNow(scope, rows);
  const left = await leftBehind(
    scope,
    rows.filter(({ status, heldUntil, createdAt }) => waits(status) && heldUntil === null && createdAt < since),
  );
  const sent = new Map<string | null, Disturbance[]>();
  for (const row of rows) {
    const at = arrival(row, scope.now);
    // What a clock that was ahead has stored may have come before.
    if (left.has(row) || at < since) continue;
    const theirs = sent.get(row.unsolicitedTo) ?? [];
    theirs.push({ kind: row.unsolicitedKind, at });
    sent.set(row.unsolicitedTo, theirs);
  }
  return sent;
}

const WAITING = ['PENDING', 'SENDING'] as const;

function waits(status: string): boolean {
  return WAITING.some((one) => one === status);
}

interface Unasked {
  readonly status: string;
  readonly createdAt: Date;
  readonly heldUntil: Date | null;
  readonly sentAt: Date | null;
}

/** Returns when a message reached its reader, or the earliest moment at which it may. */
function arrival({ status, createdAt, heldUntil, sentAt }: Unasked, now: Date): Date {
  const came = sentAt ?? createdAt;
  if (!waits(status)) return came > now ? now : came;
  // A message that waits through the night disturbs them in the morning, and one whose platform is away once it is back.
  return heldUntil !== null && heldUntil > now ? heldUntil : now;
}

/**
 * Notes of messages that were stored or sent by a clock that was ahead that they came by now: their reader's week would stay full until
 * then.
 */
async function noteSentByNow(
  { tx, now }: RegionScope,
  rows: readonly (Unasked & { readonly id: string })[],
): Promise<void> {
  const ahead = rows.filter(({ status, sentAt, createdAt }) => !waits(status) && (sentAt ?? createdAt) > now);
  if (ahead.length === 0) return;
  const where = { id: { in: ahead.map(({ id }) => id) } };
  await clientOf(tx).delivery.updateMany({ where, data: { sentAt: now } });
}

interface WaitingSomewhere {
  readonly unsolicitedTo: string | null;
  readonly platform: string;
}

/**
 * Returns those of these messages whose reader was last seen on another platform than the one they wait for: it may never
 * come back, and the reader would hear nothing any more.
 */
async function leftBehind<Row extends WaitingSomewhere>(
  scope: RegionScope,
  waiting: readonly Row[],
): Promise<ReadonlySet<WaitingSomewhere>> {
  if (waiting.length === 0) return new Set();
  const readers = await clientOf(scope.tx).person.findMany({
    where: { regionId: scope.region.id, id: { in: waiting.flatMap(({ unsolicitedTo }) => unsolicitedTo ?? []) } },
    select: { id: true, lastPlatform: true },
  });
  const seenOn = new Map<string | null, string>(readers.map(({ id, lastPlatform }) => [id, lastPlatform]));
  return new Set(waiting.filter(({ unsolicitedTo, platform }) => seenOn.get(unsolicitedTo) !== platform));
}
