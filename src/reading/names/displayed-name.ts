import { mixedScriptWord } from './confusables.ts';

/** Returns a name with the mark of those that could be taken for another's. */
export const markedName = (name: string): string => `⚠ ${name}`;

/** Returns a name as it may be shown to others: one whose letters look like another's is marked. */
export function displayedName(name: string): string {
  return mixedScriptWord(name) === null ? name : markedName(name);
}
