import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { tiesStore } from '../../../relay/ties/ties-store.ts';
import { tellCut } from '../notes.ts';
import type { Cut } from '../relay.ts';

/** A relay, or one of its channels. */
const what = z.uuid();

/** Returns what would be cut. Throws UserError when it isn't tied any more. */
export const viewCut = operation({
  name: 'relays.viewCut',
  who: 'coordinator',
  looks: true,
  input: z.object({ what }),
  run: (scope, given): Promise<Cut> => cutOf(scope, given.what),
});

/** Cuts a relay, or one channel off it. What was copied stays; the channels are told. */
export const cutRelay = operation({
  name: 'relays.cut',
  who: 'coordinator',
  input: z.object({ what, names: z.record(z.string().max(40), z.string().max(100)) }),
  async run(scope, given): Promise<Cut> {
    const store = tiesStore(scope);
    await store.lock();
    const cut = await cutOf(scope, given.what);
    await store.cut(cut.channels.map(({ id }) => id));
    await tellCut(scope, cut, given.names);
    return cut;
  },
  journal: {
    deeds: ({ relay: { id, name } }) => ({ verb: 'relays.journal.cut', object: { kind: 'relay', id, name } }),
  },
});

async function cutOf(scope: RegionScope, id: string): Promise<Cut> {
  for (const relay of await tiesStore(scope).relays()) {
    if (relay.id === id) return { relay, channels: relay.channels };
    const tie = relay.channels.find((one) => one.id === id);
    if (tie) return { relay, channels: [tie] };
  }
  throw new UserError('relays.errors.notTied');
}
