import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import { type Retried, retryCopies } from '../../../relay/retry-store.ts';
import { tiesStore } from '../../../relay/ties/ties-store.ts';

/** Has all that was refused in the region's tied channels be tried once more. Returns how much that is. */
export const retryRelays = operation({
  name: 'relays.retry',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<Retried> {
    const relays = await tiesStore(scope).relays();
    const ties = relays.flatMap(({ channels }) => channels.map(({ id }) => id));
    return retryCopies(scope, ties);
  },
  journal: {
    deeds: ({ copied, removed }) =>
      copied + removed === 0
        ? null
        : { verb: 'relays.journal.resent', object: { kind: 'relay', id: null, name: null } },
  },
});
