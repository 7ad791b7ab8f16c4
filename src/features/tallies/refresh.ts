import { type RegionScope, regionWords } from '../../access/scope.ts';
import { localDay } from '../../dates/index.ts';
import { edit } from '../../delivery/outbox.ts';
import type { Edition } from '../editions/edition.ts';
import { editionById } from '../editions/queries.ts';
import { gather } from '../reports/gather.ts';
import { type Standing, tallyMessage } from './messages.ts';
import { sameTally, tallyFigures } from './rules.ts';
import { tallyStore } from './store.ts';
import type { LiveTally, TallyState } from './tally.ts';

/** The figures as they are now. Once the survey is closed they stay: what comes late is for the bilan's next version. */
export async function stateOf(scope: RegionScope, edition: Edition): Promise<TallyState> {
  const { facts, survey } = await gather(scope, edition, { onTime: true, previous: false });
  const closedAt = survey?.closedAt ?? null;
  return {
    figures: tallyFigures(facts),
    closesOn: survey?.closesOn ?? null,
    closedOn: closedAt && localDay(closedAt, scope.region.timeZone),
  };
}

/** What changes an edition's answers calls this in its transaction: its live tallies are brought up to date. */
export async function tallyStale(scope: RegionScope, editionId: string): Promise<void> {
  const store = tallyStore(scope);
  if ((await store.markStale(editionId)) === 0) return;
  const edition = await editionById(scope, editionId);
  if (!edition) return;
  const state = await stateOf(scope, edition);
  for (const tally of await store.live()) {
    if (tally.editionId === editionId) await bringUpToDate(scope, tally, edition, state);
  }
}

/** Edits a tally's message, if it says something new. */
async function bringUpToDate(scope: RegionScope, tally: LiveTally, edition: Edition, state: TallyState): Promise<void> {
  const { shown, deliveryKey } = tally;
  if (shown === null || !sameState(shown.now, state)) {
    await show(scope, deliveryKey, edition, state, { kind: 'live', at: scope.now });
  }
  await tallyStore(scope).markFresh(tally, { now: state, posted: shown?.posted ?? state }, deliveryKey);
}

/** Makes the message that was sent under this key tell this. */
export async function show(
  scope: RegionScope,
  deliveryKey: string,
  edition: Edition,
  state: TallyState,
  standing: Standing,
): Promise<void> {
  await edit(scope, deliveryKey, tallyMessage(regionWords(scope.region), edition, scope.region, state, standing));
}

export function sameState(a: TallyState, b: TallyState): boolean {
  return a.closesOn === b.closesOn && a.closedOn === b.closedOn && sameTally(a.figures, b.figures);
}
