import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { afterQuietHours } from '../../dates/index.ts';
import { allowances, type Unsolicited, type UnsolicitedKind } from './consent.ts';
import { lockedPreferences, type Preferences, preferencesOf } from './preferences-store.ts';
import { countedFrom, type Disturbance, freeAgainAt } from './weekly.ts';

/** Time of day at which what waited for its reader's week is sent. */
const LATER_AT = '10:00';

/** Those of these people who don't wish to be sent this unasked. */
export async function optedOut(
  scope: RegionScope,
  personIds: readonly string[],
  kind: UnsolicitedKind,
): Promise<ReadonlySet<string>> {
  return declining(await preferencesOf(scope, personIds), kind);
}

/** Those of these people who may be written to unasked now: who wish it, and weren't twice already within a week. */
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
 * The day, at this time, from which those of these people may be written to unasked again who may not now, because they
 * were often enough lately.
 */
export async function contactableFrom(
  scope: RegionScope,
  personIds: readonly string[],
  time: string,
): Promise<ReadonlyMap<string, Date>> {
  await lockedPreferences(scope, personIds);
  return freeAgain(scope, asTo(personIds, 'announcement'), time);
}

/**
 * Until when what is to be sent now waits, for the end of quiet hours or for the week to have room, by person; null for at
 * once, nothing for who may not be written to. Each person once.
 */
export async function sendingTimes(
  scope: RegionScope,
  unsolicited: readonly Unsolicited[],
): Promise<ReadonlyMap<string, Date | null>> {
  const ids = unsolicited.map(({ personId }) => personId);
  const preferences = await lockedPreferences(scope, ids);
  const later = await freeAgain(scope, unsolicited, LATER_AT);
  return new Map(
    unsolicited.flatMap(({ personId, unasked }): [string, Date | null][] => {
      const own = preferences.get(personId);
      const free = later.get(personId);
      if (!own || own.unwanted.has(unasked)) return [];
      if (free && allowances[unasked].more === 'dropped') return [];
      return [[personId, heldUntil(scope, own, free)]];
    }),
  );
}

function asTo(personIds: readonly string[], unasked: UnsolicitedKind): readonly Unsolicited[] {
  return personIds.map((personId) => ({ personId, unasked }));
}

/**
 * From when on there is room in somebody's week for what waited for it, by what has come to them; null for now, and for
 * what doesn't wait for that.
 */
export async function allowanceFreeFrom(
  scope: RegionScope,
  { key, personId }: { readonly key: string; readonly personId: string },
  kind: string | null,
): Promise<Date | null> {
  const unasked = waitingKind(kind);
  if (!unasked) return null;
  const sent = (await disturbances(scope, [personId], key)).get(personId) ?? [];
  const come = sent.filter(({ at }) => at <= scope.now);
  return freeAgainAt(unasked, come, LATER_AT, scope.region.timeZone);
}

function waitingKind(kind: string | null): UnsolicitedKind | null {
  const found = Object.entries(allowances).find(([name, { more }]) => name === kind && more === 'waits');
  return found ? (found[0] as UnsolicitedKind) : null;
}

/** Until when what is sent now to these people waits for the end of their quiet hours; without those it needn't wait for. */
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
  return new Set([...preferences].flatMap(([id, { unwanted }]) => (unwanted.has(kind) ? [id] : [])));
}

async function freeAgain(
  scope: RegionScope,
  unsolicited: readonly Unsolicited[],
  time: string,
): Promise<ReadonlyMap<string, Date>> {
  const sent = await disturbances(
    scope,
    unsolicited.map(({ personId }) => personId),
  );
  return new Map(
    unsolicited.flatMap(({ personId, unasked }): [string, Date][] => {
      const at = freeAgainAt(unasked, sent.get(personId) ?? [], time, scope.region.timeZone);
      return at ? [[personId, at]] : [];
    }),
  );
}

/** What was sent to these people unasked lately, or is to be, by person; without what has the key `except`. */
async function disturbances(
  scope: RegionScope,
  personIds: readonly string[],
  except: string | null = null,
): Promise<ReadonlyMap<string | null, readonly Disturbance[]>> {
  const { timeZone } = scope.region;
  const since = { gte: countedFrom(scope.now, timeZone) };
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: {
      regionId: scope.region.id,
      unsolicitedTo: { in: [...personIds] },
      ...(except === null ? {} : { key: { not: except } }),
      OR: [{ createdAt: since }, { heldUntil: since }, { sentAt: since }],
      // What was refused never disturbed anybody.
      status: { not: 'REFUSED' },
    },
    select: { unsolicitedTo: true, unsolicitedKind: true, createdAt: true, heldUntil: true, sentAt: true },
  });
  const sent = new Map<string | null, Disturbance[]>();
  for (const { unsolicitedTo, unsolicitedKind: kind, sentAt, heldUntil, createdAt } of rows) {
    const theirs = sent.get(unsolicitedTo) ?? [];
    // What waited through the night disturbed them in the morning.
    theirs.push({ kind, at: sentAt ?? heldUntil ?? createdAt });
    sent.set(unsolicitedTo, theirs);
  }
  return sent;
}
