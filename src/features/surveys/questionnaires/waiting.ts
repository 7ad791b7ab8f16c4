import type { Actor } from '../../../access/actor/actor.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { surveyStore } from '../store.ts';
import type { AskedSheet, Survey } from '../survey.ts';
import { answeringOrganisations, isOpen, loadSheets } from './load.ts';
import { isComplete, isInProgress, isReceived } from './rules.ts';

/** The survey that is open, or the last one; null when none was launched. */
export function currentSurvey(scope: RegionScope): Promise<Survey | null> {
  return surveyStore(scope).latest();
}

/** The sheets these organisations were asked, complete or not. */
export async function sheetsOf(
  scope: RegionScope,
  survey: Survey,
  organisations: readonly { readonly id: string }[],
): Promise<readonly AskedSheet[]> {
  const mine = new Set(organisations.map(({ id }) => id));
  return (await loadSheets(scope, survey)).filter(
    (sheet) =>
      isOpen(sheet) &&
      answeringOrganisations(sheet, scope.now, scope.region.timeZone).some((organisation) => mine.has(organisation)),
  );
}

/** Whether something of it remains to be answered by whoever wants to. */
export function isWaiting(sheet: AskedSheet): boolean {
  return sheet.declinedAt === null && !isComplete(sheet.kind, sheet.answers);
}

/** Another sheet of this person's organisations that waits; null when there is none. */
export async function nextWaiting(
  scope: RegionScope,
  actor: Pick<Actor, 'organisations'>,
  besides: string,
): Promise<AskedSheet | null> {
  const survey = await currentSurvey(scope);
  if (!survey) return null;
  const waiting = (await sheetsOf(scope, survey, actor.organisations)).filter(isWaiting);
  return waiting.find(({ id }) => id !== besides) ?? null;
}

/** "13 reçus sur 22, dont 1 en cours" */
export interface Received {
  readonly received: number;
  readonly inProgress: number;
  readonly asked: number;
}

export function received(sheets: readonly AskedSheet[]): Received {
  return {
    received: sheets.filter((sheet) => isReceived(sheet.kind, sheet.answers)).length,
    inProgress: sheets.filter((sheet) => isInProgress(sheet.kind, sheet.answers)).length,
    asked: sheets.length,
  };
}
