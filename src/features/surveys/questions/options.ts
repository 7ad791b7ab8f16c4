import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { AUDIENCE_KINDS } from '../../events/fields/audience-kinds.ts';

/** The ids of all options. They are stored in answers, so they must never be renamed. */
export const OPTION_IDS = [
  'yes',
  'no',
  'dontKnow',
  // held
  'cancelled',
  'postponed',
  // audience
  ...AUDIENCE_KINDS,
  // distribution
  'ownPremises',
  'mail',
  'ownSite',
  'socialNetworks',
  'otherWay',
  'notDistributed',
  'neverReceived',
  // siteLink, logo
  'noSite',
  'neverHad',
  // reasons
  'legibility',
  'showcase',
  'movement',
  'position',
  'contacts',
  // defects
  'tooManyAtOnce',
  'noContact',
  'notDepartmental',
  'lowVisibility',
  // both rankings
  'other',
  // scales
  'notAtAll',
  'aLittle',
  'fairly',
  'aLot',
  // comingBack
  'toConfirm',
  // whyAbsent
  'noTime',
  'noIdea',
  'knewTooLate',
  'notForUs',
] as const;

export type OptionId = (typeof OPTION_IDS)[number];

/** Returns the text key of an option's label. */
export function optionText(option: OptionId): TextKey {
  return `surveys.options.${option}`;
}

/** Words an option beside what it was chosen for: "1er choix : Nouer des contacts". */
export function optionLine(t: Translator, label: string, option: OptionId): string {
  return t.text('surveys.answer.line', { label, answer: t.text(optionText(option)) });
}

export function isWithoutRepeats(options: readonly OptionId[]): boolean {
  return new Set(options).size === options.length;
}

/** The statements that organisations judge on a scale. */
export const STATEMENT_IDS = ['knownToPublic', 'diversity', 'reachedInhabitants', 'reachedOfficials'] as const;

export type StatementId = (typeof STATEMENT_IDS)[number];

export function statementText(statement: StatementId): TextKey {
  return `surveys.statements.${statement}`;
}

export const LEVELS = ['notAtAll', 'aLittle', 'fairly', 'aLot', 'dontKnow'] as const satisfies readonly OptionId[];

export type Level = (typeof LEVELS)[number];

export const MEDIUMS = ['press', 'radio', 'tv', 'web'] as const;

export type Medium = (typeof MEDIUMS)[number];

export function mediumText(medium: Medium): TextKey {
  return `surveys.mediums.${medium}`;
}
