import type { TextKey } from '../../../texts/index.ts';
import { LEVELS, type OptionId, STATEMENT_IDS } from './options.ts';

/** An event's sheet holds facts, asked the day after; an organisation's holds opinions, asked once. */
export type SheetKind = 'event' | 'organisation';

interface Asked {
  readonly id: string;
  readonly text: TextKey;
  /** Can be passed over with [Passer]. */
  readonly optional?: true;
  /** A follow-up: asked only when that question was answered with that option. It isn't counted in "3 sur 12". */
  readonly after?: { readonly question: string; readonly option: OptionId };
}

interface ChoiceQuestion extends Asked {
  readonly kind: 'choice';
  readonly options: readonly OptionId[];
  /** Answers after which nothing but their follow-up is asked. */
  readonly ending?: readonly OptionId[];
}

interface ChoicesQuestion extends Asked {
  readonly kind: 'choices';
  readonly options: readonly OptionId[];
  /** Options that stand alone: nobody both distributed posters and never received them. */
  readonly alone: readonly OptionId[];
}

interface RankingQuestion extends Asked {
  readonly kind: 'ranking';
  /** In the order of the catalogue; a sheet shows them in its own (`shownOptions`). */
  readonly options: readonly OptionId[];
  readonly places: number;
  /** Offers [Rien à signaler]. */
  readonly nothing?: true;
}

interface ScalesQuestion extends Asked {
  readonly kind: 'scales';
  readonly statements: typeof STATEMENT_IDS;
  readonly options: typeof LEVELS;
}

interface OtherQuestion extends Asked {
  /**
   * quantity: typed, with its precision, or "je ne sais pas"; day: a date, or "je ne sais pas"; coverage: media items,
   * one after the other; link: a web address; file: an uploaded picture; text: free text.
   */
  readonly kind: 'quantity' | 'day' | 'coverage' | 'link' | 'file' | 'text';
}

type AnyQuestion = ChoiceQuestion | ChoicesQuestion | RankingQuestion | ScalesQuestion | OtherQuestion;

/** E1 to E4. */
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
    options: ['mostlySse', 'half', 'mostlyPublic', 'dontKnow'],
  },
] as const satisfies readonly AnyQuestion[];

/** 1 to 12. */
const ORGANISATION_QUESTIONS = [
  {
    id: 'pressContacted',
    text: 'surveys.questions.pressContacted.text',
    kind: 'choice',
    options: ['yes', 'no', 'dontKnow'],
  },
  { id: 'coverage', text: 'surveys.questions.coverage.text', kind: 'choice', options: ['no', 'dontKnow', 'yes'] },
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
  { id: 'siteLink', text: 'surveys.questions.siteLink.text', kind: 'choice', options: ['yes', 'no', 'noSite'] },
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
    after: { question: 'logo', option: 'yes' },
  },
  { id: 'relayed', text: 'surveys.questions.relayed.text', kind: 'choice', options: ['yes', 'no'] },
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
  { id: 'idea', text: 'surveys.questions.idea.text', kind: 'text', optional: true },
] as const satisfies readonly AnyQuestion[];

export type QuestionId = (typeof EVENT_QUESTIONS | typeof ORGANISATION_QUESTIONS)[number]['id'];

/** A question as everyone but this file sees it. */
export type Question = AnyQuestion & { readonly id: QuestionId };

/** The questions of a sheet in the order they are asked, each follow-up right after its question. */
export const QUESTIONS: Readonly<Record<SheetKind, readonly Question[]>> = {
  event: EVENT_QUESTIONS,
  organisation: ORGANISATION_QUESTIONS,
};

const byId = new Map<string, Question>([...EVENT_QUESTIONS, ...ORGANISATION_QUESTIONS].map((q) => [q.id, q]));

export function isQuestionId(id: string): id is QuestionId {
  return byId.has(id);
}

export function questionOf(id: QuestionId): Question {
  const question = byId.get(id);
  if (question === undefined) throw new Error(`no question "${id}"`);
  return question;
}

/** What "12 questions" counts: follow-ups are not in it. */
export function mainQuestions(kind: SheetKind): readonly Question[] {
  return QUESTIONS[kind].filter((question) => question.after === undefined);
}

/** What the opening line promises: "12 questions, 4 minutes". */
export const MINUTES: Readonly<Record<SheetKind, number>> = { event: 1, organisation: 4 };
