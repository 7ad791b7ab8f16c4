import { memberOf, type Right } from '../../../access/actor/rights.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { alphabetical } from '../../../reading/index.ts';
import { eventById, eventsOfEdition } from '../../events/queries.ts';
import { surveyStore } from '../store.ts';
import type { AskedSheet, Questionnaire, Survey } from '../survey.ts';
import { answeringOrganisations } from './answerable.ts';
import { answersFrom } from './history.ts';

export { answeringOrganisations, isMissing, isOpen, isStillToAsk, mayAnswer } from './answerable.ts';

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
  return inOrder(scope, sheets);
}

/** Those of a survey that organisations of these people are asked, in the same order; the others aren't looked at. */
export async function loadSheetsOf(
  scope: RegionScope,
  survey: Survey,
  personIds: readonly string[],
): Promise<readonly AskedSheet[]> {
  const sheets: AskedSheet[] = [];
  for (const sheet of await surveyStore(scope).sheetsOfMembers(survey.id, personIds)) {
    sheets.push(whole(scope, sheet, sheet.eventId === null ? null : await eventById(scope, sheet.eventId)));
  }
  return inOrder(scope, sheets);
}

function inOrder({ region }: RegionScope, sheets: readonly AskedSheet[]): readonly AskedSheet[] {
  const number = ({ event }: AskedSheet) => event?.number ?? Number.MAX_SAFE_INTEGER;
  const byName = alphabetical(region.locale, sheets, ({ organisation }) => organisation.name);
  return byName.toSorted((a, b) => number(a) - number(b));
}

/** As what a conversation about a sheet is read: by the members of the organisations that are to answer it. */
export function readersOf({ now, region }: RegionScope, sheet: AskedSheet): readonly Right[] {
  return answeringOrganisations(sheet, now, region.timeZone).map(memberOf);
}

function whole({ region }: RegionScope, sheet: Questionnaire, event: AskedSheet['event']): AskedSheet {
  return { ...sheet, event, answers: answersFrom(sheet.entries), chamber: region.chamber };
}
