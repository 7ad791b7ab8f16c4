import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../names/index.ts';
import { ENTRIES } from './entries.ts';
import { entryName } from './messages.ts';

export const figureSources: Readonly<Record<string, Source>> = {
  figures: async ({ t }, typed) =>
    ENTRIES.map((entry) => ({ value: entry, label: entryName(t, entry) })).filter(
      ({ value, label }) => value === typed || fold(label).includes(fold(typed)),
    ),
};
