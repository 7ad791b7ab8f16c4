import { ReadingBudget } from '../reading-budget.ts';
import { REQUESTS_PER_SECOND } from './limits.ts';

/** Discord counts all kinds of requests together: half of them are left to what people wait for. */
const MOST = { request: REQUESTS_PER_SECOND / 2 } as const;

export type DiscordBudget = ReadingBudget<keyof typeof MOST>;

export const discordBudget = (now: () => number, limited: boolean): DiscordBudget =>
  new ReadingBudget({ most: MOST, withinMs: 1_000, now, limited });
