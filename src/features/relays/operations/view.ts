import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import { channelStatuses, countLinkedFiles } from '../../../relay/status-store.ts';
import { type TiedRelay, tiesStore } from '../../../relay/ties/ties-store.ts';
import { pinRefusal } from '../notes.ts';
import type { WatchedRelay, WatchedTie } from '../relay.ts';

/** Returns what is tied in the region, which everybody there may know. */
export const viewRelays = operation({
  name: 'relays.view',
  who: 'anyone',
  looks: true,
  input: z.object({}),
  run: (scope): Promise<readonly TiedRelay[]> => tiesStore(scope).relays(),
});

/** Returns what is tied, how far each channel is, and what doesn't pass and why; nothing of what is said. */
export const watchRelays = operation({
  name: 'relays.watch',
  who: 'coordinator',
  looks: true,
  input: z.object({
    /** The most bytes of a file that is copied into each channel, by its row; without one they aren't counted there. */
    limits: z.record(z.uuid(), z.int().nonnegative()),
  }),
  async run(scope, { limits }): Promise<readonly WatchedRelay[]> {
    const relays = await tiesStore(scope).relays();
    const ties = relays.flatMap(({ channels }) => channels);
    const statuses = await channelStatuses(
      scope,
      ties.map(({ id }) => id),
    );
    const linked = await countLinkedFiles(scope, limits);
    const watched = new Map<string, WatchedTie>();
    for (const tie of ties) {
      const status = statuses.get(tie.id);
      if (!status) continue;
      const unpinned = await pinRefusal(scope, tie);
      watched.set(tie.id, { ...tie, ...status, unpinned, linked: linked.get(tie.id) ?? 0 });
    }
    return relays.map((relay) => ({ ...relay, channels: relay.channels.flatMap(({ id }) => watched.get(id) ?? []) }));
  },
});
