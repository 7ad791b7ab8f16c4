import type { Departure } from '../../../access/contacts/departure.ts';
import type { ReceivedCounts } from '../questionnaires/waiting.ts';
import type { OrganisationsWaiting, Questionnaire, Survey } from '../survey.ts';

/** The effects of launching a survey, shown for review. */
export interface Launch {
  readonly editionId: string;
  readonly editionName: string;
  readonly events: number;
  /** Organisations that take part. */
  readonly organisations: number;
  /** Organisations without an event, which are asked one question. */
  readonly absent: number;
  /** Last day to answer, "2027-01-15". */
  readonly closesOn: string;
  /** The number of events that are asked about only after that day, unless the survey is closed by then. */
  readonly unasked: number;
  /** The organisations that are asked only after that day, likewise. */
  readonly organisationsLate: OrganisationsWaiting;
}

/** A survey that was just launched. */
export interface Launched extends Launch {
  /** When the questions asked at once leave. */
  readonly leaves: Departure;
  /** When the first of the later questionnaires is asked; null when none is planned. */
  readonly firstAt: Date | null;
  /** The number of the questionnaires to be asked at once that are asked later, step by step. */
  readonly following: number;
}

/** The effects of closing a survey, shown for confirmation. */
export interface Closing {
  readonly events: ReceivedCounts;
  readonly organisations: ReceivedCounts;
  readonly absent: ReceivedCounts;
  readonly missing: number;
  /** The number of events that would have been asked about later and no longer are. */
  readonly stillToAsk: number;
  /** The organisations that would have been asked later and no longer are. */
  readonly organisationsToAsk: OrganisationsWaiting;
  readonly closesOn: string;
}

/** The effects of changing the last day to answer, shown for review. */
export interface Extension {
  readonly editionName: string;
  /** "2027-01-15" */
  readonly from: string;
  readonly to: string;
  /** The number of questionnaires that nobody has answered; their people are reminded by the new date. */
  readonly missing: number;
  /** The organisations that are asked only after the new date, unless the survey is closed by then. */
  readonly organisationsLate: OrganisationsWaiting;
}

/** The progress of a survey. */
export interface SurveyState {
  readonly survey: Survey;
  /** The questionnaires that were asked, as they count: once the survey is closed, with the answers at that time. */
  readonly questionnaires: readonly Questionnaire[];
  /** The number that are planned but not asked yet. */
  readonly planned: number;
  readonly missing: readonly Questionnaire[];
  /** Answered in part, and neither finished nor declined. */
  readonly begun: readonly Questionnaire[];
  readonly declined: readonly Questionnaire[];
  /** Answered or changed after the closing, for the next version of the bilan. */
  readonly late: readonly Questionnaire[];
}
