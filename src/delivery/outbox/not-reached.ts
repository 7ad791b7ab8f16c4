import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { NOT_REACHED } from './due-kinds.ts';
import { type AnyTarget, readTarget } from './message-schema.ts';

/** A message that was refused, and the person or channel it was for. */
export interface NotReached {
  readonly platform: PlatformName;
  /** The platform's id of the first person a private message was meant for; null for a channel's. */
  readonly user: string | null;
  /** The platform's id of the channel; null for a private message. */
  readonly channel: string | null;
  /** The code of the refusal. */
  readonly reason: string;
}

export type NotReachedHandler = (scope: RegionScope, notReached: NotReached) => Promise<void>;

/** Tells whoever can do something about it that a message was refused. */
export function notReachedJobs(handlers: readonly NotReachedHandler[]): DueHandlers {
  return {
    [NOT_REACHED]: async (scope, deliveryId) => {
      const refused = await notReachedBy(scope, deliveryId);
      if (!refused) return;
      for (const handle of handlers) await handle(scope, refused);
    },
  };
}

async function notReachedBy(scope: RegionScope, id: string): Promise<NotReached | null> {
  const row = await clientOf(scope.tx).delivery.findFirst({
    // It was sent again meanwhile, and may still arrive.
    where: { regionId: scope.region.id, id, status: { in: ['REFUSED', 'UNKNOWN'] } },
    select: { target: true, reason: true },
  });
  const target = row && readTarget(row.target);
  if (target?.kind !== 'private' && target?.kind !== 'organisation' && target?.kind !== 'channel') return null;
  const user = userOf(target);
  const channel = target.kind === 'channel' ? target.channel : null;
  return { platform: target.platform, user, channel, reason: row?.reason ?? 'other' };
}

/** Returns the first person it was for; null for a channel. */
function userOf(target: AnyTarget): string | null {
  if (target.kind === 'organisation') return target.to;
  return target.kind === 'private' ? (target.users[0] ?? null) : null;
}
