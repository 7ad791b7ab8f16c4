import { commandNames } from '../../access/operation/command-name.ts';
import type { Context } from '../../access/operation/context.ts';
import { fieldsOf, type RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';
import { type Message, message } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import { ChoiceNeeded, SeveralErrors, UserError } from '../../chat/user-error.ts';
import type { Locale } from '../../texts/index.ts';
import type { InboxOptions } from '../options.ts';
import { type Conversation, keepResult, keepShown, keepValues, reopenConversation } from './conversation-store.ts';
import { displayedUser } from './displayed-user.ts';
import { typedAgain } from './echo.ts';
import { fingerprinted, fingerprintOf, outdated } from './fingerprint.ts';
import { withPages } from './kept-lists.ts';
import { offersOf } from './offers.ts';
import { AlreadyDone, createContext, type Once, type Session } from './session.ts';
import { choice, failure, fieldErrorsOf, fieldRefusal, labelsOf, refusal, toConfirm } from './words.ts';

/** Does the work and answers, whatever comes of it. */
export interface Runner {
  context(of: Session, once?: Once): Context;
  /** Says why something wasn't done, with the ways out that are offered; with a form, offers it again. */
  refusal(of: Context, error: UserError, form: string | null): Message;
  /** Answers with a message whose lists may be of any length. */
  say(of: Context, responder: Responder, words: Message): Promise<void>;
  /** Answers, whatever happened. A platform that no longer takes the answer changes nothing in what was stored. */
  answer(responder: Responder, words: Message, locale: Locale): Promise<void>;
  /** A word beside the answer that another press gave or will give. */
  aside(responder: Responder, words: Message, locale: Locale): Promise<void>;
  /** Runs and answers; a refusal is put into words, a failure of ours is logged and says so. */
  respond(
    of: Context,
    responder: Responder,
    typed: RawValues,
    work: () => Promise<Message | null>,
    refused?: Refused,
  ): Promise<Message | null>;
  /** Says why nothing could be done, to somebody who may have been acknowledged already. */
  fail(of: Context, responder: Responder, typed: RawValues, error: unknown): Promise<void>;
  /** A complete form: shown back where it has a review, else done. */
  proceed(complete: Complete, of: Session, responder: Responder): Promise<void>;
  /** The same without a word of it. What it is refused or fails with is its outcome too. */
  attempt(complete: Complete, of: Session): Promise<Outcome>;
  /** What came of it. */
  tell(outcome: Outcome, complete: Complete, of: Session, responder: Responder): Promise<void>;
  /** A review was confirmed: done where it shows what would be done now (`print`), else shown anew. */
  confirmed(complete: Complete, print: string | null, of: Session, responder: Responder): Promise<void>;
}

/** What came of a complete form: it is to be shown back, it was done, or it was refused or failed. */
export type Outcome = { readonly review: Review } | { readonly words: Message | null } | { readonly error: unknown };

/** What is said of a refusal; `aside`: beside the message that held the button, which another press may have answered. */
export interface Refused {
  readonly words?: (error: UserError) => Promise<Message>;
  readonly aside?: boolean;
}

/** A form of which every field was given and reads. */
export interface Complete {
  readonly interaction: Interaction<Context>;
  readonly key: string;
  readonly conversation: Conversation;
  readonly input: Record<string, unknown>;
}

export function createRunner({ database, registry, platform, log, now, locale: botLocale }: InboxOptions): Runner {
  const self: Runner = {
    context: (of, once = null) => {
      const user = async (externalId: string) => displayedUser(await platform.user(externalId, of.actor.team));
      const reader = { platform: platform.name, locale: of.actor.locale, botLocale };
      return createContext(database, {
        ...{ ...of, now: now(), once, user },
        access: (channel) => platform.access(channel),
        withheld: () => platform.withheld(),
        commandNames: commandNames(registry.commands, reader),
      });
    },

    refusal: (of, error, form) => refusal(of, error, form, offersOf(registry, of.actor, error)),

    async say(of, responder, words) {
      // Should it not be kept, the platform shows of it what it can.
      const shown = await withPages(database, of, words, platform).catch((error: unknown) => {
        log.error('list.not-kept', error);
        return words;
      });
      await self.answer(responder, shown, of.t.locale);
    },

    async answer(responder, words, locale) {
      await responder.answer(words, locale).catch((error: unknown) => log.error('answer.failed', error));
    },

    async aside(responder, words, locale) {
      await responder.aside(words, locale).catch((error: unknown) => log.error('answer.failed', error));
    },

    async respond(of, responder, typed, work, { words: refused, aside = false } = {}) {
      try {
        const words = await work();
        const shown = words && fingerprinted(registry, words);
        if (shown) await self.say(of, responder, shown);
        return shown;
      } catch (error) {
        const words =
          error instanceof UserError
            ? await (refused?.(error) ?? self.refusal(of, error, null))
            : error instanceof AlreadyDone
              ? self.refusal(of, new UserError('common.done.already'), null)
              : failure(of.t.locale, 'unexpected', typed);
        if (!(error instanceof UserError || error instanceof AlreadyDone)) log.error('interaction.failed', error);
        const besides = error instanceof AlreadyDone || (aside && error instanceof UserError);
        if (besides) await self.aside(responder, words, of.t.locale);
        else await self.say(of, responder, words);
        return null;
      }
    },

    async fail(of, responder, typed, error) {
      await responder.acknowledge('private').catch(() => {});
      await self.respond(of, responder, typed, () => Promise.reject(error));
    },

    async proceed(complete, of, responder) {
      await self.tell(await self.attempt(complete, of), complete, of, responder);
    },

    attempt: async (complete, of) => (await reviewed(complete, of)) ?? done(complete, of),

    async tell(outcome, complete, of, responder) {
      const ctx = self.context(of);
      if ('review' in outcome) {
        return self.say(ctx, responder, await toBeConfirmed(ctx, complete, outcome.review));
      }
      const { id, values } = complete.conversation;
      const work = async () => {
        if ('error' in outcome) throw outcome.error;
        return outcome.words;
      };
      const words = await self.respond(ctx, responder, values, work, {
        words: (error) => offerAgain(ctx, error, complete),
      });
      if (words) await keepResult(database, id, words);
    },

    async confirmed(complete, print, of, responder) {
      const now = await reviewed(complete, of);
      if (now === null || ('review' in now && now.review.print === print)) {
        await self.tell(await done(complete, of), complete, of, responder);
      } else if ('review' in now) {
        const ctx = self.context(of);
        const newest = complete.conversation.shown === print ? 'common.shown.changed' : 'common.shown.older';
        const words = outdated(ctx, await toBeConfirmed(ctx, complete, now.review), newest);
        await self.say(ctx, responder, words);
      } else await self.tell(now, complete, of, responder);
    },
  };

  /** What was understood, or what has changed since it was asked, or why it couldn't be; null where nothing is shown back. */
  async function reviewed({ interaction, key, conversation, input }: Complete, of: Session): Promise<Outcome | null> {
    try {
      const ctx = self.context(of);
      const now = (await interaction.changedSince?.(ctx, key)) ?? null;
      const shown = now
        ? message(...fingerprinted(registry, now).blocks, ...typedAgain(ctx.t, conversation.values))
        : ((await interaction.review?.(ctx, input, key)) ?? null);
      return shown && { review: { shown, print: fingerprintOf(shown, conversation.values) } };
    } catch (error) {
      return { error };
    }
  }

  /** The work of a complete form: once; it may be sent again when it is refused. */
  async function done({ interaction, key, conversation, input }: Complete, of: Session): Promise<Outcome> {
    const { id } = conversation;
    try {
      return { words: await interaction.run(self.context(of, { conversation: id }), input, key) };
    } catch (error) {
      if (!(error instanceof UserError)) return { error };
      return reopenConversation(database, id).then(
        () => ({ error }),
        (lost: unknown) => ({ error: lost }),
      );
    }
  }

  async function offerAgain(of: Context, error: UserError, { interaction, conversation }: Complete): Promise<Message> {
    if (error instanceof ChoiceNeeded) return choice(of, error, conversation.id);
    // Everything that was typed stays, to be put right; of a file that won't do, only another helps.
    if (fieldsOf(interaction.input).some(({ kind, name }) => kind === 'file' && name === error.field)) {
      const values = Object.entries(conversation.values).filter(([name]) => name !== error.field);
      await keepValues(database, conversation.id, Object.fromEntries(values), 0);
    }
    const errors = error instanceof SeveralErrors ? fieldErrorsOf(of, error) : null;
    if (errors) return fieldRefusal(of, errors, labelsOf(of, fieldsOf(interaction.input)), conversation.id);
    return self.refusal(of, error, interaction.form === 'never' ? null : conversation.id);
  }

  async function toBeConfirmed(
    ctx: Context,
    { interaction, conversation }: Complete,
    { shown, print }: Review,
  ): Promise<Message> {
    await keepShown(database, conversation.id, print);
    const confirm = interaction.confirm ?? 'common.confirm';
    return toConfirm(ctx, shown, { conversation: conversation.id, confirm, print });
  }

  return self;
}

/** What was understood of a form, and what identifies it. */
interface Review {
  readonly shown: Message;
  readonly print: string;
}
