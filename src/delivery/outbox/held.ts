import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { afterQuietHours } from '../../dates/index.ts';
import { reschedule, scheduleAll } from '../../schedule/due.ts';
import { type DueHandlers, inSets, type LongestPauses } from '../../schedule/handlers.ts';
import { isUnwanted, type UnsolicitedKind } from '../consent/consent.ts';
import { type Preferences, preferencesOf } from '../consent/preferences-store.ts';
import { allowanceFreeFrom } from '../consent/unsolicited.ts';
import { currentTarget, isNoLongerTheirs, type NoLongerTheirs, type WaitsFor, whyNotTheirs } from './held-reader.ts';
import { type AnyTarget, platformOfTarget, readMessage, readTarget } from './message-schema.ts';
import { trigger } from './trigger.ts';

/**
 * The kind of the due items that release messages at the end of somebody's quiet hours; their subject is the message's
 * key.
 */
const HELD = 'deliveries-held';

/**
 * The pause between two looks at a message that waits for its reader's week, in milliseconds. Where several wait one may be longer: a
 * look that comes too early plans it again.
 */
export const heldPauses: LongestPauses = { [HELD]: 8 * 86_400_000 };

/**
 * The same once the clock was put back: each is looked at again, since by a clock that was some days ahead it may be planned no further
 * off than ever and still come days late.
 */
export const heldPausesOncePutBack: LongestPauses = { [HELD]: 0 };

/** A message that waited, at the moment it may leave. */
export interface HeldDelivery {
  readonly key: string;
  readonly personId: string;
  /** The message as it was stored, or as it was last edited. */
  readonly message: Message;
}

interface HeldRow extends HeldDelivery, WaitsFor {
  readonly kind: string | null;
}

/** Tells whoever else a message may be for, when it waited, is no longer its reader's and is taken back. */
export type PassOn = (scope: RegionScope, held: Pick<HeldDelivery, 'key' | 'personId'>) => Promise<void>;

/** Returns the present words of a message that waited; null once it is pointless. */
export type StillMeant = (scope: RegionScope, held: HeldDelivery) => Promise<Message | null>;

/** Schedules the moment at which each of these messages is looked at again. */
export async function planReleases(
  scope: RegionScope,
  held: readonly { readonly key: string; readonly at: Date }[],
): Promise<void> {
  await scheduleAll(
    scope,
    held.map(({ key, at }) => ({ kind: HELD, subject: key, at, expires: null })),
  );
}

/**
 * Has the messages that wait for this person looked at again at the next tick, because they have changed their wishes.
 */
export async function recheckHeld(scope: RegionScope, personId: string): Promise<void> {
  const held = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, unsolicitedTo: personId, status: 'PENDING', heldUntil: { not: null } },
    select: { key: true },
  });
  await planReleases(
    scope,
    held.map(({ key }) => ({ key, at: scope.now })),
  );
}

/** Returns those of these keys whose message still waits for the end of somebody's quiet hours. */
export async function heldAmong(scope: RegionScope, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: { in: [...keys] }, status: 'PENDING', heldUntil: { not: null } },
    select: { key: true },
  });
  return new Set(rows.map(({ key }) => key));
}

/**
 * Releases a message that its reader has asked for meanwhile: it waits no longer and doesn't count as unasked. Returns
 * false when it wasn't waiting.
 */
export async function releaseHeld(scope: RegionScope, key: string): Promise<boolean> {
  const freed = await clientOf(scope.tx).delivery.updateMany({
    where: { regionId: scope.region.id, key, status: 'PENDING', heldUntil: { not: null } },
    data: { heldUntil: null, unsolicitedTo: null, unsolicitedKind: null },
  });
  if (freed.count === 0) return false;
  await trigger(scope);
  return true;
}

type Verdict =
  | { readonly is: 'refused'; readonly reason: 'unwanted' | 'pointless' | NoLongerTheirs }
  | { readonly is: 'held'; readonly until: Date }
  | { readonly is: 'free'; readonly message: Message };

async function judge(
  scope: RegionScope,
  held: HeldRow,
  preferences: Preferences | undefined,
  stillMeant: StillMeant | undefined,
): Promise<Verdict> {
  const { kind } = held;
  const lost = await whyNotTheirs(scope, held);
  if (lost !== null) return { is: 'refused', reason: lost };
  if (!preferences || (kind !== null && isUnwanted(preferences.unwanted, kind))) {
    return { is: 'refused', reason: 'unwanted' };
  }
  // The bot may have been away until the next evening, or they may have chosen other hours while it waited for their
  // week.
  const free = await allowanceFreeFrom(scope, held, kind);
  const until = afterQuietHours(free ?? scope.now, preferences.quiet, scope.region.timeZone);
  if (until > scope.now) return { is: 'held', until };
  const message = stillMeant ? await stillMeant(scope, held) : held.message;
  return message ? { is: 'free', message } : { is: 'refused', reason: 'pointless' };
}

/** Drops a message that waits. It was never sent: its key is free again. */
export async function dropHeld(scope: RegionScope, key: string): Promise<void> {
  const where = { regionId: scope.region.id, key, status: 'PENDING', heldUntil: { not: null } } as const;
  await clientOf(scope.tx).delivery.deleteMany({ where });
}

/** The most messages that are looked at again in one transaction, so that it blocks nobody for long. */
const TOGETHER = 25;

/**
 * Creates the jobs. `stillMeant` is asked, by kind, about a message that waited; one without such a function leaves as
 * it is. `passOn` is told, by kind, of a message that is no longer its reader's; one without such a function is
 * refused.
 */
export function heldJobs({
  stillMeant,
  passOn,
}: {
  readonly stillMeant: Readonly<Partial<Record<UnsolicitedKind, StillMeant>>>;
  readonly passOn: Readonly<Partial<Record<UnsolicitedKind, PassOn>>>;
}): DueHandlers {
  const meant = new Map<string | null, StillMeant>(Object.entries(stillMeant));
  const passing = new Map<string | null, PassOn>(Object.entries(passOn));
  /** Releases a message or drops it. Returns the platform it goes to; null when it doesn't go. */
  async function settle(
    scope: RegionScope,
    held: HeldRow,
    preferences: Preferences | undefined,
  ): Promise<PlatformName | null> {
    const client = clientOf(scope.tx);
    const { key } = held;
    const where = { regionId: scope.region.id, key, status: 'PENDING', heldUntil: { not: null } } as const;
    const verdict = await judge(scope, held, preferences, meant.get(held.kind));
    if (verdict.is === 'refused') {
      const hand = isNoLongerTheirs(verdict.reason) ? passing.get(held.kind) : undefined;
      if (hand) {
        // It is for whoever gets it instead.
        await dropHeld(scope, key);
        await hand(scope, held);
      } else await client.delivery.updateMany({ where, data: { status: 'REFUSED', reason: verdict.reason } });
      return null;
    }
    if (verdict.is === 'held') {
      await client.delivery.updateMany({ where, data: { heldUntil: verdict.until } });
      await reschedule(scope, { kind: HELD, subject: key, at: verdict.until });
      return null;
    }
    const body = structuredClone(verdict.message) as object;
    const target = await currentTarget(scope, held);
    const place = target === held.target ? {} : placed(target);
    await client.delivery.updateMany({ where, data: { ...place, heldUntil: null, body } });
    return platformOfTarget(target);
  }
  return {
    [HELD]: inSets(TOGETHER, async (scope, keys) => {
      const all = await lockedHeld(scope, keys);
      const preferences = await preferencesOf(
        scope,
        all.map(({ personId }) => personId),
      );
      const going = new Set<PlatformName>();
      for (const { key } of all) {
        // The work on the messages before it may have changed it.
        const [held] = await heldUnder(scope, [key]);
        const platform = held ? await settle(scope, held, preferences.get(held.personId)) : null;
        if (platform) going.add(platform);
      }
      if (going.size > 0) await trigger(scope, [...going]);
    }),
  };
}

/**
 * Locks these messages and returns those that still wait. Whoever edits one meanwhile has to wait, and so has the last
 * word.
 */
async function lockedHeld(scope: RegionScope, keys: readonly string[]): Promise<readonly HeldRow[]> {
  await clientOf(scope.tx).$queryRaw`
    SELECT 1 FROM "Delivery" WHERE "key" = ANY (${[...keys]}::text[]) ORDER BY "key" FOR UPDATE`;
  const found = new Map((await heldUnder(scope, keys)).map((held) => [held.key, held]));
  return keys.flatMap((key) => found.get(key) ?? []);
}

async function heldUnder({ tx, region }: RegionScope, keys: readonly string[]): Promise<readonly HeldRow[]> {
  const rows = await clientOf(tx).delivery.findMany({
    where: { regionId: region.id, key: { in: [...keys] }, status: 'PENDING', heldUntil: { not: null } },
    select: { key: true, unsolicitedTo: true, unsolicitedKind: true, body: true, target: true, readAs: true },
  });
  return rows.flatMap(({ key, unsolicitedTo: personId, unsolicitedKind: kind, body, target, readAs }) =>
    personId === null ? [] : [{ key, personId, kind, message: readMessage(body), target: readTarget(target), readAs }],
  );
}

function placed(target: AnyTarget) {
  return { platform: platformOfTarget(target), target: structuredClone(target) as object };
}
