import type { Departure } from '../../../access/contacts/departure.ts';
import type { ReceivedCounts } from '../questionnaires/waiting.ts';
import type { Questionnaire, Survey } from '../survey.ts';

/** What launching would begin. */
export interface Launch {
  readonly editionId: string;
  readonly editionName: string;
  readonly events: number;
  readonly organisations: number;
  /** "2027-01-15" */
  readonly closesOn: string;
}

/** A survey that was just launched. */
export interface Launched extends Launch {
  /** How what is asked at once leaves. */
  readonly leaves: Departure;
  /** When the first of what isn't asked yet is; null when nothing of that kind is planned. */
  readonly firstAt: Date | null;
}

/** What closing would end. */
export interface Closing {
  readonly events: ReceivedCounts;
  readonly organisations: ReceivedCounts;
  readonly missing: number;
  /** Events that would have been asked later, and no longer are. */
  readonly stillToAsk: number;
  readonly closesOn: string;
}

/** What changing the last day to answer would do. */
export interface Extension {
  readonly editionName: string;
  /** "2027-01-15" */
  readonly from: string;
  readonly to: string;
  /** Questionnaires nobody has answered: their people are reminded by the new date. */
  readonly missing: number;
}

/** How far a survey is. */
export interface SurveyState {
  readonly survey: Survey;
  /** Those that were asked, as they are counted: once the survey is closed, as they stood then. */
  readonly questionnaires: readonly Questionnaire[];
  /** Planned, not asked yet. */
  readonly planned: number;
  readonly missing: readonly Questionnaire[];
  readonly declined: readonly Questionnaire[];
  /** Answered or changed after the closing: for the next version of the bilan. */
  readonly late: readonly Questionnaire[];
}
