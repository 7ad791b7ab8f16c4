import { z } from 'zod';
import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../reading/index.ts';
import { numberedTitle } from '../events/messages/pieces.ts';
import { CHAPTER, WRITABLE } from './content/chapters.ts';
import { writableName } from './messages/documents.ts';
import { eventsToCite } from './press/operations.ts';
import { findReaders } from './review/operations.ts';

export const reportSources: Readonly<Record<string, Source>> = {
  /** People who may be asked to read the bilan before it is published. */
  readers: async (context, typed) =>
    (await context.do(findReaders, { typed })).map(({ id, name, team, organisations }) => ({
      value: id,
      label: name,
      description: [...(team ? [context.t.text('reports.review.where')] : []), ...organisations].join(', '),
    })),
  /** Events that a press reference may be about. One that is stored is found by its id, of whatever edition. */
  'cited-events': async (context, typed) => {
    const id = z.uuid().safeParse(typed).data ?? null;
    return (await context.do(eventsToCite, { id }))
      .filter(
        (event) => id !== null || fold(`${numberedTitle(event)} ${event.organisation.name}`).includes(fold(typed)),
      )
      .map((event) => ({
        value: event.id,
        label: numberedTitle(event),
        name: event.title,
        description: context.t.slots(event.slots, 'short'),
      }));
  },
  chapters: async ({ t }, typed) =>
    WRITABLE.map((key) => ({ value: key, label: writableName(t, key) })).filter(
      // The words before the colon of a key may have been read as the name of the option.
      ({ value, label }) => value === typed || value === CHAPTER + typed || fold(label).includes(fold(typed)),
    ),
};
