import { ReadingBudget } from '../reading-budget.ts';

/**
 * Calls per minute. Slack allows fifty for each method that reads messages: a fifth is left to reading what was said
 * before an answer, and to looking for what may have been posted. It allows twenty pages of accounts, and a hundred
 * look-ups of one account: half of those are left to names.
 */
const MOST = { 'conversations.history': 40, 'conversations.replies': 40, 'users.list': 16, 'users.info': 50 } as const;

export type SlackBudget = ReadingBudget<keyof typeof MOST>;

export const slackBudget = (now: () => number, limited: boolean): SlackBudget =>
  new ReadingBudget({ most: MOST, withinMs: 60_000, now, limited });
