import type { Actor } from '../../access/region.ts';
import type { RegionScope } from '../../access/scope.ts';
import { UserError } from '../../chat/user-error.ts';
import { eventById, eventsOfEdition } from '../events/queries.ts';
import { answersFrom } from './history.ts';
import { isPostponed } from './rules.ts';
import { surveyStore } from './store.ts';
import type { AskedSheet, Questionnaire, Survey } from './survey.ts';
import { coOrganisersMayAnswer } from './timing.ts';

/** A sheet with its event and its answers as they stand. Throws UserError when there is none in the region. */
export async function loadSheet(scope: RegionScope, id: string): Promise<AskedSheet> {
  const sheet = await surveyStore(scope).sheet(id);
  if (!sheet) throw new UserError('common.errors.notFound');
  return whole(scope, sheet, sheet.eventId === null ? null : await eventById(scope, sheet.eventId));
}

/** All sheets of a survey: those of events by the events' numbers, then those of organisations by name. */
export async function loadSheets(scope: RegionScope, survey: Survey): Promise<readonly AskedSheet[]> {
  const events = new Map((await eventsOfEdition(scope, survey.editionId)).map((event) => [event.id, event]));
  const sheets = (await surveyStore(scope).sheets(survey.id)).map((sheet) =>
    whole(scope, sheet, (sheet.eventId !== null && events.get(sheet.eventId)) || null),
  );
  return sheets.toSorted(
    (a, b) =>
      (a.event?.number ?? Number.MAX_SAFE_INTEGER) - (b.event?.number ?? Number.MAX_SAFE_INTEGER) ||
      a.organisation.name.localeCompare(b.organisation.name),
  );
}

function whole({ region }: RegionScope, sheet: Questionnaire, event: AskedSheet['event']): AskedSheet {
  return { ...sheet, event, answers: answersFrom(sheet.entries), chamber: region.chamber };
}

/** Organisations whose members are to answer a sheet now: the lead, and later those that organise with it. */
export function answeringOrganisations(sheet: AskedSheet, now: Date, timeZone: string): readonly string[] {
  const others = coOrganisersMayAnswer(sheet.askedAt, now, timeZone) ? (sheet.event?.coOrganisers ?? []) : [];
  return [sheet.organisation.id, ...others.map(({ id }) => id)];
}

/** How somebody may answer a sheet: for their own organisation, or, as a coordinator, for another's; else null. */
export function mayAnswer(
  actor: Pick<Actor, 'coordinator' | 'organisations'>,
  sheet: AskedSheet,
  now: Date,
  timeZone: string,
): { readonly onBehalf: boolean } | null {
  const answering = answeringOrganisations(sheet, now, timeZone);
  if (actor.organisations.some(({ id }) => answering.includes(id))) return { onBehalf: false };
  return actor.coordinator ? { onBehalf: true } : null;
}

/** Whether nobody has answered yet and somebody still should: what reminders and the call list are about. */
export function isMissing(sheet: AskedSheet): boolean {
  return isOpen(sheet) && sheet.entries.length === 0 && sheet.declinedAt === null;
}

/** Whether it was asked and its event, if any, took or was to take place. */
export function isOpen({ askedAt, kind, event }: AskedSheet): boolean {
  return askedAt !== null && (kind === 'organisation' || event?.status !== 'CANCELLED');
}

/** Whether its event is going to be asked about later: it isn't over, or it is postponed and asked again. */
export function isStillToAsk({ askedAt, event, answers }: AskedSheet): boolean {
  if (!event || event.status === 'CANCELLED') return false;
  return askedAt === null || isPostponed(answers);
}
