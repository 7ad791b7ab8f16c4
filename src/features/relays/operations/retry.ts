import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import { retryCopies } from '../../../relay/retry-store.ts';
import { tiesStore } from '../../../relay/ties/ties-store.ts';

/** Has all that was refused in the region's tied channels be tried once more. Returns how many copies that are. */
export const retryRelays = operation({
  name: 'relays.retry',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<number> {
    const relays = await tiesStore(scope).relays();
    const ties = relays.flatMap(({ channels }) => channels.map(({ id }) => id));
    return retryCopies(scope, ties);
  },
  journal: {
    deeds: (again) =>
      again === 0 ? null : { verb: 'relays.journal.resent', object: { kind: 'relay', id: null, name: null } },
  },
});
