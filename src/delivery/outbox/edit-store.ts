import { platformName } from '../../access/platform-name.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import { beginningWith } from '../../database/beginning.ts';
import { clientOf } from '../../database/transaction.ts';
import { NOTHING } from './message-schema.ts';
import { rankAt } from './rank.ts';
import { trigger } from './trigger.ts';

/**
 * Makes a sent message show this one instead. An edit that still waits is overwritten: only the last state is worth
 * sending. Nothing happens when `of` was never stored.
 */
export async function edit(scope: RegionScope, of: string, message: Message): Promise<void> {
  await changeAll(scope, of, () => message, rewritten);
}

/** The same for all that was sent under keys that begin like this, each with what it is to show. */
export async function editUnder(
  scope: RegionScope,
  keyPrefix: string,
  messageOf: (key: string) => Message | Promise<Message>,
): Promise<void> {
  await changeAll(scope, beginningWith(keyPrefix), messageOf, rewritten);
}

/**
 * Takes back all that was sent under keys that begin like this: it is deleted wherever it stands, and what isn't sent yet
 * never is.
 */
export async function withdrawUnder(scope: RegionScope, keyPrefix: string): Promise<void> {
  await changeAll(
    scope,
    beginningWith(keyPrefix),
    () => NOTHING,
    () => ({ status: 'REFUSED', reason: 'withdrawn' }),
  );
}

/** What becomes of something that still waits to be sent. */
type Unsent = { readonly body: object } | { readonly status: 'REFUSED'; readonly reason: string };

/** It may as well leave as it is now. */
function rewritten(body: object): Unsent {
  return { body };
}

/** Something that was sent, or is to be, and what it is to show. */
interface Change {
  readonly key: string;
  readonly platform: 'SLACK' | 'DISCORD';
  readonly status: string;
  readonly target: object;
  readonly body: object;
}

/** Changes what was sent to this, in its turn, in a few statements whatever its number. */
async function changeAll(
  scope: RegionScope,
  of: string | ReturnType<typeof beginningWith>,
  messageOf: (key: string) => Message | Promise<Message>,
  unsent: (body: object) => Unsent,
): Promise<void> {
  const changes = await changesOf(scope, of, messageOf);
  if (changes.length === 0) return;
  const waiting = changes.filter(({ status }) => status === 'PENDING');
  const rewrittenKeys = await changeWaiting(scope, 'key', waiting, unsent);
  const others = changes.filter(({ key }) => !rewrittenKeys.has(key));
  const overwrittenKeys = await changeWaiting(scope, 'editOf', others, rewritten);
  const fresh = others.filter(({ key }) => !overwrittenKeys.has(key));
  if (fresh.length === 0) return;
  const rank = rankAt(scope.now, fresh.length);
  const data = fresh.map((change) => ({ ...newEdit(scope, change), rank }));
  await clientOf(scope.tx).delivery.createMany({ data });
  await trigger(
    scope,
    fresh.map(({ platform }) => platformName(platform)),
  );
}

async function changesOf(
  scope: RegionScope,
  of: string | ReturnType<typeof beginningWith>,
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

/**
 * Changes what still waits to be sent of these, themselves (`key`) or the edits of them (`editOf`): one statement for all
 * that are to show the same. Which were changed, by key: the sender may have taken one of them meanwhile.
 */
async function changeWaiting(
  scope: RegionScope,
  column: 'key' | 'editOf',
  changes: readonly Change[],
  dataOf: (body: object) => Unsent,
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (const { body, keys: among } of alike(changes)) {
    const keys = { in: [...among] };
    const rows = await clientOf(scope.tx).delivery.updateManyAndReturn({
      where: { regionId: scope.region.id, status: 'PENDING', ...(column === 'key' ? { key: keys } : { editOf: keys }) },
      data: dataOf(body),
      select: { key: true, editOf: true },
    });
    for (const row of rows) changed.add(row[column] ?? '');
  }
  return changed;
}

/** Those that are to show the same, together. */
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
