import { isNotice, noticeOnce } from '../../access/actor/notice.ts';
import { teamOf } from '../../access/actor/presence-store.ts';
import { commandNames } from '../../access/operation/command-name.ts';
import type { Context } from '../../access/operation/context.ts';
import type { RawValues } from '../../chat/form.ts';
import { type Message, message } from '../../chat/message.ts';
import type { Responder } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Locale } from '../../texts/index.ts';
import type { CommandNames } from '../../texts/translator.ts';
import type { InboxOptions } from '../options.ts';
import { AlreadyDone, createContext, type OnceKey } from './context.ts';
import { noteAnswered } from './conversation-store.ts';
import { displayedUser } from './displayed-user.ts';
import { askedBy, fingerprinted } from './fingerprint.ts';
import { withPages } from './kept-lists.ts';
import { offersOf } from './offers.ts';
import { outcomeOf, standsAs, standsFor } from './outcome.ts';
import type { Reviews } from './reviews.ts';
import type { Session } from './session.ts';
import { failure, refusal } from './words.ts';

/** Answers somebody, whatever the outcome of what they did. */
export interface Answering {
  context(of: Session, once?: OnceKey): Context;
  /** Words a refusal, with the ways out that are offered; with a form, offers it again. */
  refusal(of: Context, error: UserError, form: string | null): Message;
  /** Answers with a message whose lists may be of any length. */
  say(of: Context, responder: Responder, words: Message): Promise<void>;
  /** Gives the answer. A platform that no longer takes it changes nothing in what was stored. */
  answer(responder: Responder, words: Message, locale: Locale): Promise<void>;
  /** Says something beside the answer that another press gave or will give. */
  aside(responder: Responder, words: Message, locale: Locale): Promise<void>;
  /** Runs the work and answers. Words a refusal; logs a failure of ours and says so. */
  respond(
    of: Context,
    responder: Responder,
    typed: RawValues,
    work: () => Promise<Message | null>,
    refused?: Refused,
  ): Promise<Message | null>;
  /** Deals with a form that was sent: it has its answer once the work is over. */
  whileInHand(of: Session, form: string, work: () => Promise<void>): Promise<void>;
  /** Says why nothing could be done, to somebody who may have been acknowledged already. */
  fail(of: Context, responder: Responder, typed: RawValues, error: unknown): Promise<void>;
}

/**
 * The way a refusal is said. `aside`: beside the message that held the button, which another press may have answered.
 */
export interface Refused {
  readonly words?: (error: UserError) => Promise<Message>;
  readonly aside?: boolean;
  /** The fingerprint of what the answer stands in place of. */
  readonly insteadOf?: string | null;
}

/** `reviews` is null for typed messages: answers to them are posted, and ask nothing to be confirmed. */
export function createAnswering(
  { database, registry, platform, platforms, surroundings, formsInHand, log, now, locale: botLocale }: InboxOptions,
  reviews: Pick<Reviews, 'shown'> | null,
): Answering {
  const namesIn = (locale: Locale) => commandNames(registry.commands, { platform: platform.name, locale, botLocale });
  // They are the same for everybody who reads the same language.
  const names: Readonly<Record<Locale, CommandNames>> = { fr: namesIn('fr'), en: namesIn('en') };
  /** Adds to what is said to somebody alone for the first time who keeps what of them. */
  async function informed({ region, actor, t }: Context, words: Message): Promise<Message> {
    if (actor.isUninformed === undefined) return words;
    const scope = { region, now: now() };
    const notice = await inTransaction(database, (tx) => noticeOnce({ ...scope, tx }, [actor.personId], t));
    return notice.length === 0 || isNotice(words)
      ? words
      : standsFor(outcomeOf(words), message(...words.blocks, ...notice));
  }

  const self: Answering = {
    context: (of, once = null) => {
      const user = async (externalId: string) => displayedUser(await platform.user(externalId, of.actor.team));
      return createContext(database, {
        ...{ ...of, now: now(), once, user },
        access: (channel) => platform.access(channel),
        channelsOn: (name) => platforms.find((one) => one.name === name) ?? null,
        async withheld() {
          const team = await teamOf(database, of.region.id, platform.name);
          return team === null ? null : platform.withheld(team);
        },
        commandNames: names[of.actor.locale],
        surroundings,
      });
    },

    refusal: (of, error, form) => standsFor('refused', refusal(of, error, form, offersOf(registry, of.actor, error))),

    async say(of, responder, words) {
      const whole = responder.acknowledgedAs?.() === 'private' ? await informed(of, words) : words;
      // A list that can't be stored is shown as far as the platform can.
      const shown = await withPages(database, of, whole, platform).catch((error: unknown) => {
        log.error('list.not-kept', error);
        return whole;
      });
      await self.answer(responder, shown, of.t.locale);
    },

    async answer(responder, words, locale) {
      await responder.answer(words, locale).catch((error: unknown) => log.error('answer.failed', error));
    },

    async aside(responder, words, locale) {
      await responder.aside(words, locale).catch((error: unknown) => log.error('answer.failed', error));
    },

    async respond(of, responder, typed, work, { words: refused, aside = false, insteadOf = null } = {}) {
      try {
        const words = await work();
        const shown = words && standsAs(words, fingerprinted(registry, words));
        if (shown) {
          await self.say(of, responder, shown);
          const about = askedBy(registry, shown);
          if (about !== null) await reviews?.shown(of, { about, form: null, message: shown, insteadOf }, responder);
        }
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

    async whileInHand({ actor: { personId } }, form, work) {
      formsInHand.begun(form);
      try {
        await work();
      } finally {
        const noting = noteAnswered(database, { form, personId }).then(() => true);
        const isNoted = await noting.catch((error: unknown) => {
          log.error('form.answer-not-noted', error);
          return false;
        });
        formsInHand.answered(form, isNoted ? null : personId);
      }
    },

    async fail(of, responder, typed, error) {
      await responder.acknowledge('private').catch(() => {});
      await self.respond(of, responder, typed, () => Promise.reject(error));
    },
  };
  return self;
}
