import type { RegionScope } from '../access/scope.ts';
import type { Message } from '../chat/message.ts';
import { clientOf } from '../database/transaction.ts';
import { NOTHING } from './message-schema.ts';
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
  await changeAll(scope, { startsWith: keyPrefix }, messageOf, rewritten);
}

/**
 * Takes a sent message back: it is deleted wherever it stands, and what isn't sent yet never is. Nothing happens when `of`
 * was never stored.
 */
export async function withdraw(scope: RegionScope, of: string): Promise<void> {
  await changeAll(
    scope,
    of,
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

/** Changes what was sent to this, in its turn, in a few statements whatever its number. */
async function changeAll(
  scope: RegionScope,
  of: string | { readonly startsWith: string },
  messageOf: (key: string) => Message | Promise<Message>,
  unsent: (body: object) => Unsent,
): Promise<void> {
  const { delivery } = clientOf(scope.tx);
  const originals = await delivery.findMany({
    where: { regionId: scope.region.id, key: of, editOf: null, status: { not: 'REFUSED' } },
    select: { key: true, platform: true, status: true, target: true },
    orderBy: { sequence: 'asc' },
  });
  if (originals.length === 0) return;
  const waiting = await withWaitingEdits(
    scope,
    originals.map(({ key }) => key),
  );
  const edits: ReturnType<typeof newEdit>[] = [];
  for (const { key, platform, status, target } of originals) {
    const body = structuredClone(await messageOf(key)) as object;
    if (status === 'PENDING' && (await changed(scope, { key }, unsent(body)))) continue;
    if (waiting.has(key) && (await changed(scope, { editOf: key }, { body }))) continue;
    edits.push(newEdit(scope, { key, platform, target: target as object }, body));
  }
  if (edits.length === 0) return;
  await delivery.createMany({ data: edits });
  await trigger(scope);
}

function newEdit(
  { region, now }: RegionScope,
  { key, ...original }: { readonly key: string; readonly platform: 'SLACK' | 'DISCORD'; readonly target: object },
  body: object,
) {
  const status = 'PENDING' as const;
  const edit = { key: `${key}#edit-${crypto.randomUUID()}`, editOf: key, body, status, createdAt: now };
  return { regionId: region.id, ...original, ...edit };
}

async function withWaitingEdits(scope: RegionScope, of: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, editOf: { in: [...of] }, status: 'PENDING' },
    select: { editOf: true },
  });
  return new Set(rows.flatMap(({ editOf }) => editOf ?? []));
}

/** False when nothing of it waits to be sent any more. */
async function changed(
  scope: RegionScope,
  what: { readonly key: string } | { readonly editOf: string },
  data: Unsent,
): Promise<boolean> {
  const where = { ...what, regionId: scope.region.id, status: 'PENDING' } as const;
  return (await clientOf(scope.tx).delivery.updateMany({ where, data })).count > 0;
}
