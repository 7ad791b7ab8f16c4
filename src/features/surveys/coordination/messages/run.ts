import { departureText } from '../../../../access/contacts/departure.ts';
import { KEEP } from '../../../../chat/interaction.ts';
import {
  actions,
  type Block,
  button,
  heading,
  list,
  type Message,
  message,
  note,
  progress,
  select,
  text,
} from '../../../../chat/message.ts';
import { alphabetical } from '../../../../reading/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { questionnaireOptions } from '../../questionnaires/controls.ts';
import { type ReceivedCounts, received } from '../../questionnaires/waiting.ts';
import { progressOfWhom, questionnaireOfWhom } from '../../questionnaires/words.ts';
import type { RemindersNow } from '../remind.ts';
import type { Closing, Extension, Launch, Launched, SurveyState } from '../run.ts';

function counts(t: Translator, { events, organisations, absent, closesOn }: Launch) {
  return { events, organisations, absent, day: t.day(closesOn) };
}

/** Warns of the organisations that are asked only after the last day to answer. */
function organisationsLate(
  t: Translator,
  { organisationsLate: late }: Pick<Launch, 'organisationsLate'>,
): Block | null {
  if (late.count === 0) return null;
  return text(t.text('surveys.launch.organisationsLate', { count: late.count, when: t.moment(late.at) }));
}

/** Shows what launching would do, for review. */
export function reviewLaunch(t: Translator, launch: Launch): Message {
  return message(
    heading(t.text('surveys.launch.title', { name: launch.editionName })),
    text(t.text('surveys.launch.what', counts(t, launch))),
    launch.unasked > 0 && text(t.text('surveys.launch.unasked', { count: launch.unasked })),
    organisationsLate(t, launch),
    note(t.text('surveys.launch.how')),
  );
}

export function surveyLaunchedMessage(t: Translator, launched: Launched, statusCommand: string): Message {
  return message(
    text(t.text('surveys.launch.done', counts(t, launched))),
    launched.unasked > 0 && text(t.text('surveys.launch.unasked', { count: launched.unasked })),
    organisationsLate(t, launched),
    !(launched.following > 0 && isNothingStored(launched)) && text(openingsText(t, launched)),
    launched.following > 0 && text(t.text('surveys.launch.following', { count: launched.following })),
    note(t.text('surveys.launch.next', { command: statusCommand })),
  );
}

/** Says when the first questions leave or, when none is stored yet, when they are asked. */
function openingsText(t: Translator, { leaves, firstAt }: Launched): string {
  if (!isNothingStored({ leaves })) return departureText(t, leaves);
  return firstAt ? t.text('surveys.launch.first', { when: t.moment(firstAt) }) : t.text('surveys.launch.none');
}

function isNothingStored({ leaves }: Pick<Launched, 'leaves'>): boolean {
  return leaves.now + leaves.held + leaves.failed === 0;
}

/** Shows what changing the last day would do, for review. */
export function reviewExtension(t: Translator, { editionName, from, to, missing, ...late }: Extension): Message {
  return message(
    heading(t.text('surveys.extend.title', { name: editionName })),
    text(t.text('surveys.extend.what', { from: t.day(from), to: t.day(to) })),
    organisationsLate(t, late),
    note(t.text('surveys.extend.how', { missing })),
  );
}

export function surveyExtendedMessage(t: Translator, { to }: Extension): Message {
  return message(text(t.text('surveys.extend.done', { day: t.day(to) })), note(t.text('surveys.extend.next')));
}

function namesOf(t: Translator, reminders: RemindersNow['due']): string {
  return t.list(alphabetical(t.locale, reminders, ({ to }) => to.name).map(({ to }) => to.name));
}

export function confirmSurveyReminding(
  t: Translator,
  { due, today, spared, unwilling, justAsked }: RemindersNow,
): Message {
  const others = [
    today.length > 0 && note(t.text('surveys.remind.today', { count: today.length })),
    spared.length > 0 && note(t.text('surveys.remind.spared', { count: spared.length })),
    unwilling.length > 0 &&
      note(
        t.text('surveys.remind.unwilling', {
          count: unwilling.length,
          names: namesOf(t, unwilling),
        }),
      ),
  ];
  if (due.length === 0) return message(text(t.text('surveys.remind.nobody')), ...others);
  return message(
    text(t.text('surveys.remind.confirm', { count: due.length })),
    justAsked &&
      text(t.text('surveys.remind.justAsked', { people: justAsked.people, when: t.moment(justAsked.at, 'short') })),
    note(t.text('surveys.remind.who', { names: namesOf(t, due) })),
    ...others,
    actions(
      button('survey-remind-now:', t.text('surveys.remind.now'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

function closingValues(t: Translator, { events, organisations, absent, closesOn }: Closing) {
  return {
    eventsReceived: events.received,
    eventsAsked: events.asked,
    eventsInProgress: events.inProgress,
    organisationsReceived: organisations.received,
    organisationsAsked: organisations.asked,
    organisationsInProgress: organisations.inProgress,
    absentReceived: absent.received,
    absentAsked: absent.asked,
    day: t.day(closesOn),
  };
}

export function confirmSurveyClosing(t: Translator, closing: Closing): Message {
  const waiting = closing.organisationsToAsk;
  return message(
    heading(t.text('surveys.close.title')),
    text(t.text('surveys.close.what', closingValues(t, closing))),
    closing.stillToAsk > 0 && text(t.text('surveys.close.stillToAsk', { count: closing.stillToAsk })),
    waiting.count > 0 &&
      text(t.text('surveys.close.organisationsToAsk', { count: waiting.count, when: t.moment(waiting.at) })),
    note(t.text('surveys.close.then')),
    actions(
      button('survey-close-now:', t.text('surveys.close.now'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function surveyClosedMessage(t: Translator, closing: Closing, reportCommand: string): Message {
  return message(
    text(t.text('surveys.close.done', closingValues(t, closing))),
    note(t.text('surveys.close.next', { command: reportCommand })),
  );
}

/**
 * Shows how many questionnaires of a kind are received, as the tallies and the bilan count them, and how many of these are
 * in progress; null where none was asked. Those in progress fill no part of the bar, which would otherwise be full long
 * before all is answered.
 */
function receivedLine(
  t: Translator,
  words: 'surveys.state.events' | 'surveys.state.organisations',
  { received, inProgress, asked }: ReceivedCounts,
): Block | null {
  if (asked === 0) return null;
  const finished = received - inProgress;
  return progress(t.text(words, { received, finished, inProgress, asked }), finished, asked);
}

/** Shows coordinators the progress of the survey and who is missing. */
export function surveyStateMessage(t: Translator, state: SurveyState): Message {
  const { survey, questionnaires, planned, missing, begun, declined, late } = state;
  const events = received(questionnaires.filter(({ kind }) => kind === 'event'));
  const organisations = received(questionnaires.filter(({ kind }) => kind === 'organisation'));
  const absent = received(questionnaires.filter(({ kind }) => kind === 'absence'));
  const open = survey.closedAt === null;
  return message(
    heading(t.text('surveys.state.title')),
    receivedLine(t, 'surveys.state.events', events),
    receivedLine(t, 'surveys.state.organisations', organisations),
    absent.asked > 0 && progress(t.text('surveys.state.absent', { ...absent }), absent.received, absent.asked),
    planned > 0 && open && note(t.text('surveys.state.planned', { count: planned })),
    note(
      survey.closedAt
        ? t.text('surveys.state.closed', { when: t.moment(survey.closedAt) })
        : t.text('surveys.state.closes', { day: t.day(survey.closesOn) }),
    ),
    missing.length > 0 && text(t.text('surveys.state.missing')),
    list(missing.map((questionnaire) => questionnaireOfWhom(t, questionnaire))),
    begun.length > 0 && text(t.text('surveys.state.begun')),
    list(begun.map((questionnaire) => progressOfWhom(t, questionnaire))),
    declined.length > 0 && text(t.text('surveys.state.declinedBy')),
    list(declined.map((questionnaire) => questionnaireOfWhom(t, questionnaire))),
    late.length > 0 && text(t.text('surveys.state.late')),
    list(late.map((questionnaire) => questionnaireOfWhom(t, questionnaire))),
    questionnaires.length > 0 &&
      actions(select('survey-see:', t.text('surveys.state.see'), questionnaireOptions(t, questionnaires))),
    actions(
      missing.length + begun.length > 0 && open && button('run:questionnaire-relancer', t.text('surveys.remind.now')),
      missing.length + begun.length > 0 && button('survey-calls:', t.text('surveys.calls.show')),
      open && button('run:questionnaire-prolonger', t.text('surveys.extend.button')),
      open && button('run:questionnaire-fermer', t.text('surveys.close.now')),
    ),
  );
}
