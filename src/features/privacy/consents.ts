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
