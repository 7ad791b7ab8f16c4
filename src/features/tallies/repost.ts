import type { RegionScope } from '../../access/region/region-scope.ts';
import { editionById } from '../editions/queries.ts';
import { postTally } from './operations.ts';
import { countTally, tallyStale } from './refresh.ts';
import { tallyStore } from './store.ts';

const AGAIN = ':again';

/** Posts a tally again, once, after its message was deleted. Deleted again, it isn't wanted there and stops. */
export async function repostTally(scope: RegionScope, deliveryKey: string): Promise<void> {
  const store = tallyStore(scope);
  const find = async () => (await store.live()).find((tally) => tally.deliveryKey === deliveryKey);
  const found = await find();
  const edition = found ? await editionById(scope, found.editionId) : null;
  if (!edition) return;
  await store.lock(edition.id);
  const tally = await find();
  if (!tally) return;
  if (deliveryKey.endsWith(AGAIN)) {
    await store.remove(tally.id);
    return;
  }
  const key = deliveryKey + AGAIN;
  const state = await countTally(scope, edition);
  await postTally(scope, key, { kind: 'channel', platform: tally.platform, channel: tally.channel }, edition, state);
  await store.keepShown(tally, { now: state, posted: state }, key);
  await tallyStale(scope, edition.id);
}
