import { z } from 'zod';
import { action, type Context, command } from '../../src/access/operation/context.ts';
import { operation } from '../../src/access/operation/operation.ts';
import { filesField, longTextField, textField } from '../../src/chat/form.ts';
import { actions, button, type Message, message, text } from '../../src/chat/message.ts';
import { UserError } from '../../src/chat/user-error.ts';
import { clientOf } from '../../src/database/transaction.ts';
import type { Listener } from '../../src/dispatch/registry.ts';
import { schedule } from '../../src/schedule/due.ts';

/** Stores a name, so that a second one would show. */
const note = operation({
  name: 'test.note',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ name: z.string() }),
  async run(scope, { name }) {
    if (name === 'refusé') throw new UserError('common.errors.notFound');
    const subject = `${name}:${crypto.randomUUID()}`;
    await schedule(scope, { kind: 'note', subject, at: scope.now, expires: null });
    if (name === 'en panne') throw new Error('a mistake of ours');
    return name;
  },
});

const known = operation({
  name: 'test.known',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({ name: z.string() }),
  async run(scope, { name }) {
    const found = await clientOf(scope.tx).dueItem.findMany({ where: { subject: { startsWith: `${name}:` } } });
    return found.map(({ subject }) => subject);
  },
});

const fields = {
  name: textField({ label: 'organisations.field.name', option: { fr: 'nom', en: 'name' }, max: 20 }),
  story: longTextField({ label: 'meetings.form.agenda', option: { fr: 'texte', en: 'text' } }).optional(),
};
const input = z.object(fields);
const noted = (name: string): Message => message(text(`Noté : ${name}`));
const shared = { description: 'organisations.command.create', who: 'anyone', answer: 'private' } as const;

/** A form opens once this resolves. */
let ready: Promise<void> = Promise.resolve();

/** Makes the form of `/attendre`, and what `/verifier` looks at, wait until the returned function is called. */
export function beSlow(): () => void {
  let come = () => {};
  ready = new Promise((resolve) => {
    come = resolve;
  });
  return come;
}

let reviewing: () => Promise<unknown> = async () => {};

/**
 * Makes something happen once `/revoir` is confirmed and before it looks at what is to be confirmed, or before `/noter` does anything;
 * only the next time.
 */
export function meanwhile(work: () => Promise<unknown>): void {
  reviewing = () => {
    reviewing = async () => {};
    return work();
  };
}

export const triedCommands = [
  command({
    ...shared,
    path: { fr: ['noter'], en: ['note'] },
    form: 'when-incomplete',
    input,
    async run(context, { name }) {
      await reviewing();
      if (name === 'impossible') throw new UserError('common.errors.notFound');
      return noted(await context.do(note, { name }));
    },
  }),
  command({
    ...shared,
    path: { fr: ['revoir'], en: ['review'] },
    form: 'when-incomplete',
    input,
    async review(context, { name }) {
      await reviewing();
      return message(text(`Vous voulez noter ${name} ? Déjà noté : ${(await context.do(known, { name })).length}`));
    },
    run: async (context, { name }) => noted(await context.do(note, { name })),
  }),
  command({
    ...shared,
    who: 'coordinator',
    path: { fr: ['reserver'], en: ['reserve'] },
    form: 'when-incomplete',
    input,
    run: async (context, { name }) => noted(await context.do(note, { name })),
  }),
  command({
    ...shared,
    path: { fr: ['joindre'], en: ['attach'] },
    form: 'when-incomplete',
    input: z.object({ ...fields, files: filesField({ label: 'kits.form.files' }) }),
    run: async (context, { name }) => noted(await context.do(note, { name })),
  }),
  command({
    ...shared,
    path: { fr: ['attendre'], en: ['wait'] },
    form: 'always',
    input,
    prefill: async () => {
      await ready;
      return { name: 'Préparé' };
    },
    run: async (context, { name }) => noted(await context.do(note, { name })),
  }),
  command({
    ...shared,
    path: { fr: ['verifier'], en: ['check'] },
    form: 'always',
    input,
    async review(_, { name }) {
      await ready;
      if (name === 'refusé') throw new UserError('common.errors.notInList', {}, 'name');
      return message(text(`Vous voulez noter ${name} ?`));
    },
    run: async (context, { name }) => noted(await context.do(note, { name })),
  }),
  command({
    ...shared,
    path: { fr: ['mois'], en: ['month'] },
    form: 'never',
    input: z.object({}),
    run: async () => message(text('Le menu')),
  }),
];

/** Returns a confirmation that says what exists already. */
async function asked(context: Context, name: string): Promise<Message> {
  const { length } = await context.do(known, { name });
  return message(
    text(`Noter ${name} ? Déjà noté : ${length}`),
    actions(button(`note-confirmed:${name}`, 'Noter', 'danger')),
  );
}

export const triedActions = [
  action({
    name: 'note-asked',
    who: 'anyone',
    answer: 'private',
    form: 'never',
    input: z.object({}),
    run: (context, _, key) => asked(context, key),
  }),
  action({
    name: 'note-confirmed',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: z.object({}),
    confirms: asked,
    run: async (context, _, key) => noted(await context.do(note, { name: key })),
  }),
  action({
    name: 'note-it',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: z.object({}),
    run: async (context, _, key) => noted(await context.do(note, { name: key })),
  }),
  action({
    name: 'note-once',
    who: 'anyone',
    answer: 'update',
    form: 'never',
    input: z.object({}),
    run: async (context, _, key) => {
      const [before] = await context.do(known, { name: key });
      if (before !== undefined) throw new UserError('common.done.already');
      return noted(await context.do(note, { name: key }));
    },
  }),
];

/** Notes what is said in reply to anything. */
export const triedListener: Listener = async (context, given) => {
  await context.do(note, { name: given.text });
  return true;
};
