import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../reading/index.ts';
import { WRITABLE } from './chapters.ts';
import { writableName } from './messages/documents.ts';

export const reportSources: Readonly<Record<string, Source>> = {
  chapters: async ({ t }, typed) =>
    WRITABLE.map((key) => ({ value: key, label: writableName(t, key) })).filter(
      ({ value, label }) => value === typed || fold(label).includes(fold(typed)),
    ),
};
