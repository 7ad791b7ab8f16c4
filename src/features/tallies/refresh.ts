import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import { localDay } from '../../dates/index.ts';
import { edit } from '../../delivery/outbox/index.ts';
import { markChange, markStale } from '../../marks/mark.ts';
import type { MarkRenderers } from '../../marks/renderers.ts';
import type { Edition } from '../editions/edition.ts';
import { editionById } from '../editions/queries.ts';
import { eventFact } from '../events/facts.ts';
import { editionEvents } from '../events/queries.ts';
import { questionnaireFacts, standingFacts, surveyOfEdition } from '../surveys/queries.ts';
import type { Questionnaire } from '../surveys/survey.ts';
import { type CountChanges, changeBetween, countChanges, type TallyCounts, tallyCounts, withChange } from './counts.ts';
import { type TallyLiveness, tallyMessage } from './messages.ts';
import { sameTally, tallyFigures } from './rules.ts';
import { toldCounts } from './steps.ts';
import { tallyStore } from './store.ts';
import type { CountedState, LiveTally, TallyState } from './tally.ts';

/** The kind of the marks of editions whose live tallies no longer say what is so. */
const TALLY = 'tally';

/**
 * Counts the edition. Once its survey is closed, late answers are left out: they are for the bilan's next version. A
 * caller that stores the result holds the store's lock.
 */
export async function countTally(scope: RegionScope, edition: Edition): Promise<CountedState> {
  const survey = await surveyOfEdition(scope, edition.id);
  const events = await editionEvents(scope, edition.id);
  const questionnaires = await questionnaireFacts(scope, edition.id, { onTime: true, events: events.standing });
  const closedAt = survey?.closedAt ?? null;
  const counts = tallyCounts({ events: events.facts, ...questionnaires });
  return {
    counts,
    told: toldCounts(await tallyStore(scope).lastTold(edition.id), counts, closedAt !== null),
    closesOn: survey?.closesOn ?? null,
    closedOn: closedAt && localDay(closedAt, scope.region.timeZone),
  };
}

/**
 * Has the edition's live tallies counted anew. Whatever changes its figures calls this in the same transaction, and so does what
 * stores a count itself: marks that were waiting then may be in it already.
 */
export async function tallyStale(scope: RegionScope, editionId: string): Promise<void> {
  markStale(scope, TALLY, [editionId]);
}

/**
 * Has the live tallies change by the difference that one answer makes. Answering calls this in its transaction, for which nothing
 * is read; so it takes no longer with thousands of answers than with the first.
 */
export async function tallyAnswered(scope: RegionScope, before: Questionnaire, after: Questionnaire): Promise<void> {
  const { editionId, closedAt } = after.survey;
  if (closedAt !== null) return;
  const change = changeBetween(countsOfQuestionnaire(scope, before), countsOfQuestionnaire(scope, after));
  if (change) markChange(scope, TALLY, editionId, change);
}

/** Counts one questionnaire as it stands; while its survey is open, none of its answers is late. */
function countsOfQuestionnaire(scope: RegionScope, questionnaire: Questionnaire): TallyCounts {
  const event = questionnaire.event && eventFact(scope, questionnaire.event);
  return tallyCounts({ events: event ? [event] : [], ...standingFacts(questionnaire) });
}

/** Brings the live tallies of marked editions up to date, by what has changed where that is known. */
export const tallyMarks: MarkRenderers = {
  [TALLY]: {
    most: 1,
    // The new count holds exactly the answers whose marks are deleted with it.
    isolation: 'RepeatableRead',
    async render(scope, marked) {
      for (const { subject, changes } of marked) await bringAllUpToDate(scope, subject, changes);
    },
  },
};

async function bringAllUpToDate(
  scope: RegionScope,
  editionId: string,
  changes: readonly unknown[] | null,
): Promise<void> {
  const store = tallyStore(scope);
  await store.lock(editionId);
  const tallies = (await store.live()).filter((tally) => tally.editionId === editionId);
  const edition = tallies.length > 0 ? await editionById(scope, editionId) : null;
  if (!edition) return;
  const known = changes?.map((one) => countChanges.parse(one)) ?? null;
  let counted: CountedState | null = null;
  for (const tally of tallies) {
    if (known && tally.shown) await bringUpToDate(scope, tally, edition, withChanges(tally.shown.now, known));
    else {
      counted ??= await countTally(scope, edition);
      await bringUpToDate(scope, tally, edition, counted);
    }
  }
}

function withChanges(state: CountedState, changes: readonly CountChanges[]): CountedState {
  const counts = changes.reduce(withChange, state.counts);
  return { ...state, counts, told: toldCounts(state.told, counts, false) };
}

/** Edits a tally's message, if it says something new. */
async function bringUpToDate(
  scope: RegionScope,
  tally: LiveTally,
  edition: Edition,
  state: CountedState,
): Promise<void> {
  const { shown, deliveryKey } = tally;
  if (shown === null || !readsTheSame(shown.now, state)) {
    await editTally(scope, deliveryKey, edition, state, { kind: 'live', at: scope.now });
  }
  await tallyStore(scope).keepShown(tally, { now: state, posted: shown?.posted ?? state }, deliveryKey);
}

/** Edits the message with this key to show this state. */
export async function editTally(
  scope: RegionScope,
  deliveryKey: string,
  edition: Edition,
  state: CountedState,
  standing: TallyLiveness,
): Promise<void> {
  const words = regionWords(scope.region);
  await edit(scope, deliveryKey, tallyMessage(words, edition, scope.region, toldState(state), standing));
}

export function toldState({ told, closesOn, closedOn }: CountedState): TallyState {
  return { figures: tallyFigures(told), closesOn, closedOn };
}

/** Returns whether both read the same. */
export function readsTheSame(a: CountedState, b: CountedState): boolean {
  return (
    a.closesOn === b.closesOn && a.closedOn === b.closedOn && sameTally(tallyFigures(a.told), tallyFigures(b.told))
  );
}
