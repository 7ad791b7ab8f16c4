import { AUDIENCE_KINDS } from '../../events/fields/audience-kinds.ts';
import type { StepOf } from './kind.ts';
import type { AnyAnswer, AnyQuestion } from './kinds.ts';
import { LEVELS, STATEMENT_IDS } from './options.ts';

/**
 * An event's questionnaire holds facts, asked the day after; an organisation's holds opinions, asked once. An
 * organisation without an event is asked one question instead: why.
 */
export type QuestionnaireKind = 'event' | 'organisation' | 'absence';

/** The kinds that ask several questions, which one form can have all at once. */
export const FORM_KINDS = ['event', 'organisation'] as const satisfies readonly QuestionnaireKind[];

export type FormKind = (typeof FORM_KINDS)[number];

export function hasForm(kind: QuestionnaireKind): kind is FormKind {
  return FORM_KINDS.some((one) => one === kind);
}

/** The questions about an event, E1 to E4 with their follow-ups. */
const EVENT_QUESTIONS = [
  {
    id: 'held',
    text: 'surveys.questions.held.text',
    kind: 'choice',
    options: ['yes', 'cancelled', 'postponed'],
    ending: ['cancelled', 'postponed'],
  },
  {
    id: 'newDay',
    text: 'surveys.questions.newDay.text',
    kind: 'day',
    after: { question: 'held', option: 'postponed' },
  },
  { id: 'attendance', text: 'surveys.questions.attendance.text', kind: 'quantity' },
  {
    id: 'officials',
    text: 'surveys.questions.officials.text',
    kind: 'choice',
    options: ['yes', 'no', 'dontKnow'],
  },
  {
    id: 'audience',
    text: 'surveys.questions.audience.text',
    kind: 'choice',
    options: [...AUDIENCE_KINDS, 'dontKnow'],
  },
] as const satisfies readonly AnyQuestion[];

/** The questions about the whole edition, 1 to 12 with their follow-ups. */
const ORGANISATION_QUESTIONS = [
  {
    id: 'pressContacted',
    text: 'surveys.questions.pressContacted.text',
    kind: 'choice',
    options: ['yes', 'no', 'dontKnow'],
  },
  {
    id: 'coverage',
    text: 'surveys.questions.coverage.text',
    kind: 'choice',
    options: ['yes', 'no', 'dontKnow'],
    together: 'surveys.ask.covered',
  },
  {
    id: 'coverageItems',
    text: 'surveys.questions.coverageItems.text',
    kind: 'coverage',
    optional: true,
    after: { question: 'coverage', option: 'yes' },
  },
  {
    id: 'distribution',
    text: 'surveys.questions.distribution.text',
    kind: 'choices',
    options: ['ownPremises', 'mail', 'ownSite', 'socialNetworks', 'otherWay', 'notDistributed', 'neverReceived'],
    alone: ['notDistributed', 'neverReceived'],
  },
  {
    id: 'siteLink',
    text: 'surveys.questions.siteLink.text',
    kind: 'choice',
    options: ['yes', 'no', 'noSite'],
    together: 'surveys.ask.siteLink',
  },
  {
    id: 'siteLinkAddress',
    text: 'surveys.questions.siteLinkAddress.text',
    kind: 'link',
    optional: true,
    after: { question: 'siteLink', option: 'yes' },
  },
  { id: 'logo', text: 'surveys.questions.logo.text', kind: 'choice', options: ['yes', 'no', 'neverHad'] },
  {
    id: 'logoPhoto',
    text: 'surveys.questions.logoPhoto.text',
    kind: 'file',
    optional: true,
    quotable: true,
    after: { question: 'logo', option: 'yes' },
  },
  {
    id: 'relayed',
    text: 'surveys.questions.relayed.text',
    kind: 'choice',
    options: ['yes', 'no'],
    together: 'surveys.ask.relayed',
  },
  {
    id: 'relayedReach',
    text: 'surveys.questions.relayedReach.text',
    kind: 'quantity',
    optional: true,
    after: { question: 'relayed', option: 'yes' },
  },
  { id: 'contacts', text: 'surveys.questions.contacts.text', kind: 'choice', options: ['yes', 'no'] },
  {
    id: 'contactsWith',
    text: 'surveys.questions.contactsWith.text',
    kind: 'text',
    optional: true,
    quotable: true,
    after: { question: 'contacts', option: 'yes' },
  },
  {
    id: 'reasons',
    text: 'surveys.questions.reasons.text',
    kind: 'ranking',
    options: ['legibility', 'showcase', 'movement', 'position', 'contacts', 'other'],
    places: 3,
    optional: true,
  },
  {
    id: 'defects',
    text: 'surveys.questions.defects.text',
    kind: 'ranking',
    options: ['tooManyAtOnce', 'noContact', 'notDepartmental', 'lowVisibility', 'other'],
    places: 3,
    nothing: true,
    optional: true,
  },
  {
    id: 'scales',
    text: 'surveys.questions.scales.text',
    kind: 'scales',
    statements: STATEMENT_IDS,
    options: LEVELS,
  },
  { id: 'comingBack', text: 'surveys.questions.comingBack.text', kind: 'choice', options: ['yes', 'no', 'toConfirm'] },
  { id: 'idea', text: 'surveys.questions.idea.text', kind: 'text', optional: true, quotable: true },
] as const satisfies readonly AnyQuestion[];

/** The one question to those who take no part. */
const ABSENCE_QUESTIONS = [
  {
    id: 'whyAbsent',
    text: 'surveys.questions.whyAbsent.text',
    kind: 'reason',
    options: ['noTime', 'noIdea', 'knewTooLate', 'notForUs', 'other'],
  },
] as const satisfies readonly AnyQuestion[];

type Known = (typeof EVENT_QUESTIONS | typeof ORGANISATION_QUESTIONS | typeof ABSENCE_QUESTIONS)[number];

export type QuestionId = Known['id'];

/** A question of the catalogue, without the literal types that only this file needs. */
export type Question = AnyQuestion & { readonly id: QuestionId };

/** The question with this id, typed by its kind. */
type QuestionWith<Id extends QuestionId> = Extract<Question, { kind: Extract<Known, { id: Id }>['kind'] }>;

/** A question at one of its steps. */
export type QuestionStep = StepOf<Question, AnyAnswer>;

/**
 * The questions of each questionnaire in the order in which they are asked, each follow-up right after its question.
 */
export const QUESTIONS: Readonly<Record<QuestionnaireKind, readonly Question[]>> = {
  event: EVENT_QUESTIONS,
  organisation: ORGANISATION_QUESTIONS,
  absence: ABSENCE_QUESTIONS,
};

const LISTS = Object.values(QUESTIONS);

/** Each answer of an edition is looked up, so nothing is copied for it. */
function find(id: string): Question | undefined {
  for (const list of LISTS) {
    const found = list.find((question) => question.id === id);
    if (found) return found;
  }
  return undefined;
}

export function isQuestionId(id: string): id is QuestionId {
  return find(id) !== undefined;
}

export function questionOf<Id extends QuestionId>(id: Id): QuestionWith<Id> {
  const question = find(id);
  if (question === undefined) throw new Error(`no question "${id}"`);
  return question as QuestionWith<Id>;
}

/** Returns the questions that "12 questions" counts: all but the follow-ups. */
export function mainQuestions(kind: QuestionnaireKind): readonly Question[] {
  return QUESTIONS[kind].filter((question) => question.after === undefined);
}

/** The minutes that the opening line announces: "12 questions, 4 minutes". */
export const MINUTES: Readonly<Record<QuestionnaireKind, number>> = { event: 1, organisation: 4, absence: 1 };
