import { ReadingBudget } from '../reading-budget.ts';

/**
 * Slack lets what was said be read fifty times a minute by each method: a fifth is left to the look at what was said before an
 * answer, and to the search for what may have been posted. It gives twenty pages of accounts a minute, and tells a hundred
 * times of one account: half of that is left to names.
 */
const MOST = { 'conversations.history': 40, 'conversations.replies': 40, 'users.list': 16, 'users.info': 50 } as const;

export type SlackBudget = ReadingBudget<keyof typeof MOST>;

export const slackBudget = (now: () => number, limited: boolean): SlackBudget =>
  new ReadingBudget({ most: MOST, withinMs: 60_000, now, limited });
