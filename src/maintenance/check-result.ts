/** The finding of a check: 'wrong' keeps the bot from its work, 'note' doesn't. A line that isn't 'well' says what to do. */
export interface CheckResult {
  readonly is: 'well' | 'note' | 'wrong';
  readonly words: string;
}

export const well = (words: string): CheckResult => ({ is: 'well', words });
export const partly = (words: string): CheckResult => ({ is: 'note', words });
export const wrong = (words: string): CheckResult => ({ is: 'wrong', words });
