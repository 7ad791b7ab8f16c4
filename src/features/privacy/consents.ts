import type { Scope } from '../../access/operation/scope.ts';

/** Somebody's permission to quote or show an answer. */
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

/** Shows the present permission wherever a questionnaire shows it, in the transaction in which it was withdrawn. */
export type ConsentWithdrawnHook = (scope: Scope, questionnaireId: string) => Promise<void>;
