import type { QuantityRange } from '../../quantities/index.ts';
import type { Answers, MediaItem } from '../surveys/answers.ts';
import type { EnteredFigureId, FigureId } from './figures.ts';

/**
 * All that the bilan and the live tallies are computed from. Plain data: a store fills it from the database, the
 * demonstration from its file, a test by hand. Days are "2008-11-15".
 */
export interface EditionFacts {
  readonly edition: { readonly year: number; readonly firstDay: string; readonly lastDay: string };
  /** Those the organisation sheet is asked of. */
  readonly organisations: readonly OrganisationFact[];
  /** Proposed and accepted ones; refused and still undecided ones are not facts of an edition. */
  readonly events: readonly EventFact[];
  /** One per event that was asked; without answers as long as nobody answered. */
  readonly eventSheets: readonly EventSheetFact[];
  /** One per organisation that was asked. */
  readonly organisationSheets: readonly OrganisationSheetFact[];
  /** Media items declared in sheets (`mentionsOf`) and those a coordinator logged. */
  readonly mentions: readonly MentionFact[];
  /** What nobody is asked and a coordinator entered. */
  readonly entered: EnteredFigures;
  /** Budget by funder; empty when it isn't told. The total is the entered figure `budget`. */
  readonly budgetLines: readonly BudgetLine[];
  /** People at the launch by category (journalists, officials…); empty when it isn't told. */
  readonly launchAttendanceLines: readonly AttendanceLine[];
  /** The day the bilan says its answers were counted on; null when it doesn't say. Checked, not trusted. */
  readonly answersCountedOn: string | null;
  /** Sentences the bilan publishes about a figure. */
  readonly claims: readonly Claim[];
  /** Figures of the edition before; null when there was none: then "previous" doesn't apply, and isn't zero. */
  readonly previous: PreviousFigures | null;
}

export interface OrganisationFact {
  readonly id: string;
  readonly name: string;
}

export interface EventFact {
  readonly id: string;
  readonly title: string;
  /** Id of the organisation that leads it. */
  readonly organisation: string;
  /** Ids of those that agreed to co-organise: the event counts once all the same. */
  readonly coOrganisers: readonly string[];
  readonly status: 'accepted' | 'postponed' | 'cancelled';
  /** Its days, earliest first. */
  readonly days: readonly string[];
  /** Department code. */
  readonly department: string | null;
  readonly theme: string | null;
}

export interface EventSheetFact {
  readonly event: string;
  readonly answers: Answers;
  /** Day of the first answer; null without one. */
  readonly answeredOn: string | null;
}

export interface OrganisationSheetFact {
  readonly organisation: string;
  readonly answers: Answers;
  /** Day of the first answer; null without one. */
  readonly answeredOn: string | null;
}

export interface MentionFact extends MediaItem {
  /** Id of the organisation it speaks of. */
  readonly organisation: string;
  /** It also speaks of the launch (press conference), and must not be added to that a second time. */
  readonly launch: boolean;
}

/** `unknown` and `not_applicable` have no value. */
export interface Quantity {
  readonly value: number;
  readonly precision: 'exact' | 'estimated' | 'at_least';
  /** Both ends of what was told as a range, whose middle `value` is. */
  readonly range?: QuantityRange;
}

export type EnteredFigures = { readonly [Id in EnteredFigureId]?: Quantity };

export interface PreviousFigures {
  readonly year: number;
  readonly figures: { readonly [Id in FigureId]?: Quantity };
}

export interface BudgetLine {
  readonly funder: string;
  readonly amount: number;
}

export interface AttendanceLine {
  readonly category: string;
  readonly people: number;
}

export interface Claim {
  readonly figure: FigureId;
  readonly wording: string;
}

/** The media items an organisation declared in its sheet. */
export function mentionsOf(organisation: string, answers: Answers): readonly MentionFact[] {
  const { coverage, coverageItems } = answers;
  // A "yes" taken back leaves its items in the sheet, where they don't count any more.
  if (coverage?.kind !== 'choice' || coverage.option !== 'yes' || coverageItems?.kind !== 'coverage') return [];
  return coverageItems.items.map((item) => ({ ...item, organisation, launch: false }));
}
