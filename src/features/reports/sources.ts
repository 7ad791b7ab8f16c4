import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../reading/index.ts';
import { CHAPTER, WRITABLE } from './content/chapters.ts';
import { writableName } from './messages/documents.ts';
import { findReaders } from './review/operations.ts';

export const reportSources: Readonly<Record<string, Source>> = {
  /** People who may be asked to read the bilan before it is published. */
  readers: async (context, typed) =>
    (await context.do(findReaders, { typed })).map(({ id, name, team, organisations }) => ({
      value: id,
      label: name,
      description: [...(team ? [context.t.text('reports.review.where')] : []), ...organisations].join(', '),
    })),
  chapters: async ({ t }, typed) =>
    WRITABLE.map((key) => ({ value: key, label: writableName(t, key) })).filter(
      // The words before the colon of a key may have been read as the name of the option.
      ({ value, label }) => value === typed || value === CHAPTER + typed || fold(label).includes(fold(typed)),
    ),
};
