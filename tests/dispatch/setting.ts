import { z } from 'zod';
import { createPresence } from '../../src/access/actor/presence.ts';
import { action, type Context, command } from '../../src/access/operation/context.ts';
import { operation } from '../../src/access/operation/operation.ts';
import { noteWithheld } from '../../src/access/region/withheld.ts';
import { type Form, filesField, longTextField, type RawValues, textField } from '../../src/chat/form.ts';
import type { AnswerMode } from '../../src/chat/interaction.ts';
import { actions as actionRow, button, type Control, type Message, message, text } from '../../src/chat/message.ts';
import type { Place, PlatformName, PlatformUser } from '../../src/chat/place.ts';
import type { FormResponder, Inbox, IncomingValues, Platform } from '../../src/chat/platform.ts';
import type { PlatformTraits } from '../../src/chat/traits.ts';
import { UserError } from '../../src/chat/user-error.ts';
import { needsOn } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { clientOf } from '../../src/database/transaction.ts';
import { createInbox } from '../../src/dispatch/inbox.ts';
import { createTypedMessages } from '../../src/dispatch/messages/typed-messages.ts';
import { createPlatformLimits } from '../../src/dispatch/receiving/concurrency-limit.ts';
import { createRememberedLocales } from '../../src/dispatch/receiving/remembered-locales.ts';
import { createRegistry, type Listener } from '../../src/dispatch/registry.ts';
import { silentLog } from '../../src/log.ts';
import { traitsOf } from '../../src/platforms/registered.ts';
import { schedule } from '../../src/schedule/due.ts';

import { longActions, longCommands, longSources } from './long-commands.ts';

export const NOW = new Date('2026-09-15T07:00:00Z');

/** Stores a name, so that a second one would show. */
const note = operation({
  name: 'test.note',
  who: 'anyone',
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

/** What a form is waited for. */
let ready: Promise<void> = Promise.resolve();

/** Has the form of `/attendre`, and what `/verifier` looks at, take its time; what is given back lets it come. */
export function beSlow(): () => void {
  let come = () => {};
  ready = new Promise((resolve) => {
    come = resolve;
  });
  return come;
}

const commands = [
  command({
    ...shared,
    path: { fr: ['noter'], en: ['note'] },
    form: 'when-incomplete',
    input,
    run: async (context, { name }) => noted(await context.do(note, { name })),
  }),
  command({
    ...shared,
    path: { fr: ['revoir'], en: ['review'] },
    form: 'when-incomplete',
    input,
    review: async (context, { name }) =>
      message(text(`Vous voulez noter ${name} ? Déjà noté : ${(await context.do(known, { name })).length}`)),
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

/** A confirmation that says what there is already. */
async function asked(context: Context, name: string): Promise<Message> {
  const { length } = await context.do(known, { name });
  return message(
    text(`Noter ${name} ? Déjà noté : ${length}`),
    actionRow(button(`note-confirmed:${name}`, 'Noter', 'danger')),
  );
}

const actions = [
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
const listener: Listener = async (context, given) => {
  await context.do(note, { name: given.text });
  return true;
};

const traits: Readonly<Record<PlatformName, PlatformTraits>> = {
  slack: {
    ...{ ...traitsOf('slack'), fieldsPerForm: 100, optionsPerList: 100, optionsPerField: 10_000 },
    ...{ fieldErrors: true, keepsOrder: false },
  },
  discord: {
    ...{ ...traitsOf('discord'), fieldsPerForm: 5, optionsPerList: 25, optionsPerField: 25 },
    ...{ fieldErrors: false, keepsOrder: true },
  },
};

export interface Inboxes {
  readonly inbox: Inbox;
  user(id: string): PlatformUser;
  readonly place: Place;
  noted(): Promise<readonly string[]>;
  /** What was posted beside any answer. */
  posted(): readonly string[];
  /** Moves the domain clock. */
  at(moment: Date): void;
}

/** The dispatcher on a database, in a region, with a few commands of its own. */
export async function startInbox(
  database: Database,
  platform: PlatformName,
  { seeded = true, readMs = 2_000 } = {},
): Promise<Inboxes> {
  const team = `team-${platform}`;
  let now = NOW;
  if (seeded) {
    const region = await database.prisma.region.create({
      data: { name: 'Picardie', departments: ['80'], createdAt: NOW },
    });
    await database.prisma.installation.create({
      data: { regionId: region.id, platform, team, installedAt: NOW },
    });
  }
  const user = (id: string): PlatformUser => ({ platform, id, team, name: id, locale: 'fr', administrator: false });
  const posted: string[] = [];
  const adapter = {
    name: platform,
    traits: traits[platform],
    partsOf: () => 1,
    user: async (id: string) => user(id),
    membership: async () => 'member',
    rollCall: () => ({
      wait: () => 0,
      ask: async (users: readonly string[]) => new Map(users.map((user) => [user, 'member'])),
    }),
    post: async (_: unknown, words: Message) => {
      posted.push(JSON.stringify(words));
      return [];
    },
  };
  const options = {
    database,
    registry: createRegistry({
      commands: [...commands, ...longCommands],
      actions: [...actions, ...longActions],
      sources: longSources,
      listeners: [listener],
    }),
    platform: adapter as unknown as Platform,
    presence: createPresence({ database, platforms: [adapter as unknown as Platform], now: () => now, changed: [] }),
    noteWithheld: noteWithheld(database, () => now, [], needsOn),
    log: silentLog,
    now: () => now,
    locale: 'fr',
    locales: createRememberedLocales('fr'),
    limits: createPlatformLimits(),
    readMs,
    prepareRegion: async () => null,
    isOpen: async () => true,
  } as const;
  return {
    inbox: createInbox(options, createTypedMessages(options)),
    user,
    place: { platform, channel: 'C1', thread: null },
    async noted() {
      const rows = await database.prisma.dueItem.findMany({ where: { kind: 'note' }, orderBy: { id: 'asc' } });
      return rows.map(({ subject }) => subject.split(':')[0] ?? '').sort();
    },
    posted: () => posted,
    at(moment) {
      now = moment;
    },
  };
}

/** The same database, which stores what is typed into a form only once it is let. */
export function slowlyKeeping(database: Database): { readonly slow: Database; letGo(): void } {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { prisma } = database;
  const conversation = overridden(prisma.conversation, {
    updateMany: async (change: Parameters<typeof prisma.conversation.updateMany>[0]) => {
      await gate;
      return prisma.conversation.updateMany(change);
    },
  });
  return { slow: { ...database, prisma: overridden(prisma, { conversation }) }, letGo: () => letGo() };
}

function overridden<T extends object>(original: T, instead: object): T {
  const found = (name: string | symbol) => Reflect.get(name in instead ? instead : original, name);
  return new Proxy(original, { get: (_, name) => found(name) });
}

/** What a platform was told to show in answer to one thing. */
export class Shown implements FormResponder {
  readonly acknowledged: AnswerMode[] = [];
  readonly forms: Form[] = [];
  readonly answers: Message[] = [];
  readonly asides: Message[] = [];
  dropped = false;
  readonly refused: Readonly<Record<string, string>>[] = [];

  async acknowledge(mode: AnswerMode): Promise<void> {
    if (this.acknowledged.length + this.forms.length > 0) throw new Error('acknowledged twice');
    this.acknowledged.push(mode);
  }
  async openForm(form: Form): Promise<void> {
    if (this.acknowledged.length > 0) throw new Error('a form after the acknowledgement');
    this.forms.push(form);
  }
  async answer(words: Message): Promise<void> {
    if (this.acknowledged.length === 0) throw new Error('answered before the acknowledgement');
    this.answers.push(words);
  }
  async aside(words: Message): Promise<void> {
    this.asides.push(words);
  }
  async drop(): Promise<void> {
    this.dropped = true;
  }
  async refuse(errors: Readonly<Record<string, string>>): Promise<void> {
    this.refused.push(errors);
  }

  /** All that can be read. */
  get text(): string {
    return [...this.answers, ...this.asides]
      .flatMap(({ blocks }) => blocks.map((block) => JSON.stringify(block)))
      .join('\n');
  }

  get form(): Form {
    const [form] = this.forms;
    if (!form) throw new Error(`no form opened; reads ${this.text}`);
    return form;
  }

  private get controls(): readonly Control[] {
    return this.answers.flatMap(({ blocks }) => blocks.flatMap((one) => (one.kind === 'actions' ? one.controls : [])));
  }

  /** The list whose name begins like this. */
  list(name: string): Extract<Control, { kind: 'select' }> {
    const found = this.controls.find((one) => one.kind === 'select' && one.placeholder.startsWith(name));
    if (found?.kind !== 'select') throw new Error(`no list "${name}" in ${this.text}`);
    return found;
  }

  /** Action of the button whose label begins like this. */
  button(label: string): string {
    const { controls } = this;
    const found = controls.find((one) => one.kind === 'button' && one.label.startsWith(label));
    if (found?.kind !== 'button') throw new Error(`no button "${label}" in ${this.text}`);
    return found.action;
  }
}

/** One person in front of an inbox. */
export function someone({ inbox, user, place }: Inboxes, id: string) {
  const given = { user: user(id), place };
  return {
    async command(path: string, values: RawValues = {}, typed = '', interaction: string | null = null): Promise<Shown> {
      const shown = new Shown();
      await inbox.command({ ...given, path: path.split(' '), values, text: typed, interaction }, shown);
      return shown;
    },
    async press(action: string, interaction: string | null = null): Promise<Shown> {
      const shown = new Shown();
      await inbox.action({ ...given, action, choice: [], message: null, interaction }, shown);
      return shown;
    },
    async choose(action: string, ...choice: readonly string[]): Promise<Shown> {
      const shown = new Shown();
      await inbox.action({ ...given, action, choice, message: null, interaction: null }, shown);
      return shown;
    },
    /** `shown`: what the platform is told meanwhile. */
    async submit(
      form: string,
      values: IncomingValues,
      interaction: string | null = null,
      shown = new Shown(),
    ): Promise<Shown> {
      await inbox.form({ ...given, form, values, interaction }, shown);
      return shown;
    },
    say: (event: string, words: string, channel = place.channel) =>
      inbox.message({
        ...{ ...given, place: { ...place, channel } },
        ...{ id: event, text: words, files: [], direct: true, mentionsBot: false },
      }),
  };
}
