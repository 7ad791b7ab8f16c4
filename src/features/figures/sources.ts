import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../reading/index.ts';
import { ENTRIES } from './entries.ts';
import { entryName } from './messages.ts';
import { entriesToOffer } from './operations.ts';

export const figureSources: Readonly<Record<string, Source>> = {
  /**
   * Offers what can be entered. Once something is typed it offers everything, because a past year may still be given.
   */
  figures: async ({ t, ...context }, typed, given = {}) => {
    const offered = typed === '' ? await context.do(entriesToOffer, { past: Boolean(given.year?.length) }) : ENTRIES;
    return offered
      .map((entry) => ({ value: entry, label: entryName(t, entry) }))
      .filter(({ value, label }) => value === typed || fold(label).includes(fold(typed)));
  },
};
