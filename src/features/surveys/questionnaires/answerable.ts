import type { Actor } from '../../../access/actor/actor.ts';
import { daysIn } from '../questions/day.ts';
import type { Questionnaire } from '../survey.ts';
import { coOrganisersMayAnswer, dayAfterDay, eventAskedAt } from '../timing.ts';
import { isComplete, isPostponed } from './rules.ts';

/**
 * Returns the ids of the organisations that are to answer a questionnaire now: the lead, and later its co-organisers.
 */
export function answeringOrganisations(questionnaire: Questionnaire, now: Date, timeZone: string): readonly string[] {
  const others = coOrganisersMayAnswer(questionnaire.askedAt, now, timeZone)
    ? (questionnaire.event?.coOrganisers ?? [])
    : [];
  return [questionnaire.organisation.id, ...others.map(({ id }) => id)];
}

/**
 * Returns whether somebody may answer a questionnaire for their own organisation or, as a coordinator, on behalf of
 * another; null when they may not.
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

/** Returns whether nobody has answered or declined a questionnaire: these are reminded of until somebody does. */
export function isMissing(questionnaire: Questionnaire): boolean {
  return isOpen(questionnaire) && questionnaire.entries.length === 0 && questionnaire.declinedAt === null;
}

/** Returns whether anybody is reminded of it, or called: of the one question to those who take no part nobody is. */
export function isReminded({ kind }: Pick<Questionnaire, 'kind'>): boolean {
  return kind !== 'absence';
}

/**
 * Returns whether a questionnaire was begun, and neither finished nor declined: it is reminded of once, and is on the
 * call list like one that nobody has answered.
 */
export function isBegun(questionnaire: Questionnaire): boolean {
  return (
    isOpen(questionnaire) &&
    questionnaire.entries.length > 0 &&
    questionnaire.declinedAt === null &&
    !isComplete(questionnaire.kind, questionnaire.answers)
  );
}

/**
 * Returns whether it is lacking: nobody has answered it to the end or declined it, and it is one that somebody is
 * reminded of or called about. The call list, and whatever counts the calls to make, go by this.
 */
export function isLacking(questionnaire: Questionnaire): boolean {
  return isReminded(questionnaire) && (isMissing(questionnaire) || isBegun(questionnaire));
}

/**
 * Returns whether a questionnaire was asked and still counts: its event is on the programme, be it put off, and nothing
 * supersedes it. Where an acceptance is taken back its answers are kept, and count again once it returns.
 */
export function isOpen({
  askedAt,
  superseded,
  event,
}: Pick<Questionnaire, 'askedAt' | 'superseded'> & {
  readonly event: Pick<NonNullable<Questionnaire['event']>, 'status'> | null;
}): boolean {
  return askedAt !== null && !superseded && (event === null || isOnProgramme(event));
}

/** Returns whether an event is accepted, be it put off. */
export function isOnProgramme({ status }: Pick<NonNullable<Questionnaire['event']>, 'status'>): boolean {
  return status === 'ACCEPTED' || status === 'POSTPONED';
}

/** Returns whether its event is asked about later: it isn't over yet, or it is postponed. */
export function isStillToAsk({ askedAt, event, answers }: Questionnaire): boolean {
  if (!event || !isOnProgramme(event)) return false;
  return askedAt === null || isPostponed(answers);
}

/**
 * Returns when a postponed event is asked about again; null when it isn't. A date that the coordinators have set since
 * takes precedence over the answered one.
 */
export function askedAgainAt({ answers, event, askedAt }: Questionnaire, timeZone: string): Date | null {
  if (!isPostponed(answers)) return null;
  const moved = event?.status === 'ACCEPTED' ? eventAskedAt(event.slots, timeZone) : null;
  if (moved !== null && askedAt !== null && moved > askedAt) return moved;
  const days = daysIn(answers.newDay);
  return days && dayAfterDay(days.last, timeZone);
}
