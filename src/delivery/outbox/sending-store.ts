import { type ReadAs, rightsOf } from '../../access/actor/rights.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { ChannelTarget, PlaceTarget, PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Consent, Unsolicited } from '../consent/consent.ts';
import { sendingTimes } from '../consent/unsolicited.ts';
import { planReleases } from './held.ts';
import type { AnyTarget, MembersTarget } from './message-schema.ts';
import { rankAt } from './rank.ts';
import { trigger } from './trigger.ts';

interface Said {
  /** What is sent where, once: a second sending with the same key is not stored. */
  readonly key: string;
  /** In the reader's language. */
  readonly message: Message;
  /** What a typed reply to it is about, e.g. 'survey:<id>'. */
  readonly about?: string;
}

/** What is said where anybody may read it or where somebody has just spoken, or says nothing. */
interface SaidInTheOpen extends Said {
  readonly target: ChannelTarget | PlaceTarget | MembersTarget;
}

/**
 * What reaches somebody says why it may: what they asked for leaves at once; of what they didn't ask for, they get so much
 * within a week as `allowances` says, none of a kind they switched off, and none in their quiet hours, whose end it waits
 * for. It says too as what they read it: who isn't that any more by then gets it no more, nor sees it changed.
 */
interface SaidToSomebody extends Said {
  readonly target: AnyTarget;
  readonly consent: Consent;
  /** What goes to an organisation's thread is for whoever is a member then. */
  readonly readAs: ReadAs;
}

export type NewDelivery = SaidInTheOpen | SaidToSomebody;

/** To whom it is sent unasked; null for what is asked for, or is in the open. */
function unaskedOf(sending: NewDelivery): Unsolicited | null {
  return 'consent' in sending && 'unasked' in sending.consent ? sending.consent : null;
}

/** As many as go into one statement. */
const BATCH = 500;

/** In one batch nobody is written to unasked twice: the second counts what the first has stored. */
function batchesOf(sendings: readonly NewDelivery[]): readonly (readonly NewDelivery[])[] {
  const batches: NewDelivery[][] = [];
  let people = new Set<string>();
  for (const sending of sendings) {
    const person = unaskedOf(sending)?.personId;
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

async function storeBatch(scope: RegionScope, batch: readonly NewDelivery[]): Promise<readonly string[]> {
  const unsolicited = batch.flatMap((sending) => unaskedOf(sending) ?? []);
  const admitted = unsolicited.length > 0 ? await sendingTimes(scope, unsolicited) : new Map<string, Date | null>();
  const held = new Map<string, Date>();
  const data = batch.flatMap((sending) => {
    const { key, target, message, about = null } = sending;
    const unsolicited = unaskedOf(sending);
    const heldUntil = unsolicited ? admitted.get(unsolicited.personId) : null;
    // Not now.
    if (heldUntil === undefined) return [];
    if (heldUntil) held.set(key, heldUntil);
    return {
      regionId: scope.region.id,
      key,
      platform: platformOf(target),
      target: structuredClone(target) as object,
      body: structuredClone(message) as object,
      about,
      unsolicitedTo: unsolicited?.personId ?? null,
      unsolicitedKind: unsolicited?.unasked ?? null,
      readAs: 'readAs' in sending && target.kind !== 'organisation' ? [...rightsOf(sending.readAs)] : [],
      heldUntil,
      status: 'PENDING' as const,
      createdAt: scope.now,
    };
  });
  if (data.length === 0) return [];
  const rank = rankAt(scope.now, data.length);
  const rows = await clientOf(scope.tx).delivery.createManyAndReturn({
    data: data.map((row) => ({ ...row, rank })),
    skipDuplicates: true,
    select: { key: true },
  });
  const keys = rows.map(({ key }) => key);
  const leaving = new Set(keys.filter((key) => !held.has(key)));
  await trigger(
    scope,
    batch.flatMap(({ key, target }) => (leaving.has(key) ? platformOf(target) : [])),
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

/** Stores messages to be sent, each key once. The keys of those that were stored. */
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

function platformOf(target: NewDelivery['target']): PlatformName {
  return target.kind === 'place' ? target.place.platform : target.platform;
}
