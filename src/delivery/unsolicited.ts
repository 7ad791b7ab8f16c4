import type { RegionScope } from '../access/scope.ts';
import { clientOf } from '../database/transaction.ts';
import { afterQuietHours } from '../dates/index.ts';
import { lockedPreferences, type Preferences, preferencesOf } from './preferences-store.ts';
import { countedFrom, freeAgainAt } from './weekly.ts';

/** What people are sent unasked, by what it is about; each of these they may switch off. */
export const switchableKinds = ['announcement', 'survey', 'event', 'kit'] as const;
export type SwitchableKind = (typeof switchableKinds)[number];
/** 'question': one of a survey that needs their answer, which is asked once whatever they switched off. */
export type UnsolicitedKind = SwitchableKind | 'question';

/** Somebody who is written to though they asked for nothing. */
export interface Unsolicited {
  readonly personId: string;
  readonly kind: UnsolicitedKind;
}

/** Those of these people who don't wish to be sent this unasked. */
export async function unwilling(
  scope: RegionScope,
  personIds: readonly string[],
  kind: UnsolicitedKind,
): Promise<ReadonlySet<string>> {
  return declining(await preferencesOf(scope, personIds), kind);
}

/** Those of these people who may be written to unasked now: who wish it, and weren't twice already within a week. */
export async function reachable(
  scope: RegionScope,
  personIds: readonly string[],
  kind: UnsolicitedKind,
): Promise<ReadonlySet<string>> {
  const preferences = await lockedPreferences(scope, personIds);
  const later = await freeAgain(scope, personIds, '00:00');
  const not = declining(preferences, kind);
  return new Set(personIds.filter((id) => !later.has(id) && !not.has(id)));
}

/**
 * The day, at this time, from which those of these people may be written to unasked again who may not now, because they
 * were often enough lately.
 */
export async function reachableFrom(
  scope: RegionScope,
  personIds: readonly string[],
  time: string,
): Promise<ReadonlyMap<string, Date>> {
  await lockedPreferences(scope, personIds);
  return freeAgain(scope, personIds, time);
}

/**
 * Until when what may be sent now waits for the end of quiet hours, by person; null for at once, nothing for who may not be
 * written to now. Each person once.
 */
export async function admit(
  scope: RegionScope,
  unsolicited: readonly Unsolicited[],
): Promise<ReadonlyMap<string, Date | null>> {
  const ids = unsolicited.map(({ personId }) => personId);
  const preferences = await lockedPreferences(scope, ids);
  const later = await freeAgain(scope, ids, '00:00');
  return new Map(
    unsolicited.flatMap(({ personId, kind }): [string, Date | null][] => {
      const own = preferences.get(personId);
      if (!own || own.unwanted.has(kind) || later.has(personId)) return [];
      return [[personId, heldUntil(scope, own)]];
    }),
  );
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

function heldUntil({ now, region }: RegionScope, { quiet }: Preferences): Date | null {
  const at = afterQuietHours(now, quiet, region.timeZone);
  return at > now ? at : null;
}

function declining(preferences: ReadonlyMap<string, Preferences>, kind: UnsolicitedKind): ReadonlySet<string> {
  return new Set([...preferences].flatMap(([id, { unwanted }]) => (unwanted.has(kind) ? [id] : [])));
}

async function freeAgain(
  scope: RegionScope,
  personIds: readonly string[],
  time: string,
): Promise<ReadonlyMap<string, Date>> {
  const { timeZone } = scope.region;
  const since = { gte: countedFrom(scope.now, timeZone) };
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: {
      regionId: scope.region.id,
      unsolicitedTo: { in: [...personIds] },
      OR: [{ createdAt: since }, { heldUntil: since }, { sentAt: since }],
      // What was refused never disturbed anybody.
      status: { not: 'REFUSED' },
    },
    select: { unsolicitedTo: true, createdAt: true, heldUntil: true, sentAt: true },
  });
  const later = new Map<string, Date>();
  for (const id of new Set(personIds)) {
    // What waited through the night disturbed them in the morning.
    const sent = rows.flatMap((row) =>
      row.unsolicitedTo === id ? [row.sentAt ?? row.heldUntil ?? row.createdAt] : [],
    );
    const at = freeAgainAt(
      sent.toSorted((a, b) => b.getTime() - a.getTime()),
      time,
      timeZone,
    );
    if (at) later.set(id, at);
  }
  return later;
}
