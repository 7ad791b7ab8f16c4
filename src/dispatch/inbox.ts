import type { Context } from '../access/context.ts';
import type { Actor, Region } from '../access/region.ts';
import { hasRole } from '../access/region.ts';
import { fieldsOf, type RawValues } from '../chat/form.ts';
import type { AnswerMode, Interaction } from '../chat/interaction.ts';
import type { Message } from '../chat/message.ts';
import type { Place, PlatformUser } from '../chat/place.ts';
import type {
  FormResponder,
  Inbox,
  IncomingAction,
  IncomingCommand,
  IncomingForm,
  IncomingMessage,
  IncomingValues,
  Platform,
  Responder,
  SuggestionRequest,
} from '../chat/platform.ts';
import { UserError } from '../chat/user-error.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';
import { suggestMoments } from '../dates/index.ts';
import { aboutPlace } from '../delivery/outbox.ts';
import type { Log } from '../log.ts';
import { isTextKey, type Locale, type TextKey, textIn } from '../texts/index.ts';
import { buildForm, formPage } from './build-form.ts';
import {
  type Conversation,
  findConversation,
  keepResult,
  keepValues,
  openConversation,
  reopenConversation,
} from './conversation-store.ts';
import { readChoice, readInput } from './read-input.ts';
import type { Registry } from './registry.ts';
import { AlreadyDone, createContext, findActor, findRegion, type Once } from './session.ts';
import { merged, withStoredFiles, withTypedText } from './submit.ts';
import { failure, fieldRefusal, nextPage, notInstalled, REOPEN, refusal } from './words.ts';

export interface InboxOptions {
  readonly database: Database;
  readonly registry: Registry;
  /** The platform the inbox takes things in from. */
  readonly platform: Platform;
  readonly log: Log;
  /** Domain clock. */
  readonly now: () => Date;
  /** Language when nothing else tells. */
  readonly locale: Locale;
  /** Makes the region of a workspace that has none yet, when this person may; null when they may not. */
  readonly prepareRegion: (user: PlatformUser) => Promise<Region | null>;
}

/** A platform waits 3 s for the first sign; reading what a form needs may take this long before we say we can't. */
const READ_MS = 2_000;

interface Session {
  readonly region: Region;
  readonly actor: Actor;
  readonly place: Place;
}

/** Turns what people do on a platform into work, and what comes of it into an answer. */
export function createInbox(options: InboxOptions): Inbox {
  const { database, registry, platform, log, now } = options;

  async function session(user: PlatformUser, place: Place, beforeSetup = false): Promise<Session | null> {
    const known = await findRegion(database, user);
    if (known && (beforeSetup || known.departments.length > 0)) {
      return { region: known, actor: await findActor(database, known, await asked(user, beforeSetup), now()), place };
    }
    if (!beforeSetup) return null;
    const whole = await asked(user, true);
    const region = await options.prepareRegion(whole);
    return region ? { region, actor: await findActor(database, region, whole, now()), place } : null;
  }

  /** Some events don't say who administers: asked where it matters. */
  async function asked(user: PlatformUser, matters: boolean): Promise<PlatformUser> {
    return matters && user.administrator === null ? platform.user(user.id, user.team) : user;
  }

  function context(of: Session, once: Once = null) {
    return createContext(database, { ...of, now: now(), once });
  }

  /** Answers, whatever happened. A platform that no longer takes the answer changes nothing in what was stored. */
  async function answer(responder: Responder, words: Message): Promise<void> {
    await responder.answer(words).catch((error: unknown) => log.error('answer.failed', error));
  }

  /** Runs and answers; a refusal is put into words, a failure of ours is logged and says so. */
  async function respond(
    of: Context,
    responder: Responder,
    typed: RawValues,
    work: () => Promise<Message | null>,
    refused: (error: UserError) => Promise<Message> = async (error) => refusal(of, error, null),
  ): Promise<Message | null> {
    try {
      const words = await work();
      if (words) await answer(responder, words);
      return words;
    } catch (error) {
      const words =
        error instanceof UserError
          ? await refused(error)
          : error instanceof AlreadyDone
            ? refusal(of, new UserError('common.done.already'), null)
            : failure(of.t.locale, 'unexpected', typed);
      if (!(error instanceof UserError || error instanceof AlreadyDone)) log.error('interaction.failed', error);
      await answer(responder, words);
      return null;
    }
  }

  /** Finds out where and who in time, or says why not. Null when the answer has been given. */
  async function begin(
    user: PlatformUser,
    place: Place,
    responder: Responder,
    mode: AnswerMode | null,
    typed: RawValues,
    beforeSetup = false,
  ): Promise<Session | null> {
    const locale = user.locale ?? options.locale;
    // Nothing but an answer can follow: the platform hears of us before the database does.
    if (mode) await responder.acknowledge(mode);
    let words: Message;
    try {
      const found = await within(READ_MS, session(user, place, beforeSetup));
      if (found) return found;
      words = notInstalled(locale, user.platform);
    } catch (error) {
      if (!(error instanceof UserError)) log.error('session.failed', error);
      words =
        error instanceof UserError && isTextKey(error.id)
          ? { blocks: [{ kind: 'text', text: textIn(locale, error.id) }] }
          : failure(locale, 'unavailable', typed);
    }
    if (!mode) await responder.acknowledge('private');
    await answer(responder, words);
    return null;
  }

  /** Runs at once, or opens the form that asks for what is missing. */
  async function start(
    interaction: Interaction<Context>,
    about: string,
    key: string,
    of: Session,
    responder: Responder,
    given: RawValues,
    acknowledged: boolean,
  ): Promise<void> {
    const ctx = context(of);
    const acknowledge = async () => {
      if (!acknowledged) await responder.acknowledge(interaction.answer);
    };
    if (!hasRole(of.actor, interaction.who)) {
      if (!acknowledged) await responder.acknowledge('private');
      await answer(responder, refusal(ctx, new UserError(`common.errors.role.${interaction.who}`), null));
      return;
    }
    if (interaction.form === 'never') {
      await acknowledge();
      await respond(ctx, responder, given, async () => {
        const read = about.startsWith('action:')
          ? readChoice(ctx, interaction.input, given)
          : await readInput(registry, ctx, interaction.input, given);
        if (!read.ok) throw new UserError('common.errors.incomplete', { fields: Object.values(read.errors).join(' ') });
        return interaction.run(ctx, read.input, key);
      });
      return;
    }
    try {
      if (interaction.form === 'when-incomplete') {
        const read = await readInput(registry, ctx, interaction.input, given);
        if (read.ok) {
          await acknowledge();
          const conversation = await openConversation(database, conversationOf(of, about, given), now());
          await runOnce(interaction, key, conversation, of, responder, read.input);
          return;
        }
      }
      const prefilled = (await interaction.prefill?.(ctx, key)) ?? {};
      const values = { ...prefilled, ...given };
      const conversation = await openConversation(database, conversationOf(of, about, values), now());
      await open(interaction, key, conversation, ctx, responder);
    } catch (error) {
      await responder.acknowledge('private').catch(() => {});
      await respond(ctx, responder, given, () => Promise.reject(error));
    }
  }

  function conversationOf(of: Session, about: string, values: RawValues) {
    return { regionId: of.region.id, personId: of.actor.personId, about, values };
  }

  async function open(
    interaction: Interaction<Context>,
    key: string,
    conversation: Conversation,
    ctx: Context,
    responder: Responder,
  ): Promise<void> {
    const page = formPage(interaction, conversation.page, platform.capabilities.fieldsPerForm);
    const { id, values } = conversation;
    await responder.openForm(await buildForm(registry, ctx, interaction, { id, values, key, page }));
  }

  /** The work of a complete form: once, and offered again when it is refused. */
  async function runOnce(
    interaction: Interaction<Context>,
    key: string,
    conversation: Conversation,
    of: Session,
    responder: Responder,
    input: Record<string, unknown>,
  ): Promise<void> {
    const ctx = context(of, { conversation: conversation.id });
    const words = await respond(
      ctx,
      responder,
      conversation.values,
      () => interaction.run(ctx, input, key),
      async (error) => {
        await reopenConversation(database, conversation.id);
        return refusal(ctx, error, interaction.form === 'never' ? null : conversation.id);
      },
    );
    if (words) await keepResult(database, conversation.id, words);
  }

  /** The interaction a conversation is about. */
  function interactionOf(about: string): { interaction: Interaction<Context>; key: string } | null {
    const [kind, rest = ''] = split(about);
    if (kind === 'command') {
      const found = registry.command(rest.split(' '));
      return found ? { interaction: found, key: '' } : null;
    }
    const [name, key = ''] = split(rest);
    const found = registry.action(name);
    return found ? { interaction: found, key } : null;
  }

  async function heldBy(of: Session, id: string): Promise<Conversation> {
    const conversation = await findConversation(database, id);
    if (!conversation || conversation.regionId !== of.region.id || conversation.expiresAt < now()) {
      throw new UserError('common.form.expired');
    }
    if (conversation.personId !== of.actor.personId) throw new UserError('common.form.notYours');
    return conversation;
  }

  return {
    async command(given: IncomingCommand, responder) {
      const typed = typedValues(given.values);
      const found = registry.command(given.path);
      const help = found ?? registry.command(['mois']);
      if (!help) throw new Error('no menu is registered');
      const mode = help.form === 'never' ? help.answer : null;
      const of = await begin(
        given.user,
        given.place,
        responder,
        mode,
        { ...typed, text: given.text },
        help.beforeSetup,
      );
      if (!of) return;
      let values: RawValues;
      try {
        const stored = await withStoredFiles(database, { ...of, now: now() }, given.values);
        values = found ? withTypedText(fieldsOf(help.input), stored, given.text) : {};
      } catch (error) {
        if (!mode) await responder.acknowledge('private');
        await respond(context(of), responder, typed, () => Promise.reject(error));
        return;
      }
      await start(help, `command:${help.path.fr.join(' ')}`, '', of, responder, values, mode !== null);
    },

    async action(given: IncomingAction, responder) {
      const [name, key = ''] = split(given.action);
      if (name === REOPEN) {
        await reopen(key, given, responder);
        return;
      }
      const found = registry.action(name);
      const mode = found?.form === 'never' ? found.answer : null;
      const of = await begin(given.user, given.place, responder, mode, {}, found?.beforeSetup);
      if (!of) return;
      if (!found) {
        await responder.acknowledge('private');
        await answer(responder, refusal(context(of), new UserError('common.errors.unknownAction'), null));
        return;
      }
      await start(found, `action:${given.action}`, key, of, responder, { choice: given.choice }, mode !== null);
    },

    async form(given: IncomingForm, responder) {
      await submitForm(given, responder);
    },

    async message(given: IncomingMessage) {
      const region = await findRegion(database, given.user).catch(() => null);
      if (!region || region.departments.length === 0) return;
      const about = await inTransaction(database, (tx) => aboutPlace({ tx, region, now: now() }, given.place));
      if (about === null) return;
      const actor = await findActor(database, region, given.user, now());
      const ctx = context({ region, actor, place: given.place }, { event: given.id });
      for (const listener of registry.listeners) {
        try {
          if (await listener(ctx, given, about)) return;
        } catch (error) {
          if (error instanceof AlreadyDone) return;
          throw error;
        }
      }
    },

    async suggest(request: SuggestionRequest) {
      const found = registry.command(request.path);
      const field = found && fieldsOf(found.input).find((one) => one.name === request.option);
      if (!field) return [];
      const of = await session(request.user, request.place).catch(() => null);
      if (!of) return [];
      const ctx = context(of);
      if (field.kind === 'moment') {
        const when = { now: now(), timeZone: of.region.timeZone, locale: ctx.t.locale };
        return suggestMoments(request.typed, when);
      }
      const source = field.source === undefined ? undefined : registry.sources[field.source];
      return source ? source(ctx, request.typed) : [];
    },
  };

  /** [Corriger], [Continuer]: the form again, holding what was typed. */
  async function reopen(id: string, given: IncomingAction, responder: Responder): Promise<void> {
    const of = await begin(given.user, given.place, responder, null, {}, true);
    if (!of) return;
    const ctx = context(of);
    try {
      const conversation = await heldBy(of, id);
      if (conversation.done) {
        await responder.acknowledge('private');
        await answer(responder, conversation.result ?? refusal(ctx, new UserError('common.done.already'), null));
        return;
      }
      const about = interactionOf(conversation.about);
      if (!about) throw new UserError('common.form.expired');
      await open(about.interaction, about.key, conversation, ctx, responder);
    } catch (error) {
      await responder.acknowledge('private').catch(() => {});
      await respond(ctx, responder, {}, () => Promise.reject(error));
    }
  }

  async function submitForm(given: IncomingForm, responder: FormResponder): Promise<void> {
    const typed = typedValues(given.values);
    const of = await begin(given.user, given.place, responder, null, typed, true);
    if (!of) return;
    const ctx = context(of);
    try {
      const conversation = await heldBy(of, given.form);
      if (conversation.done) {
        await responder.acknowledge('private');
        await answer(responder, conversation.result ?? refusal(ctx, new UserError('common.done.already'), null));
        return;
      }
      const about = interactionOf(conversation.about);
      if (!about) throw new UserError('common.form.expired');
      const { interaction, key } = about;
      const page = formPage(interaction, conversation.page, platform.capabilities.fieldsPerForm);
      const stored = await withStoredFiles(database, { ...of, now: now() }, given.values);
      const values = merged(conversation.values, page.fields, stored);
      await keepValues(database, conversation.id, values, page.page);
      const read = await readInput(registry, ctx, interaction.input, values, page.fields);
      if (!read.ok) {
        if (platform.capabilities.fieldErrors) {
          await responder.refuse(read.errors);
          return;
        }
        const labels = page.fields.map((field) => [field.name, ctx.t.text(field.label as TextKey)] as const);
        await responder.acknowledge('private');
        await answer(responder, fieldRefusal(ctx, read.errors, new Map(labels), conversation.id));
        return;
      }
      if (page.page + 1 < page.pages) {
        await keepValues(database, conversation.id, values, page.page + 1);
        await responder.acknowledge('private');
        await answer(responder, nextPage(ctx.t, conversation.id));
        return;
      }
      const whole = await readInput(registry, ctx, interaction.input, values);
      await responder.acknowledge(interaction.answer);
      if (!whole.ok) {
        const labels = fieldsOf(interaction.input).map(
          (field) => [field.name, ctx.t.text(field.label as TextKey)] as const,
        );
        await keepValues(database, conversation.id, values, 0);
        await answer(responder, fieldRefusal(ctx, whole.errors, new Map(labels), conversation.id));
        return;
      }
      await runOnce(interaction, key, { ...conversation, values }, of, responder, whole.input);
    } catch (error) {
      await responder.acknowledge('private').catch(() => {});
      await respond(ctx, responder, typed, () => Promise.reject(error));
    }
  }
}

function split(text: string): [string, string | undefined] {
  const at = text.indexOf(':');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function typedValues(values: IncomingValues): RawValues {
  const typed: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(values)) {
    typed[name] = typeof value === 'string' ? value : value.filter((item) => typeof item === 'string');
  }
  return typed;
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too slow')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
