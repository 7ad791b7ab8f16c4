import type { EventFact } from '../../events/facts.ts';
import type { EnteredFigureId, FigureId } from '../../figures/figure.ts';
import type { Quantity } from '../../figures/measures.ts';
import type {
  EventQuestionnaireFact,
  MentionFact,
  OrganisationQuestionnaireFact,
  QuoteFact,
} from '../../surveys/facts.ts';

/**
 * The facts that the bilan and the live tallies are computed from. It is plain data: a store fills it from the
 * database, the demonstration from its file, a test by hand. Days are written "2008-11-15".
 */
export interface EditionFacts extends PlannedAndSpent {
  readonly edition: { readonly year: number; readonly firstDay: string; readonly lastDay: string };
  /** The organisations that are asked the organisation questionnaire. */
  readonly organisations: readonly OrganisationFact[];
  /** Accepted, cancelled and postponed events. Refused and undecided ones aren't facts of an edition. */
  readonly events: readonly EventFact[];
  /** One for each event that was asked about; without answers until somebody has answered. */
  readonly eventQuestionnaires: readonly EventQuestionnaireFact[];
  /** One for each organisation that takes part and was asked. */
  readonly organisationQuestionnaires: readonly OrganisationQuestionnaireFact[];
  /** One for each organisation without an event that was asked why. */
  readonly absenceQuestionnaires: readonly OrganisationQuestionnaireFact[];
  /** The answers that organisations allow to be quoted. */
  readonly quotes: readonly QuoteFact[];
  /** Media items declared in questionnaires (`declaredMentions`) and those a coordinator logged. */
  readonly mentions: readonly MentionFact[];
  /** Figures that nobody is asked about and that a coordinator entered. */
  readonly entered: EnteredFigures;
  /** Budget by funder; empty when it isn't known. The total is the entered figure `budget`. */
  readonly budgetLines: readonly BudgetLine[];
  /** People at the launch by category (journalists, officials…); empty when it isn't known. */
  readonly launchAttendanceLines: readonly AttendanceLine[];
  /**
   * The day on which the bilan says its answers were counted; null when it doesn't say. It is checked, not trusted.
   */
  readonly answersCountedOn: string | null;
  /**
   * The latest day that can be meant by a stated one: that on which it was stated, or on which the survey was closed where that came
   * later. Null where nobody stated a day, and it is that of the closing.
   */
  readonly latestCountedOn: string | null;
  /** Sentences that the bilan publishes about a figure. */
  readonly claims: readonly Claim[];
  /** Figures of the last edition before this one, whichever year it was of. Null when there was none: then "previous" doesn't apply, and isn't zero. */
  readonly previous: PreviousFigures | null;
}

export interface OrganisationFact {
  readonly id: string;
  readonly name: string;
}

export type EnteredFigures = { readonly [Id in EnteredFigureId]?: EarlierFigure };

export interface PreviousFigures {
  readonly year: number;
  readonly figures: { readonly [Id in FigureId]?: EarlierFigure };
}

/** A figure that was told of an earlier edition, or entered. */
export interface EarlierFigure extends Quantity {
  /** The number of which it is a share; absent where that isn't known, as for a share that was entered. */
  readonly of?: number;
}

export interface BudgetLine {
  readonly funder: string;
  readonly amount: number;
}

/** Planned and actual amounts, in euros; each empty when it isn't known. */
export interface PlannedAndSpent {
  /** The budget as it was planned, by funder. */
  readonly plannedBudgetLines: readonly BudgetLine[];
  readonly expenseLines: readonly ExpenseLine[];
  readonly plannedExpenseLines: readonly ExpenseLine[];
}

export interface ExpenseLine {
  /** The actual expenses. */
  readonly name: string;
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
