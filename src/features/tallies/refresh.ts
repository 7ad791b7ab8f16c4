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

/** What an answer, a closing or a new event calls in its transaction: brings the live tallies up to date. */
export async function tallyStale(scope: RegionScope): Promise<void> {
  const store = tallyStore(scope);
  if ((await store.markStale()) === 0) return;
  const states = new Map<string, { readonly edition: Edition; readonly state: TallyState }>();
  for (const tally of await store.live()) {
    const edition = await editionById(scope, tally.editionId);
    if (!edition) continue;
    const known = states.get(edition.id) ?? { edition, state: await stateOf(scope, edition) };
    states.set(edition.id, known);
    await bringUpToDate(scope, tally, edition, known.state);
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
