import type { Actor } from '../../../access/actor/actor.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { surveyStore } from '../store.ts';
import type { Questionnaire, Survey } from '../survey.ts';
import { isOnProgramme } from './answerable.ts';
import { answeringOrganisations, isOpen, loadQuestionnairesOfOrganisations } from './load.ts';
import { isComplete, isInProgress, isReceived } from './rules.ts';

/** Returns the open survey, otherwise the latest; null when none was launched. */
export function currentSurvey(scope: RegionScope): Promise<Survey | null> {
  return surveyStore(scope).latest();
}

/** Returns the questionnaires that these organisations were asked, complete or not. */
export async function questionnairesOf(
  scope: RegionScope,
  survey: Survey,
  organisations: readonly { readonly id: string }[],
): Promise<readonly Questionnaire[]> {
  const mine = new Set(organisations.map(({ id }) => id));
  return (await loadQuestionnairesOfOrganisations(scope, survey, [...mine])).filter(
    (questionnaire) =>
      isOpen(questionnaire) &&
      answeringOrganisations(questionnaire, scope.now, scope.region.timeZone).some((organisation) =>
        mine.has(organisation),
      ),
  );
}

/**
 * Returns whether a questionnaire can still be gone on with: it is neither superseded nor declined nor complete, and its
 * event is on the programme.
 */
export function isWaiting(questionnaire: Questionnaire): boolean {
  return (
    !questionnaire.superseded &&
    (questionnaire.event === null || isOnProgramme(questionnaire.event)) &&
    questionnaire.declinedAt === null &&
    !isComplete(questionnaire.kind, questionnaire.answers)
  );
}

/** Returns another incomplete questionnaire of this person's organisations; null when there is none. */
export async function nextWaiting(
  scope: RegionScope,
  actor: Pick<Actor, 'organisations'>,
  besides: string,
): Promise<Questionnaire | null> {
  const survey = await currentSurvey(scope);
  if (!survey) return null;
  const waiting = (await questionnairesOf(scope, survey, actor.organisations)).filter(isWaiting);
  return waiting.find(({ id }) => id !== besides) ?? null;
}

/** The counts in "13 reçus sur 22, dont 1 en cours". */
export interface ReceivedCounts {
  readonly received: number;
  readonly inProgress: number;
  readonly asked: number;
}

export function received(questionnaires: readonly Questionnaire[]): ReceivedCounts {
  return {
    received: questionnaires.filter((questionnaire) => isReceived(questionnaire.kind, questionnaire.answers)).length,
    inProgress: questionnaires.filter((questionnaire) => isInProgress(questionnaire.kind, questionnaire.answers))
      .length,
    asked: questionnaires.length,
  };
}
