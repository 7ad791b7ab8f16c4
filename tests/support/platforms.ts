import { expect } from 'vitest';

export const both = ['slack', 'discord'] as const;
export type Platform = (typeof both)[number];
export const other = { slack: 'discord', discord: 'slack' } as const;

/**
 * Returns the platforms on which the calling file holds its conversations: both, and beside a server one. What a server does
 * otherwise than the embedded database doesn't depend on the platform, and by the files' names about as many of them take
 * each. With `TEST_PLATFORMS=both` every file takes both there, too.
 */
export function platformsInTurn(): readonly Platform[] {
  const { TEST_DATABASE_URL: server, TEST_PLATFORMS: wanted } = process.env;
  if (server === undefined || wanted === 'both') return both;
  const { testPath = '' } = expect.getState();
  const letters = [...testPath.slice(testPath.lastIndexOf('/tests/'))];
  return [letters.reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2 === 0 ? 'slack' : 'discord'];
}
