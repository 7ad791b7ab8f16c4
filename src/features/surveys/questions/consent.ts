import type { QuestionId } from './catalogue.ts';

/** Whether an answer may be quoted: with the organisation's name, without it, or not at all. */
export const QUOTE_CHOICES = ['named', 'anonymous', 'none'] as const;
export type QuoteChoice = (typeof QUOTE_CHOICES)[number];

/** Somebody's choice whether the answer to a question may be quoted, with the time. */
export interface QuoteConsent {
  readonly question: QuestionId;
  readonly choice: QuoteChoice;
  /** Id of the person. */
  readonly by: string;
  readonly at: Date;
}
