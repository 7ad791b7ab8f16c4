import type { RegionScope } from '../../../access/region/region-scope.ts';
import { localDaysOf } from '../../events/rules.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { isPostponed } from '../questionnaires/rules.ts';
import { daysIn, type NewDays } from '../questions/day.ts';
import type { Questionnaire } from '../survey.ts';
import { eventPostponedMessage } from './messages/postponed.ts';

/**
 * Tells the coordinators, once for each new date, that an event is postponed according to its questionnaire. The
 * programme keeps its old date until they move it, with a button in this message.
 */
export async function tellPostponed(scope: RegionScope, questionnaire: Questionnaire): Promise<void> {
  const { event, answers } = questionnaire;
  if (!event || !isPostponed(answers) || answers.newDay === undefined) return;
  const days = daysIn(answers.newDay);
  const day = days?.first ?? null;
  const { timeZone } = scope.region;
  const known =
    day === null
      ? event.status !== 'ACCEPTED'
      : event.status === 'CANCELLED' || event.slots.some((slot) => localDaysOf(slot, timeZone).includes(day));
  if (known) return;
  await tellCoordinators(scope, `survey-postponed:${questionnaire.id}:${keyOf(days)}`, (t) =>
    eventPostponedMessage(t, event, days),
  );
}

function keyOf(days: NewDays | null): string {
  if (days === null) return 'no-date';
  return days.first === days.last ? days.first : `${days.first}-${days.last}`;
}
