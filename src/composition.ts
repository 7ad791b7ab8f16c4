import { aideCommands } from '../commands/aide.ts';
import { announcementCommands } from '../commands/annonce.ts';
import { reportCommands } from '../commands/bilan.ts';
import { tallyCommands } from '../commands/chiffres.ts';
import { editionCommands } from '../commands/edition.ts';
import { equipeCommands } from '../commands/equipe.ts';
import { eventCommands } from '../commands/evenement.ts';
import { installerCommands } from '../commands/installer.ts';
import { kitCommands } from '../commands/kit.ts';
import { moisCommands } from '../commands/mois.ts';
import { profilCommands } from '../commands/profil.ts';
import { surveyCommands } from '../commands/questionnaire.ts';
import { meetingCommands } from '../commands/reunion.ts';
import { structureCommands } from '../commands/structure.ts';
import type { AnyAction, AnyCommand } from './access/context.ts';
import { purgeMade } from './access/limit-store.ts';
import type { PresenceHandler } from './access/presence.ts';
import type { WithheldHandler } from './access/withheld.ts';
import { heldJobs } from './delivery/outbox/held.ts';
import { lostJobs } from './delivery/outbox/lost.ts';
import { membersJobs } from './delivery/outbox/members.ts';
import { notReachedJobs } from './delivery/outbox/not-reached.ts';
import { purgeDeliveries } from './delivery/outbox/purge-store.ts';
import { createRegistry, type Listener, type Registry, type RoleOffers, type Source } from './dispatch/registry.ts';
import { purgeReceived } from './dispatch/running/conversation-store.ts';
import { announcementActions } from './features/announcements/actions/index.ts';
import { announcementJobs, announcementNames } from './features/announcements/jobs.ts';
import { announcementStillMeant } from './features/announcements/still-meant.ts';
import { editionActions } from './features/editions/actions.ts';
import { eventActions } from './features/events/actions.ts';
import { eventJobs, sheetsStillIncomplete } from './features/events/jobs.ts';
import { answerInvitationWith } from './features/events/operations/co-organise.ts';
import { decisionOperations } from './features/events/operations/decide.ts';
import { eventSources } from './features/events/sources.ts';
import { figureSources } from './features/figures/sources.ts';
import { kitActions } from './features/kits/actions.ts';
import { deliverOnAcceptance, deliverOnJoining } from './features/kits/deliver.ts';
import { kitJobs, kitStillMeant, passKitOn } from './features/kits/jobs.ts';
import { meetingActions } from './features/meetings/actions.ts';
import { meetingJobs } from './features/meetings/jobs.ts';
import { meetingSources } from './features/meetings/sources.ts';
import { menuActions } from './features/menu/actions.ts';
import { awaitingCalls } from './features/menu/awaiting.ts';
import { menuListeners } from './features/menu/listeners.ts';
import { organisationActions } from './features/organisations/actions.ts';
import { waysToBelong } from './features/organisations/offers.ts';
import { membersComeAndGo } from './features/organisations/presence.ts';
import { organisationSources } from './features/organisations/sources.ts';
import { peopleActions } from './features/people/actions.ts';
import { purgeAccountLinks, purgeLinks, tellNotReached } from './features/people/jobs.ts';
import { regionActions } from './features/regions/actions.ts';
import { tellChannelClosed } from './features/regions/channel-closed.ts';
import { purgeInstallCodes } from './features/regions/install-codes.ts';
import { tellWithheld } from './features/regions/tell-withheld.ts';
import { reportActions } from './features/reports/actions.ts';
import { reportSources } from './features/reports/sources.ts';
import { surveyActions } from './features/surveys/actions.ts';
import { awaitingSurveyReplies, expectingAnswers } from './features/surveys/answering/awaiting.ts';
import { answerOperations } from './features/surveys/answering/operations/answer.ts';
import { reopenLost } from './features/surveys/asking/reopen-lost.ts';
import { runOperations } from './features/surveys/coordination/operations/run-survey.ts';
import { surveyJobs } from './features/surveys/jobs.ts';
import { surveyListeners } from './features/surveys/listeners.ts';
import { planEventSheet } from './features/surveys/queries.ts';
import { surveySources } from './features/surveys/sources.ts';
import { passQuestionOn, questionStillMeant, reminderStillMeant } from './features/surveys/still-meant.ts';
import { tallyActions } from './features/tallies/actions.ts';
import { tallyJobs } from './features/tallies/jobs.ts';
import { tallyAnswered, tallyStale } from './features/tallies/refresh.ts';
import { repostTally } from './features/tallies/repost.ts';
import type { InWhoseNames } from './schedule/in-whose-name.ts';
import { purgeDone, purgeJobs } from './schedule/purge.ts';
import type { DueHandlers } from './schedule/run-due.ts';

/** What else happens when a survey is launched, closed, or gets another last day. */
const surveyRuns = runOperations([tallyStale]);

/** Every command, action, source, listener and due thing of the bot: an explicit list, one line per feature. */
const commands: readonly AnyCommand[] = [
  ...aideCommands(() => commands),
  ...announcementCommands,
  ...editionCommands,
  ...equipeCommands,
  ...eventCommands,
  ...installerCommands,
  ...kitCommands,
  ...meetingCommands,
  ...moisCommands(() => commands),
  ...profilCommands,
  ...reportCommands,
  ...structureCommands,
  ...surveyCommands(surveyRuns),
  ...tallyCommands,
];

/** What else happens when an answer is saved. */
const surveyAnswers = answerOperations([tallyAnswered]);

const actions: readonly AnyAction[] = [
  ...announcementActions,
  ...editionActions,
  ...eventActions(decisionOperations([deliverOnAcceptance, planEventSheet]), answerInvitationWith([deliverOnJoining])),
  ...kitActions,
  ...meetingActions,
  ...menuActions(() => commands),
  ...organisationActions,
  ...peopleActions,
  ...regionActions,
  ...reportActions,
  ...surveyActions({ ...surveyAnswers, ...surveyRuns }),
  ...tallyActions,
];

const sources: Readonly<Record<string, Source>> = {
  ...eventSources,
  ...figureSources,
  ...meetingSources,
  ...organisationSources,
  ...reportSources,
  ...surveySources,
};

/** The menu's comes last: it takes what is for nobody else. */
const listeners: readonly Listener[] = [...surveyListeners(surveyAnswers), ...menuListeners(() => commands)];

/** What somebody who lacks a role can do to have it. */
const roleOffers: RoleOffers = { organiser: waysToBelong };

/** What else happens when somebody leaves a workspace or server, or comes back. */
export const presenceHandlers: readonly PresenceHandler[] = [membersComeAndGo];

/** What else happens when a platform doesn't allow the bot something any more, or allows it again. */
export const withheldHandlers: readonly WithheldHandler[] = [tellWithheld];

export const dueHandlers: DueHandlers = {
  ...announcementJobs,
  ...eventJobs,
  ...heldJobs({
    stillMeant: {
      announcement: announcementStillMeant,
      event: sheetsStillIncomplete,
      kit: kitStillMeant,
      question: questionStillMeant,
      survey: reminderStillMeant,
    },
    passOn: { kit: passKitOn, question: passQuestionOn },
  }),
  ...kitJobs,
  ...lostJobs([repostTally, reopenLost]),
  ...meetingJobs,
  ...membersJobs,
  ...notReachedJobs([tellNotReached, tellChannelClosed]),
  ...purgeJobs([
    purgeAccountLinks,
    purgeDeliveries,
    purgeDone,
    purgeInstallCodes,
    purgeLinks,
    purgeMade,
    purgeReceived,
  ]),
  ...surveyJobs,
  ...tallyJobs,
};

/** What is done later in somebody's name: not once they have left. */
export const inWhoseNames: InWhoseNames = { ...announcementNames };

export function composeRegistry(): Registry {
  const awaiting = [awaitingCalls, awaitingSurveyReplies];
  const expecting = [expectingAnswers];
  return createRegistry({ commands, actions, sources, listeners, awaiting, expecting, roleOffers });
}
