import { type AnyCommand, command } from '../src/access/operation/context.ts';
import { showJournal } from '../src/features/journal/actions.ts';
import { filterInput, readFilter } from '../src/features/journal/forms.ts';

export const journalCommands: readonly AnyCommand[] = [
  command({
    path: { fr: ['equipe', 'journal'], en: ['team', 'log'] },
    description: 'journal.command',
    who: 'coordinator',
    answer: 'private',
    form: 'when-incomplete',
    title: 'journal.form.title',
    submit: 'journal.form.submit',
    input: filterInput,
    run: async (context, input) => showJournal(context, await readFilter(context, input)),
  }),
];
