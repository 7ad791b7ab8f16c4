import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import { prefixRange } from '../../database/prefix-range.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { EMPTY_MESSAGE, WITHDRAWN } from './message-schema.ts';
import { rankAt } from './rank.ts';
import { followThreadsOf } from './thread-changes.ts';
import { trigger } from './trigger.ts';

/**
 * Makes a sent message show this one instead. An edit that still waits is overwritten, because only the last state is
 * worth sending. Does nothing when `of` was never stored.
 */
export async function edit(scope: RegionScope, of: string, message: Message): Promise<void> {
  await change(scope, await changesOf(scope, of, () => message));
}

/** Does the same for everything sent under keys with this prefix, each with what it is to show. */
export async function editUnder(
  scope: RegionScope,
  keyPrefix: string,
  messageOf: (key: string) => Message | Promise<Message>,
): Promise<void> {
  await change(scope, await changesOf(scope, prefixRange(keyPrefix), messageOf));
}

/** Does the same for what was sent under each of these keys. */
export async function editEach(scope: RegionScope, messages: ReadonlyMap<string, Message>): Promise<void> {
  const messageOf = (key: string): Message => messages.get(key) ?? EMPTY_MESSAGE;
  await change(scope, await changesOf(scope, { in: [...messages.keys()] }, messageOf));
}

/**
 * Takes back everything sent under keys with this prefix. It is deleted wherever it stands, and what isn't sent yet
 * never is.
 */
export function withdrawUnder(scope: RegionScope, keyPrefix: string): Promise<void> {
  return withdraw(scope, prefixRange(keyPrefix));
}

/** Takes back what was sent under these keys. */
export function withdrawAll(scope: RegionScope, keys: readonly string[]): Promise<void> {
  return withdraw(scope, { in: [...keys] });
}

async function withdraw(scope: RegionScope, of: Keys): Promise<void> {
  const changes = await changesOf(scope, of, () => EMPTY_MESSAGE);
  const refused = await refuseUnsent(scope, changes.filter(isPending));
  await emptyClaimed(scope, changes);
  // One that was broken off is partly posted; it leaves as nothing, which takes that part back.
  await change(scope, changes, refused);
}

/** Returns whether the platform has put off or refused the last edit of a sending. */
export async function isEditHindered(scope: RegionScope, of: string): Promise<boolean> {
  const last = await clientOf(scope.tx).delivery.findFirst({
    where: { regionId: scope.region.id, editOf: of },
    select: { status: true, notBefore: true },
    orderBy: { sequence: 'desc' },
  });
  return last?.status === 'REFUSED' || (last?.status === 'PENDING' && last.notBefore !== null);
}

/** The keys of some sendings. */
type Keys = string | ReturnType<typeof prefixRange> | { readonly in: string[] };

function isPending({ status }: Change): boolean {
  return status === 'PENDING';
}

/** A sending, and what it is to show. */
interface Change {
  readonly key: string;
  readonly platform: string;
  readonly status: string;
  readonly target: object;
  readonly body: object;
}

/**
 * Applies all changes in a few statements, whatever their number. What was just refused isn't sent any more, but edits
 * of it may wait.
 */
async function change(
  scope: RegionScope,
  changes: readonly Change[],
  refused: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (changes.length === 0) return;
  await followThreadsOf(
    scope,
    changes.map(({ target }) => target),
  );
  const pending = changes.filter((one) => isPending(one) && !refused.has(one.key));
  const rewritten = await rewrite(scope, 'key', pending);
  // This includes edits that were tried before and are to be sent again: an older one would be shown after the new one.
  const overwritten = await rewrite(scope, 'editOf', changes);
  const fresh = changes.filter(({ key }) => !refused.has(key) && !rewritten.has(key) && !overwritten.has(key));
  if (fresh.length === 0) return;
  const rank = rankAt(scope.now, fresh.length);
  const data = fresh.map((one) => ({ ...newEdit(scope, one), rank }));
  await clientOf(scope.tx).delivery.createMany({ data });
  await trigger(
    scope,
    fresh.map(({ platform }) => registeredPlatform(platform)),
  );
}

async function changesOf(
  scope: RegionScope,
  of: Keys,
  messageOf: (key: string) => Message | Promise<Message>,
): Promise<readonly Change[]> {
  const originals = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: of, editOf: null, status: { not: 'REFUSED' } },
    select: { key: true, platform: true, status: true, target: true },
    orderBy: { sequence: 'asc' },
  });
  const changes: Change[] = [];
  for (const { target, ...original } of originals) {
    const body = structuredClone(await messageOf(original.key)) as object;
    changes.push({ ...original, target: target as object, body });
  }
  return changes;
}

function newEdit({ region, now }: RegionScope, { key, platform, target, body }: Change) {
  const status = 'PENDING' as const;
  const edit = { key: `${key}#edit-${crypto.randomUUID()}`, editOf: key, body, status, createdAt: now };
  return { regionId: region.id, platform, target, ...edit };
}

/** Refuses those of which nothing was sent, and returns their keys. The sender may have claimed others meanwhile. */
async function refuseUnsent(scope: RegionScope, pending: readonly Change[]): Promise<ReadonlySet<string>> {
  if (pending.length === 0) return new Set();
  const keys = pending.map(({ key }) => key);
  const rows = await clientOf(scope.tx).delivery.updateManyAndReturn({
    where: { regionId: scope.region.id, status: 'PENDING', key: { in: keys }, refs: { equals: Prisma.DbNull } },
    data: { status: 'REFUSED', reason: WITHDRAWN },
    select: { key: true },
  });
  return new Set(rows.map(({ key }) => key));
}

/** Empties what the sender is just sending, so that a further try sends nothing; if it arrives, the edit deletes it. */
async function emptyClaimed(scope: RegionScope, changes: readonly Change[]): Promise<void> {
  const keys = changes.map(({ key }) => key);
  await clientOf(scope.tx).delivery.updateMany({
    where: { regionId: scope.region.id, status: 'SENDING', key: { in: keys } },
    data: { body: structuredClone(EMPTY_MESSAGE) as object },
  });
}

/**
 * Rewrites the waiting deliveries themselves (`key`) or the waiting edits of them (`editOf`), with one statement for
 * all that are to show the same. Returns the keys it changed: the sender may have claimed others meanwhile.
 */
async function rewrite(
  scope: RegionScope,
  column: 'key' | 'editOf',
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (const { body, keys: among } of alike(changes)) {
    const keys = { in: [...among] };
    const rows = await clientOf(scope.tx).delivery.updateManyAndReturn({
      where: { regionId: scope.region.id, status: 'PENDING', ...(column === 'key' ? { key: keys } : { editOf: keys }) },
      data: { body },
      select: { key: true, editOf: true },
    });
    for (const row of rows) changed.add(row[column] ?? '');
  }
  return changed;
}

/** Groups the changes that are to show the same. */
function alike(changes: readonly Change[]): Iterable<{ readonly body: object; readonly keys: readonly string[] }> {
  const groups = new Map<string, { readonly body: object; readonly keys: string[] }>();
  for (const { key, body } of changes) {
    const shown = JSON.stringify(body);
    const group = groups.get(shown) ?? { body, keys: [] };
    group.keys.push(key);
    groups.set(shown, group);
  }
  return groups.values();
}
