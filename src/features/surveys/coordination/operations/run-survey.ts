import { z } from 'zod';
import type { Departure } from '../../../../access/contacts/departure.ts';
import type { Deed, JournalVerb } from '../../../../access/journal/entry.ts';
import { type Operation, operation } from '../../../../access/operation/operation.ts';
import type { Scope } from '../../../../access/operation/scope.ts';
import { type RegionScope, wordsFor } from '../../../../access/region/region-scope.ts';
import { runs } from '../../../../chat/interaction.ts';
import { Settled, UserError } from '../../../../chat/user-error.ts';
import { departureToOrganisations, departureUnder } from '../../../../delivery/outbox/index.ts';
import { byDay } from '../../../../schedule/by-day.ts';
import { schedule, unschedule } from '../../../../schedule/due.ts';
import { currentEdition, editionById } from '../../../editions/queries.ts';
import { acceptedEvents } from '../../../events/queries.ts';
import { CONVERSATION_KEY_PREFIX } from '../../asking/conversation-store.ts';
import { REMINDER_KEY_PREFIX } from '../../asking/people.ts';
import { ASKING, askInSteps, organisationsWaiting, planEvents, planOrganisations } from '../../asking/plan.ts';
import { showFirstStep } from '../../asking/steps.ts';
import { CALL_LIST, LAST_REMINDER, PROPOSE_CLOSING, PROPOSE_LAUNCH, REMIND_ALL } from '../../due-kinds.ts';
import { isMissing, isOpen, isReminded, isStillToAsk, loadQuestionnaires } from '../../questionnaires/load.ts';
import { lockAll } from '../../questionnaires/outline-store.ts';
import { currentSurvey, received } from '../../questionnaires/waiting.ts';
import { surveyStore } from '../../store.ts';
import type { Survey } from '../../survey.ts';
import { callListAt, closingEnd, dayAfterDay, eventAskedAt, lastReminder, usualClosing } from '../../timing.ts';
import { moveInSteps } from '../move.ts';
import { endClosingProposals, planClosingProposal, refreshLaunchProposals } from '../proposals.ts';
import { REMINDING, type RemindersNow, remindersNow, remindInSteps } from '../remind.ts';
import type { Reminder } from '../reminders.ts';
import { rewordInSteps } from '../reword.ts';
import type { Closing, Extension, Launch, Launched } from '../run.ts';

const day = z.iso.date();

function launchedError(name: string, survey: Survey | null): Settled {
  const offers = [{ action: runs(['questionnaire', 'etat']), label: 'surveys.menu.status' }];
  const isClosed = survey !== null && survey.closedAt !== null;
  return new Settled(isClosed ? 'surveys.errors.launchedAndClosed' : 'surveys.errors.launched', { name }, null, offers);
}

/** Throws UserError while another edition's survey is open: commands speak of one, and it couldn't be closed beside this one. */
async function checkNoOtherOpen(scope: Scope): Promise<void> {
  const other = await currentSurvey(scope);
  if (other === null || other.closedAt !== null) return;
  const name = (await editionById(scope, other.editionId))?.name ?? '';
  const offers = [{ action: runs(['questionnaire', 'fermer']), label: 'surveys.close.now' }];
  throw new Settled('surveys.errors.otherOpen', { name }, null, offers);
}

async function launchOf(scope: Scope, closing: string | null): Promise<Launch> {
  const edition = await currentEdition(scope);
  const store = surveyStore(scope);
  const launched = await store.ofEdition(edition.id);
  if (launched) throw launchedError(edition.name, launched);
  await checkNoOtherOpen(scope);
  const closesOn = closing ?? usualClosing(edition.year);
  const { timeZone } = scope.region;
  const end = closingEnd(closesOn, timeZone);
  if (end <= scope.now) {
    if (closing !== null) throw new UserError('surveys.errors.closingPast', {}, 'closing');
    const usual = wordsFor(scope.actor, scope.region).day(closesOn);
    throw new UserError('surveys.errors.usualClosingPast', { day: usual }, 'closing');
  }
  const { takingPart, absent } = await store.organisationsToAsk(edition.id);
  const events = await acceptedEvents(scope, edition.id);
  const at = dayAfterDay(edition.endsOn, timeZone);
  const asked = takingPart.length + absent.length;
  return {
    editionId: edition.id,
    editionName: edition.name,
    events: events.length,
    organisations: takingPart.length,
    absent: absent.length,
    closesOn,
    unasked: events.filter(({ slots }) => (eventAskedAt(slots, timeZone) ?? scope.now) >= end).length,
    organisationsLate: { count: at > scope.now && at >= end ? asked : 0, at },
  };
}

/** Returns what the journal says of a survey; with the name of its edition where that is at hand. */
function surveyDeed(verb: JournalVerb, edition: string | null): Deed {
  return { verb, object: { kind: 'survey', id: null, name: edition } };
}

const closing = z.object({ closesOn: day.nullable() });

export const previewLaunch = operation({
  name: 'surveys.previewLaunch',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: closing,
  run: (scope, { closesOn }): Promise<Launch> => launchOf(scope, closesOn),
});

async function planClosing(scope: RegionScope, { id, closesOn }: Survey): Promise<void> {
  const { timeZone } = scope.region;
  const expires = closingEnd(closesOn, timeZone);
  const dues = [
    { kind: LAST_REMINDER, at: lastReminder(closesOn, timeZone) },
    { kind: CALL_LIST, at: callListAt(closesOn, timeZone) },
  ];
  for (const { kind, at } of dues) {
    if (at > scope.now) await schedule(scope, { kind, subject: id, at, expires });
    else await unschedule(scope, kind, id);
  }
}

function firstOf(moments: readonly Date[]): Date | null {
  const times = moments.map((at) => at.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** Returns the open or latest survey. Throws UserError before the first launch. */
async function launched(scope: RegionScope): Promise<Survey> {
  const survey = await currentSurvey(scope);
  if (!survey) throw new UserError('surveys.errors.notLaunched');
  return survey;
}

async function running(scope: RegionScope): Promise<Survey> {
  const survey = await launched(scope);
  if (survey.closedAt !== null) throw new UserError('surveys.errors.closed');
  return survey;
}

/**
 * Returns the open survey and when people may be reminded of it: now, or in the morning. Throws UserError where its last day
 * to answer is over by then, since a reminder names that day.
 */
async function reminded(scope: Scope): Promise<{ readonly survey: Survey; readonly at: Date }> {
  const survey = await running(scope);
  const { timeZone } = scope.region;
  const at = byDay(scope.now, timeZone);
  if (at < closingEnd(survey.closesOn, timeZone)) return { survey, at };
  const day = wordsFor(scope.actor, scope.region).day(survey.closesOn);
  throw new Settled('surveys.errors.remindedTooLate', { day }, null, [
    { action: runs(['questionnaire', 'prolonger']), label: 'surveys.extend.button' },
  ]);
}

/** Returns who would be reminded now, and who wouldn't. */
export const previewReminding = operation({
  name: 'surveys.previewReminding',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: async (scope): Promise<RemindersNow> => remindersNow(scope, (await reminded(scope)).survey),
});

/** The people who are reminded, and when: `at` is null when it happens at once. */
export interface Reminded {
  readonly names: readonly string[];
  readonly at: Date | null;
  /** When the reminders leave; null while none is stored. */
  readonly leaves: Departure | null;
  /** The number of people who follow, step by step. */
  readonly following: number;
}

/**
 * Reminds those who haven't answered. At night it plans this for the morning, for those who haven't answered by then.
 */
export const remindMissing = operation({
  name: 'surveys.remind',
  who: 'coordinator',
  input: z.object({}),
  async run(scope): Promise<Reminded> {
    const { survey, at } = await reminded(scope);
    if (at <= scope.now) {
      const { sent, following } = await remindInSteps(scope, survey);
      await showFirstStep(scope, REMINDING, survey, following);
      const leaves = await departureUnder(scope, REMINDER_KEY_PREFIX);
      return { names: namesOf(sent), at: null, leaves, following };
    }
    const { due } = await remindersNow(scope, survey);
    const expires = closingEnd(survey.closesOn, scope.region.timeZone);
    if (due.length > 0) await schedule(scope, { kind: REMIND_ALL, subject: survey.id, at, expires });
    return { names: namesOf(due), at, leaves: null, following: 0 };
  },
  journal: {
    deeds: ({ names, following }) =>
      names.length + following === 0 ? null : surveyDeed('surveys.journal.reminded', null),
  },
});

function namesOf(reminders: readonly Reminder[]): readonly string[] {
  return reminders.map(({ to }) => to.name);
}

async function closingOf(scope: RegionScope, survey: Survey): Promise<Closing> {
  const all = await loadQuestionnaires(scope, survey);
  const questionnaires = all.filter(isOpen);
  return {
    events: received(questionnaires.filter(({ kind }) => kind === 'event')),
    organisations: received(questionnaires.filter(({ kind }) => kind === 'organisation')),
    absent: received(questionnaires.filter(({ kind }) => kind === 'absence')),
    missing: questionnaires.filter(isReminded).filter(isMissing).length,
    stillToAsk: all.filter(isStillToAsk).length,
    organisationsToAsk: await organisationsWaiting(scope, survey),
    closesOn: survey.closesOn,
  };
}

export const previewClosing = operation({
  name: 'surveys.previewClosing',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: async (scope): Promise<Closing> => closingOf(scope, await running(scope)),
});

async function extensionOf(scope: RegionScope, survey: Survey, to: string): Promise<Extension> {
  if (closingEnd(to, scope.region.timeZone) <= scope.now) {
    throw new UserError('surveys.errors.closingPast', {}, 'closing');
  }
  const { closesOn: from } = survey;
  if (to === from) throw new UserError('surveys.errors.closingSame', {}, 'closing');
  const edition = await editionById(scope, survey.editionId);
  const missing = (await loadQuestionnaires(scope, survey)).filter(isReminded).filter(isMissing).length;
  const waiting = await organisationsWaiting(scope, survey);
  const isInTime = waiting.at < closingEnd(to, scope.region.timeZone);
  const organisationsLate = { ...waiting, count: isInTime ? 0 : waiting.count };
  return { editionName: edition?.name ?? '', from, to, missing, organisationsLate };
}

/** Returns the open survey's last day to answer, "2027-01-15". */
export const currentClosing = operation({
  name: 'surveys.currentClosing',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: async (scope): Promise<string> => (await running(scope)).closesOn,
});

export const previewExtension = operation({
  name: 'surveys.previewExtension',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ closesOn: day }),
  run: async (scope, { closesOn }): Promise<Extension> => extensionOf(scope, await running(scope), closesOn),
});

/** Runs in the transaction that launches or closes an edition's survey, or changes its last day to answer. */
export type SurveyChangedHook = (scope: RegionScope, editionId: string) => Promise<void>;

export interface RunOperations {
  /** Launches the survey: past events are asked about at once, the others on the day after each. */
  readonly launchSurvey: Operation<typeof closing, Launched>;
  /** Changes the last day to answer, and moves what is planned by it. */
  readonly extendSurvey: Operation<typeof extension, Extension>;
  /** Closes the survey: later answers are marked late, and nothing more is asked or reminded. */
  readonly closeSurvey: Operation<typeof nothing, Closing>;
}

const extension = z.object({ closesOn: day });
const nothing = z.object({});

/** Returns the operations that change a survey; each runs the hooks `onChanged`. */
export function runOperations(onChanged: readonly SurveyChangedHook[]): RunOperations {
  const changed = async (scope: RegionScope, editionId: string): Promise<void> => {
    for (const hook of onChanged) await hook(scope, editionId);
  };
  return {
    launchSurvey: operation({
      name: 'surveys.launch',
      who: 'coordinator',
      input: closing,
      async run(scope, { closesOn }) {
        const launch = await launchOf(scope, closesOn);
        const store = surveyStore(scope);
        const created = await store.create(launch.editionId, launch.closesOn, scope.actor.personId);
        const survey = await store.ofEdition(launch.editionId);
        if (!created || !survey) throw launchedError(launch.editionName, survey);
        await planClosing(scope, survey);
        await planClosingProposal(scope, survey);
        await unschedule(scope, PROPOSE_LAUNCH, `${survey.editionId}:`);
        await refreshLaunchProposals(scope, survey.editionId);
        const plans = [await planEvents(scope, survey), await planOrganisations(scope, survey)];
        const following = await askInSteps(
          scope,
          survey,
          plans.flatMap(({ now }) => now),
        );
        await showFirstStep(scope, ASKING, survey, following);
        await changed(scope, survey.editionId);
        return {
          ...launch,
          leaves: await departureToOrganisations(scope, CONVERSATION_KEY_PREFIX),
          firstAt: firstOf(plans.flatMap(({ later }) => later)),
          following,
        };
      },
      journal: { deeds: ({ editionName }) => surveyDeed('surveys.journal.launched', editionName) },
    }),
    extendSurvey: operation({
      name: 'surveys.extend',
      who: 'coordinator',
      input: extension,
      async run(scope, { closesOn }) {
        const survey = await running(scope);
        const change = await extensionOf(scope, survey, closesOn);
        if (!(await surveyStore(scope).moveClosing(survey, closesOn)))
          throw new UserError('surveys.errors.closingMoved');
        const moved = { ...survey, closesOn };
        await planClosing(scope, moved);
        await planClosingProposal(scope, moved);
        await moveInSteps(scope, moved);
        await rewordInSteps(scope, moved);
        await changed(scope, survey.editionId);
        return change;
      },
      journal: { deeds: ({ editionName }) => surveyDeed('surveys.journal.extended', editionName) },
    }),
    closeSurvey: operation({
      name: 'surveys.close',
      who: 'coordinator',
      input: nothing,
      async run(scope) {
        const survey = await running(scope);
        const store = surveyStore(scope);
        // The locks wait for answers that are being saved at this moment: these are still in time.
        await lockAll(scope, survey.id);
        if (!(await store.close(survey.id))) throw new UserError('surveys.errors.closed');
        for (const kind of [LAST_REMINDER, CALL_LIST, PROPOSE_CLOSING]) await unschedule(scope, kind, survey.id);
        await rewordInSteps(scope, { ...survey, closedAt: scope.now });
        await endClosingProposals(scope, survey);
        await changed(scope, survey.editionId);
        return closingOf(scope, survey);
      },
      journal: { deeds: () => surveyDeed('surveys.journal.closed', null) },
    }),
  };
}
