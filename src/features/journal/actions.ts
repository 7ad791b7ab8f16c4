import { z } from 'zod';
import { objectKinds } from '../../access/journal/entry.ts';
import { type AnyAction, action, type Context } from '../../access/operation/context.ts';
import type { Message } from '../../chat/message.ts';
import type { JournalFilter, Turn } from './entry.ts';
import { filterInput, readFilter } from './forms.ts';
import { journalExportedMessage, journalMessage } from './messages.ts';
import { exportJournal, viewJournal } from './operations.ts';
import { longId, readFilterKey } from './rules.ts';

const none = z.object({});

/** Shows a page of the journal. */
export async function showJournal(context: Context, filter: JournalFilter, turn: Turn | null = null): Promise<Message> {
  return journalMessage(context, await context.do(viewJournal, { filter, turn }));
}

/** `journal-older:<entry>/<filter>` and `journal-newer:…`: the entries beyond this one. */
function turning(to: Turn['to']): AnyAction {
  return action({
    name: `journal-${to}`,
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    run(context, _, key) {
      const [entry = '', ...filter] = key.split('/');
      const from = longId(entry);
      return showJournal(context, readFilterKey(filter.join('/')), from === null ? null : { to, from });
    },
  });
}

export const journalActions: readonly AnyAction[] = [
  turning('older'),
  turning('newer'),
  action({
    name: 'journal-view',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: none,
    run: (context, _, key) => showJournal(context, readFilterKey(key)),
  }),
  /** `journal-kind:<filter>`: what was done to things of the kind that is picked. */
  action({
    name: 'journal-kind',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: z.object({ choice: z.enum(objectKinds) }),
    run: (context, { choice }, key) => showJournal(context, { ...readFilterKey(key), kind: choice, object: null }),
  }),
  /** `journal-thing:<filter>`: what was done to the one that is picked. */
  action({
    name: 'journal-thing',
    who: 'coordinator',
    answer: 'update',
    form: 'never',
    input: z.object({ choice: z.uuid() }),
    run: (context, { choice }, key) => showJournal(context, { ...readFilterKey(key), object: choice }),
  }),
  action({
    name: 'journal-filter',
    who: 'coordinator',
    answer: 'update',
    form: 'always',
    title: 'journal.form.title',
    submit: 'journal.form.submit',
    input: filterInput,
    run: async (context, input) => showJournal(context, await readFilter(context, input)),
  }),
  action({
    name: 'journal-export',
    who: 'coordinator',
    answer: 'private',
    form: 'never',
    input: none,
    async run(context, _, key) {
      const filter = readFilterKey(key);
      return journalExportedMessage(context.t, await context.do(exportJournal, { filter }), filter);
    },
  }),
];
