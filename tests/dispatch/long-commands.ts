import { z } from 'zod';
import { action, command } from '../../src/access/operation/context.ts';
import { pickField, textField } from '../../src/chat/form.ts';
import { actions, message, select, text } from '../../src/chat/message.ts';
import type { Source } from '../../src/dispatch/registry.ts';

/** The options to choose from, which a test may change. */
export const things: string[] = [];

export function letThereBe(count: number): void {
  things.splice(0, things.length, ...Array.from({ length: count }, (_, index) => `chose-${index + 1}`));
}

/** The values that are chosen already, where several may be. */
const chosen = ['chose-2', 'chose-30', 'chose-59'];

const options = () => things.map((value) => ({ value, label: value.replace('-', ' ') }));
const shared = { description: 'organisations.command.create', who: 'anyone', answer: 'private' } as const;
const said = (...words: readonly string[]) => message(text(words.join(' ')));

export const longSources: Readonly<Record<string, Source>> = {
  things: async (_, typed) => options().filter(({ value, label }) => value === typed || label.includes(typed)),
};

const thing = pickField({ label: 'kits.form.files', option: { fr: 'chose', en: 'thing' }, source: 'things' });
const name = textField({ label: 'organisations.field.name', option: { fr: 'nom', en: 'name' }, max: 20 });

export const longCommands = [
  command({
    ...shared,
    path: { fr: ['lister'], en: ['list'] },
    form: 'never',
    input: z.object({}),
    run: async () =>
      message(
        text('Voici tout'),
        actions(select('long-one:', 'Une chose', options())),
        actions(select('long-some:', 'Des choses', options(), 60, chosen)),
      ),
  }),
  command({
    ...shared,
    path: { fr: ['prendre'], en: ['take'] },
    form: 'when-incomplete',
    input: z.object({ thing }),
    run: async (_, given) => said('Pris :', given.thing),
  }),
  command({
    ...shared,
    path: { fr: ['prendre', 'nommer'], en: ['take', 'name'] },
    form: 'when-incomplete',
    input: z.object({ thing, name }),
    run: async (_, given) => said('Pris :', given.thing, given.name),
  }),
];

export const longActions = [
  action({
    name: 'long-one',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: z.object({ choice: z.string() }),
    run: async (_, { choice }) => said('Choisi :', choice),
  }),
  action({
    name: 'long-some',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: z.object({ choice: z.array(z.string()) }),
    run: async (_, { choice }) => said('Choisi :', ...choice),
  }),
];
