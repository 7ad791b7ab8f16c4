import type { RegionScope } from '../../access/region/region-scope.ts';
import { runs } from '../../chat/interaction.ts';
import { currentEditionOrNone } from '../editions/queries.ts';
import type { StillOpen } from '../editions/still-open.ts';
import type { WaitingTask, Waits } from '../menu/waits.ts';
import { launchProposedFrom } from './coordination/proposals.ts';
import { isLacking, loadQuestionnaires } from './questionnaires/load.ts';
import { currentSurvey, isWaiting, questionnairesOf } from './questionnaires/waiting.ts';
import { surveyStore } from './store.ts';
import type { Questionnaire, Survey } from './survey.ts';
import { closingEnd, lastReminder, remindersAfter } from './timing.ts';

export const surveysWait: Waits = {
  async coordinators(scope) {
    const survey = await currentSurvey(scope);
    return [...(await toLaunch(scope, survey)), ...(survey?.closedAt === null ? await toFollow(scope, survey) : [])];
  },

  async organiser(scope) {
    const survey = await currentSurvey(scope);
    if (!survey || survey.closedAt !== null) return {};
    const all = await questionnairesOf(scope, survey, scope.actor.organisations);
    const open = all.filter(isWaiting);
    if (open.length === 0) {
      return all.length === 0 ? {} : { left: [(t) => t.text('surveys.waits.nothing')] };
    }
    const way = { action: runs(['questionnaire', 'repondre']), label: 'surveys.menu.answer' } as const;
    return {
      tasks: [{ position: 15, words: (t) => t.text('surveys.waits.answers', { count: open.length }), ways: [way] }],
      left: [(t) => t.text('surveys.waits.left', { count: open.length })],
    };
  },
};

/** Words that the survey of an edition is still answered. */
export const surveyStillOpen: StillOpen = async (scope, { id }) => {
  const survey = await surveyStore(scope).ofEdition(id);
  if (!survey || survey.closedAt !== null) return [];
  return [(t) => t.text('surveys.stillOpen', { day: t.day(survey.closesOn) })];
};

async function toLaunch(scope: RegionScope, latest: Survey | null): Promise<readonly WaitingTask[]> {
  const edition = await currentEditionOrNone(scope);
  if (!edition) return [];
  const survey = latest?.editionId === edition.id ? latest : await surveyStore(scope).ofEdition(edition.id);
  if (survey) return [];
  const from = await launchProposedFrom(scope, edition.id);
  if (from === null || scope.now < from) return [];
  const way = { action: runs(['questionnaire', 'lancer']), label: 'surveys.menu.launch' } as const;
  return [{ position: 25, words: (t) => t.text('surveys.waits.launch'), ways: [way] }];
}

async function toFollow(scope: RegionScope, survey: Survey): Promise<readonly WaitingTask[]> {
  const { timeZone } = scope.region;
  if (closingEnd(survey.closesOn, timeZone) <= scope.now) {
    const way = { action: runs(['questionnaire', 'fermer']), label: 'surveys.menu.close' } as const;
    return [{ position: 30, words: (t) => t.text('surveys.waits.close'), ways: [way] }];
  }
  const last = lastReminder(survey.closesOn, timeZone);
  const silent = (await loadQuestionnaires(scope, survey)).filter(
    (one) => isLacking(one) && one.calledAt === null && isOnlyToCall(one, last, scope),
  );
  const count = new Set(silent.map(({ organisation }) => organisation.id)).size;
  if (count === 0) return [];
  const way = { action: 'survey-calls:', label: 'surveys.calls.show' } as const;
  return [{ position: 30, words: (t) => t.text('surveys.waits.calls', { count }), ways: [way] }];
}

/** Returns whether no further reminder will come before the last one, so that calling is what is left. */
function isOnlyToCall({ askedAt }: Questionnaire, last: Date, { now, region }: RegionScope): boolean {
  if (last <= now) return true;
  return askedAt !== null && remindersAfter(askedAt, region.timeZone).every(({ at }) => at <= now);
}
