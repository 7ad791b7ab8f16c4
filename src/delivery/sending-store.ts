import { databasePlatform } from '../access/platform-name.ts';
import type { RegionScope } from '../access/scope.ts';
import type { Message } from '../chat/message.ts';
import { clientOf } from '../database/transaction.ts';
import { planReleases } from './held.ts';
import type { AnyTarget } from './message-schema.ts';
import { trigger } from './trigger.ts';
import { admit, type Unsolicited } from './unsolicited.ts';

export interface Sending {
  /** What is sent where, once: a second sending with the same key is not stored. */
  readonly key: string;
  readonly target: AnyTarget;
  /** In the reader's language. */
  readonly message: Message;
  /** What a typed reply to it is about, e.g. 'survey:<id>'. */
  readonly about?: string;
  /**
   * The person it is sent to though they asked for nothing: at most two within a week, of all kinds together, none of a
   * kind they switched off, and none in their quiet hours, whose end it waits for.
   */
  readonly unsolicitedTo?: Unsolicited;
}

/** As many as go into one statement. */
const BATCH = 500;

/** In one batch nobody is written to unasked twice: the second counts what the first has stored. */
function batchesOf(sendings: readonly Sending[]): readonly (readonly Sending[])[] {
  const batches: Sending[][] = [];
  let people = new Set<string>();
  for (const sending of sendings) {
    const person = sending.unsolicitedTo?.personId;
    const last = batches.at(-1);
    if (last && last.length < BATCH && !(person !== undefined && people.has(person))) last.push(sending);
    else {
      batches.push([sending]);
      people = new Set();
    }
    if (person !== undefined) people.add(person);
  }
  return batches;
}

async function storeBatch(scope: RegionScope, batch: readonly Sending[]): Promise<readonly string[]> {
  const unsolicited = batch.flatMap(({ unsolicitedTo }) => unsolicitedTo ?? []);
  const admitted = unsolicited.length > 0 ? await admit(scope, unsolicited) : new Map<string, Date | null>();
  const held = new Map<string, Date>();
  const data = batch.flatMap(({ key, target, message, about = null, unsolicitedTo }) => {
    const heldUntil = unsolicitedTo ? admitted.get(unsolicitedTo.personId) : null;
    // Not now.
    if (heldUntil === undefined) return [];
    if (heldUntil) held.set(key, heldUntil);
    return {
      regionId: scope.region.id,
      key,
      platform: databasePlatform(target.kind === 'place' ? target.place.platform : target.platform),
      target: structuredClone(target) as object,
      body: structuredClone(message) as object,
      about,
      unsolicitedTo: unsolicitedTo?.personId ?? null,
      unsolicitedKind: unsolicitedTo?.kind ?? null,
      heldUntil,
      status: 'PENDING' as const,
      createdAt: scope.now,
    };
  });
  if (data.length === 0) return [];
  const rows = await clientOf(scope.tx).delivery.createManyAndReturn({
    data,
    skipDuplicates: true,
    select: { key: true },
  });
  const keys = rows.map(({ key }) => key);
  if (keys.some((key) => !held.has(key))) await trigger(scope);
  await planReleases(
    scope,
    keys.flatMap((key) => {
      const at = held.get(key);
      return at ? [{ key, at }] : [];
    }),
  );
  return keys;
}

/** Stores messages to be sent, each key once. The keys of those that were stored. */
export async function storeSendings(scope: RegionScope, sendings: readonly Sending[]): Promise<ReadonlySet<string>> {
  const stored = new Set<string>();
  for (const batch of batchesOf(sendings)) {
    for (const key of await storeBatch(scope, batch)) stored.add(key);
  }
  return stored;
}
