import type { Actor } from '../../../access/actor/actor.ts';
import { dayIn } from '../questions/day.ts';
import type { Questionnaire } from '../survey.ts';
import { coOrganisersMayAnswer, dayAfterDay, eventAskedAt } from '../timing.ts';
import { isPostponed } from './rules.ts';

/** Organisations whose members are to answer a questionnaire now: the lead, and later those that organise with it. */
export function answeringOrganisations(questionnaire: Questionnaire, now: Date, timeZone: string): readonly string[] {
  const others = coOrganisersMayAnswer(questionnaire.askedAt, now, timeZone)
    ? (questionnaire.event?.coOrganisers ?? [])
    : [];
  return [questionnaire.organisation.id, ...others.map(({ id }) => id)];
}

/**
 * Tells how somebody may answer a questionnaire: for their own organisation, or, as a coordinator, for another's; null
 * where they may not.
 */
export function mayAnswer(
  actor: Pick<Actor, 'coordinator' | 'organisations'>,
  questionnaire: Questionnaire,
  now: Date,
  timeZone: string,
): { readonly onBehalf: boolean } | null {
  const answering = answeringOrganisations(questionnaire, now, timeZone);
  if (actor.organisations.some(({ id }) => answering.includes(id))) return { onBehalf: false };
  return actor.coordinator ? { onBehalf: true } : null;
}

/** Whether nobody has answered yet and somebody still should: what reminders and the call list are about. */
export function isMissing(questionnaire: Questionnaire): boolean {
  return isOpen(questionnaire) && questionnaire.entries.length === 0 && questionnaire.declinedAt === null;
}

/** Whether it was asked and its event, if any, took or was to take place. */
export function isOpen({ askedAt, event }: Questionnaire): boolean {
  return askedAt !== null && event?.status !== 'CANCELLED';
}

/** Whether its event is going to be asked about later: it isn't over, or it is postponed and asked again. */
export function isStillToAsk({ askedAt, event, answers }: Questionnaire): boolean {
  if (!event || event.status === 'CANCELLED') return false;
  return askedAt === null || isPostponed(answers);
}

/**
 * When a postponed event is asked about again, null when it isn't. The date that the coordinators have given it since
 * counts rather than what was answered.
 */
export function askedAgainAt({ answers, event, askedAt }: Questionnaire, timeZone: string): Date | null {
  if (!isPostponed(answers)) return null;
  const moved = event?.status === 'ACCEPTED' ? eventAskedAt(event.slots, timeZone) : null;
  if (moved !== null && askedAt !== null && moved > askedAt) return moved;
  const newDay = dayIn(answers.newDay);
  return newDay === null ? null : dayAfterDay(newDay, timeZone);
}
