import type { RegionScope } from '../../access/region/region-scope.ts';
import { localDay } from '../../dates/index.ts';
import { schedule } from '../../schedule/due.ts';
import type { LongestPauses } from '../../schedule/handlers.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import type { Edition } from '../editions/edition.ts';
import { editionById } from '../editions/queries.ts';
import { ASKED_CHANGED } from '../surveys/due-kinds.ts';
import { EVENING_UPDATE, postTally } from './operations.ts';
import { countTally, editTally, readsTheSame, tallyStale } from './refresh.ts';
import { isEvening, nextEvening } from './rules.ts';
import { tallyStore } from './store.ts';
import type { CountedState, LiveTally } from './tally.ts';

/** The longest pause between two evenings, in milliseconds: a day on which the clock is put back has 25 hours. */
export const tallyPauses: LongestPauses = { [EVENING_UPDATE]: 25 * 3_600_000 };

export const tallyJobs: DueHandlers = {
  [ASKED_CHANGED]: async (scope, subject) => {
    const [editionId = ''] = subject.split(':');
    await tallyStale(scope, editionId);
  },

  /** Says at 18:00 how fresh the figures are, and plans the next evening as long as answers come in. */
  [EVENING_UPDATE]: async (scope, id) => {
    const find = async () => (await tallyStore(scope).live()).find((each) => each.id === id);
    const found = await find();
    if (!found) return;
    await tallyStore(scope).lock(found.editionId);
    const tally = await find();
    const edition = await editionById(scope, found.editionId);
    if (!tally || !edition) return;
    const state = await countTally(scope, edition);
    // When the bot was down that evening, nothing is said: changes were shown as they came, and the next evening is
    // planned all the same.
    if (isEvening(scope.now, scope.region.timeZone)) {
      await updateInTheEvening(scope, tally, edition, state);
      await tallyStale(scope, edition.id);
    }
    if (state.closedOn !== null) return;
    const at = nextEvening(scope.now, scope.region.timeZone);
    await schedule(scope, { kind: EVENING_UPDATE, subject: id, at, expires: null });
  },
};

async function updateInTheEvening(
  scope: RegionScope,
  tally: LiveTally,
  edition: Edition,
  state: CountedState,
): Promise<void> {
  const { id, shown, deliveryKey, platform, channel } = tally;
  const store = tallyStore(scope);
  const news = shown === null || !readsTheSame(shown.posted, state);
  if (!tally.daily || !news) {
    await editTally(scope, deliveryKey, edition, state, { kind: 'live', at: scope.now });
    await store.keepShown(tally, { now: state, posted: shown?.posted ?? state }, deliveryKey);
    return;
  }
  const key = `tally:${id}:${localDay(scope.now, scope.region.timeZone)}`;
  await editTally(scope, deliveryKey, edition, shown?.now ?? state, { kind: 'moved', at: scope.now });
  await postTally(scope, key, { kind: 'channel', platform, channel }, edition, state);
  await store.keepShown(tally, { now: state, posted: state }, key);
}
