import type { Scope } from '../../access/operation/scope.ts';

/** A choice of somebody's that an answer may be quoted or shown. */
export interface GivenConsent {
  readonly id: string;
  /** The question's id in the catalogue. */
  readonly question: string;
  readonly organisation: string;
  readonly year: number;
  /** The words that were read and chosen, and when. */
  readonly wording: string;
  readonly chosenAt: Date;
}

/** Makes what shows a choice in a questionnaire show it as it stands, in the transaction in which whoever acts took one back. */
export type ConsentWithdrawnHook = (scope: Scope, questionnaireId: string) => Promise<void>;
