import { type ReadAs, rightsOf } from '../../access/actor/rights.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { ChannelTarget, PlaceTarget, PlatformName } from '../../chat/place.ts';
import { orderedId } from '../../database/ordered-id.ts';
import { clientOf } from '../../database/transaction.ts';
import { allowances, type Consent, type Unsolicited, type UnsolicitedKind } from '../consent/consent.ts';
import { sendingTimes } from '../consent/unsolicited.ts';
import { planReleases } from './held.ts';
import { type AnyTarget, type MembersTarget, type PinTarget, platformOfTarget } from './message-schema.ts';
import { rankAt } from './rank.ts';
import { followThreadsOf } from './thread-changes.ts';
import { trigger } from './trigger.ts';

interface Said {
  /** The key that makes it idempotent: a second sending with the same key is not stored. */
  readonly key: string;
  /** The words, in the reader's language. */
  readonly message: Message;
  /** The topic of a typed reply to it, e.g. 'survey:<id>'. */
  readonly about?: string;
}

/** A message that anybody may read or that answers somebody who has just spoken, or a target without words. */
interface SaidInTheOpen extends Said {
  readonly target: ChannelTarget | PlaceTarget | MembersTarget | PinTarget;
}

/**
 * A message to somebody, with the reason for which they may be written to. Messages they asked for leave at once. Of
 * unasked ones they get as many within a week as `allowances` says, none of a kind they switched off, and none in their
 * quiet hours: those wait for the end of these. The message also carries the rights with which it is read: somebody who
 * has lost them by then neither gets it nor sees it change.
 */
export interface SaidToSomebody extends Said {
  readonly target: AnyTarget;
  readonly consent: Consent;
  /** A message to an organisation's thread is for whoever is a member when it is read. */
  readonly readAs: ReadAs;
}

export type NewDelivery = SaidInTheOpen | SaidToSomebody;

/** Returns the reason of an unasked message; null for one that was asked for, or is in the open. */
function unaskedOf(sending: NewDelivery): Unsolicited | null {
  return 'consent' in sending && 'unasked' in sending.consent ? sending.consent : null;
}

/** The most deliveries in one statement: some megabytes of text. */
const BATCH = 2_000;

/**
 * Splits sendings into batches in which nobody is written to unasked twice, so that the second message counts the
 * first, which is stored by then; where none of somebody's messages counts, they may stand together.
 */
function batchesOf(sendings: readonly NewDelivery[]): readonly (readonly NewDelivery[])[] {
  const batches: NewDelivery[][] = [];
  let kinds = new Map<string, UnsolicitedKind>();
  for (const sending of sendings) {
    const unasked = unaskedOf(sending);
    const known = unasked ? kinds.get(unasked.personId) : undefined;
    const mayStand = known === undefined || (known === unasked?.unasked && allowances[known].weekly === null);
    const last = batches.at(-1);
    if (last && last.length < BATCH && mayStand) last.push(sending);
    else {
      batches.push([sending]);
      kinds = new Map();
    }
    if (unasked) kinds.set(unasked.personId, unasked.unasked);
  }
  return batches;
}

async function storeBatch(scope: RegionScope, batch: readonly NewDelivery[]): Promise<readonly string[]> {
  const unsolicited = batch.flatMap((sending) => unaskedOf(sending) ?? []);
  const admitted = unsolicited.length > 0 ? await sendingTimes(scope, unsolicited) : new Map<string, Date | null>();
  const held = new Map<string, Date>();
  const rows = batch.flatMap((sending): NewRow[] => {
    const { key, target, message, about = null } = sending;
    const unsolicited = unaskedOf(sending);
    const heldUntil = unsolicited ? admitted.get(unsolicited.personId) : null;
    // It may not be sent now.
    if (heldUntil === undefined) return [];
    if (heldUntil) held.set(key, heldUntil);
    return [
      {
        ...{ key, about, target, heldUntil, platform: platformOfTarget(target), body: message },
        unsolicitedTo: unsolicited?.personId ?? null,
        unsolicitedKind: unsolicited?.unasked ?? null,
        readAs: 'readAs' in sending && target.kind !== 'organisation' ? rightsOf(sending.readAs) : [],
      },
    ];
  });
  if (rows.length === 0) return [];
  const keys = await insert(scope, rows);
  followThreadsOf(
    scope,
    batch.map(({ target }) => target),
  );
  const leaving = new Set(keys.filter((key) => !held.has(key)));
  await trigger(
    scope,
    batch.flatMap(({ key, target }) => (leaving.has(key) ? platformOfTarget(target) : [])),
  );
  await planReleases(
    scope,
    keys.flatMap((key) => {
      const at = held.get(key);
      return at ? [{ key, at }] : [];
    }),
  );
  return keys;
}

/** The columns of a message to be sent that differ between the rows of one statement. */
interface NewRow {
  readonly key: string;
  readonly platform: PlatformName;
  readonly target: AnyTarget;
  readonly body: Message;
  readonly about: string | null;
  readonly unsolicitedTo: string | null;
  readonly unsolicitedKind: string | null;
  readonly readAs: readonly string[];
  readonly heldUntil: Date | null;
}

/**
 * Stores rows in one statement, in their order. Returns the keys of those that weren't there. It is written out because
 * Prisma, which binds each value of each row, takes ten times as long for two thousand.
 */
async function insert({ tx, region, now }: RegionScope, rows: readonly NewRow[]): Promise<readonly string[]> {
  const rank = rankAt(now, rows.length);
  const given = rows.map((row, order) => ({ ...row, order, id: orderedId() }));
  const stored = await clientOf(tx).$queryRaw<{ key: string }[]>`
    INSERT INTO "Delivery" ("id", "regionId", "key", "rank", "platform", "target", "body", "about", "unsolicitedTo", "unsolicitedKind",
      "readAs", "heldUntil", "status", "createdAt")
    SELECT one."id", ${region.id}::uuid, one."key", ${rank}::int, one."platform", one."target", one."body", one."about",
      one."unsolicitedTo", one."unsolicitedKind", one."readAs", one."heldUntil", 'PENDING', ${now}::timestamptz
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS one("order" int, "id" uuid, "key" text, "platform" text, "target" jsonb,
      "body" jsonb, "about" text, "unsolicitedTo" uuid, "unsolicitedKind" text, "readAs" text[], "heldUntil" timestamptz)
    -- The sequence, by which they are sent, counts them in this order.
    ORDER BY one."order"
    ON CONFLICT ("key") DO NOTHING
    RETURNING "key"`;
  return stored.map(({ key }) => key);
}

/** Stores messages to be sent, each key once. Returns the keys of those that were stored. */
export async function storeSendings(
  scope: RegionScope,
  sendings: readonly NewDelivery[],
): Promise<ReadonlySet<string>> {
  const stored = new Set<string>();
  for (const batch of batchesOf(sendings)) {
    for (const key of await storeBatch(scope, batch)) stored.add(key);
  }
  return stored;
}
