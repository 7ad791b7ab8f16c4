import { actorOf, type Entry } from '../../access/actor/actor-store.ts';
import type { Context } from '../../access/operation/context.ts';
import { regionById } from '../../access/region/region-store.ts';
import { MOST_TYPED } from '../../chat/length.ts';
import type { Message } from '../../chat/message.ts';
import { byTime } from '../../chat/order.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import { inTransaction } from '../../database/transaction.ts';
import { aboutPlace, send } from '../../delivery/outbox/index.ts';
import type { InboxOptions } from '../options.ts';
import { legiblySaid } from '../receiving/legible.ts';
import { answerNewcomer, departed, noRegionYet } from '../receiving/newcomer.ts';
import { whichRegion } from '../receiving/which-region.ts';
import { NOTHING } from '../registry.ts';
import {
  countAttempt,
  forgetEvent,
  keepMessages,
  type PendingEvent,
  pendingEvents,
  settleEvents,
  type ToKeep,
  takeEvent,
  type WhereSaid,
} from '../running/event-store.ts';
import { createRunner } from '../running/runner.ts';
import { AlreadyDone, checkPresence, Departed, findEntry, SeveralRegions } from '../running/session.ts';
import { failure } from '../running/words.ts';
import { parseMessage, serialiseMessage } from './kept-message.ts';
import { replyTarget } from './reply-target.ts';
import { resolveNames } from './resolve-names.ts';
import { answerTooLong } from './too-long.ts';
import { answerUnreadable } from './unreadable.ts';

interface Stored {
  readonly regionId: string;
  /** As it came. */
  readonly said: string;
}

/** Something typed that is meant for the bot and isn't dealt with yet. */
export interface PendingMessage {
  readonly said: IncomingMessage;
  /** Names it, the same each time it is brought. */
  readonly event: string;
  /** Null where it is in no region: then nothing of it is. */
  readonly stored: Stored | null;
}

/** 'nothing-awaited': its author, to whom much was said since, is awaited nowhere to say anything. */
export type Handled = 'done' | 'nothing-awaited';

/** What people type: it is stored as it came, and dealt with afterwards, once. */
export interface TypedMessages {
  /** Null for what isn't meant for the bot, of which nothing is stored, and for what was dealt with already. */
  keep(said: IncomingMessage): Promise<PendingMessage | null>;
  /** The same of several that were said after each other. */
  keepAll(said: readonly IncomingMessage[]): Promise<readonly (PendingMessage | null)[]>;
  /** With the names of those it is by and about, as far as the platform tells them in time. */
  withNames(kept: PendingMessage): Promise<PendingMessage>;
  /** Does what it asks for. */
  handle(kept: PendingMessage): Promise<Handled>;
  /** Nothing comes of these, not either when they are brought again. */
  settle(kept: readonly PendingMessage[]): Promise<void>;
  /** Deals with it no more, and tells who said it. */
  giveUp(kept: PendingMessage, why: unknown): Promise<void>;
  /** What is kept, in the order it was said. */
  pending(): Promise<readonly PendingMessage[]>;
  /** Notes that something which a process left is begun with anew: how often that is now; null when it was dealt with. */
  resume(kept: PendingMessage): Promise<number | null>;
}

/** Slack's ids are times, unique within a channel only. */
export function eventOf({ place, id, edited }: IncomingMessage): string {
  return [place.channel, id, ...(edited === undefined ? [] : [edited])].join(':');
}

/** It is for the bot wherever it stands. */
const isCalled = ({ direct, mentionsBot }: IncomingMessage): boolean => direct || mentionsBot;

export function createTypedMessages(options: InboxOptions): TypedMessages {
  const { database, registry, platform, log, now, locales } = options;
  const runner = createRunner(options);
  const nameOf = (event: string) => ({ platform: platform.name, event });

  /** Keeps all of it in one statement, or in two. Where each was said, by its event. */
  async function keepWhereSaid(all: readonly PendingMessage[]): Promise<ReadonlyMap<string, Where>> {
    const each = new Map(all.map((one) => [one.event, one.said]));
    const found = await whereKept([...each].map(([event, said]) => [event, toKeep(said)]));
    const unclear = [...each].filter(([event]) => found.get(event) === 'several');
    const meant = unclear.length === 0 ? new Map<string, Where>() : await keepWhereMeant(unclear);
    return new Map(
      [...found].map(([event, where]) => [event, where === 'several' ? (meant.get(event) ?? null) : where]),
    );
  }

  /** Their authors are known in several regions: where they write, or about what, may tell which is meant. */
  async function keepWhereMeant(unclear: readonly (readonly [string, IncomingMessage])[]): Promise<Map<string, Where>> {
    const known = new Map<string, string | null>();
    const inRegion: [string, ToKeep][] = [];
    for (const [event, said] of unclear) {
      const { user, place } = said;
      const who = JSON.stringify([user.id, place.channel, place.thread]);
      const regionId = known.get(who) ?? (await regionMeant(said));
      known.set(who, regionId);
      if (regionId !== null) inRegion.push([event, toKeep(said, regionId)]);
    }
    const found = await whereKept(inRegion);
    return new Map([...found].map(([event, where]) => [event, where === 'several' ? null : where]));
  }

  async function regionMeant({ user, place }: IncomingMessage): Promise<string | null> {
    try {
      return (await findEntry(database, user, { place, typed: true }))?.region.id ?? null;
    } catch (error) {
      if (error instanceof SeveralRegions) return null;
      throw error;
    }
  }

  async function whereKept(each: readonly (readonly [string, ToKeep])[]): Promise<ReadonlyMap<string, WhereSaid>> {
    if (each.length === 0) return new Map();
    const found = await keepMessages(
      database,
      platform.name,
      each.map(([, one]) => one),
      now(),
    );
    return new Map(each.map(([event], index) => [event, found[index] ?? null]));
  }

  /** Where it was said, or what its author is to be told where nothing tells that. */
  async function whereSaid(
    said: IncomingMessage,
  ): Promise<{ readonly entry: Entry | null; readonly words: Message | null }> {
    const { user, place, text } = said;
    try {
      return { entry: await findEntry(database, user, { place, typed: true }), words: null };
    } catch (error) {
      if (!(error instanceof SeveralRegions)) throw error;
      return { entry: null, words: whichRegion(user.locale ?? options.locale, error.regions, '', { text }) };
    }
  }

  /** 'noted': a listener has dealt with it, which noted that. */
  async function answered({ said: given, event, stored }: PendingMessage): Promise<Handled | 'noted'> {
    const { entry, words } = await whereSaid(given);
    const region = entry?.region;
    const locale = given.user.locale ?? options.locale;
    if (entry) {
      try {
        await checkPresence(options, entry, given.user);
      } catch (error) {
        if (!(error instanceof Departed)) throw error;
        if (given.edited === undefined)
          await answerNewcomer(options, given, departed(error.region, given.user, locale), true);
        return unheard(given);
      }
    }
    if (given.unreadable) {
      if (region) await answerUnreadable(options, region, given);
      return 'done';
    }
    if (!entry || !region || region.departments.length === 0) {
      // Who has only put a word right, and isn't anybody's here, is asked nothing and told nothing.
      if (given.edited !== undefined) return 'done';
      const open = await options.isOpen();
      await answerNewcomer(options, given, words ?? noRegionYet(given.user, options.locale, open), open);
      return unheard(given);
    }
    const sent = await inTransaction(database, (tx) => aboutPlace({ tx, region, now: now() }, given.place));
    const about = sent ?? (isCalled(given) ? NOTHING : null);
    if (about === null) return 'done';
    const actor = await actorOf(database, entry, given.user, now());
    locales.remember(given.user, actor.locale);
    if (given.text.length > MOST_TYPED) {
      await answerTooLong(options, region, given, actor.locale);
      return 'done';
    }
    const ctx = runner.context(
      { region, actor, place: given.place, at: given.id },
      { event, said: stored?.said ?? null },
    );
    if (
      about === NOTHING &&
      given.edited === undefined &&
      unheard(given) === 'nothing-awaited' &&
      !(await isAwaited(ctx))
    )
      return 'nothing-awaited';
    for (const listener of registry.listeners) {
      try {
        if (await listener(ctx, given, about)) return 'noted';
      } catch (error) {
        if (error instanceof AlreadyDone) return 'noted';
        throw error;
      }
    }
    return 'done';
  }

  /** Whether anything that its author was asked waits for what they type. */
  async function isAwaited(ctx: Context): Promise<boolean> {
    for (const expecting of registry.expecting) if (await expecting(ctx)) return true;
    return false;
  }

  /** What is kept in a form that isn't known any more can't be dealt with. */
  async function keptOf({ event, ...stored }: PendingEvent): Promise<PendingMessage | null> {
    try {
      return { said: parseMessage(stored.said, platform), event, stored };
    } catch (error) {
      log.error('message.not-readable', error, { platform: platform.name, message: event });
      await forgetEvent(database, nameOf(event));
      return null;
    }
  }

  const self: TypedMessages = {
    async keep(given) {
      const [kept = null] = await self.keepAll([given]);
      return kept;
    },

    async keepAll(given) {
      const all = given.map(legiblySaid).map((said): PendingMessage => ({ said, event: eventOf(said), stored: null }));
      const found = await keepWhereSaid(all.filter(({ said }) => !said.unreadable));
      return all.map((bare) => {
        const { said, event } = bare;
        if (said.unreadable) return bare;
        const where = found.get(event);
        if (where)
          return where.kept ? { ...bare, stored: { regionId: where.regionId, said: serialiseMessage(said) } } : null;
        return isCalled(said) && said.edited === undefined ? bare : null;
      });
    },

    withNames: async (kept) => ({ ...kept, said: await resolveNames(platform, kept.said) }),

    async handle(kept) {
      const outcome = await answered(kept);
      if (outcome === 'noted') return 'done';
      if (outcome === 'nothing-awaited') await self.settle([kept]);
      else if (kept.stored) await forgetEvent(database, nameOf(kept.event));
      return outcome;
    },

    async settle(all) {
      const events = all.flatMap(({ stored, event }) => (stored ? [event] : []));
      if (events.length > 0) await settleEvents(database, platform.name, events);
    },

    async giveUp({ said, event, stored }, why) {
      log.error('message.given-up', why, { platform: platform.name, message: event });
      const region = stored && (await regionById(database, stored.regionId));
      if (!region) return;
      const { text } = await resolveNames(platform, said).catch(() => said);
      const told = { target: replyTarget(said), message: failure(locales.of(said.user), 'givenUp', { text }) };
      await inTransaction(database, async (tx) => {
        const scope = { tx, region, now: now() };
        if (!(await takeEvent(tx, region.id, nameOf(event), scope.now))) return;
        await send(scope, { key: `given-up:${platform.name}:${event}`, ...told });
      });
    },

    async pending() {
      const found: PendingMessage[] = [];
      for (const row of await pendingEvents(database, platform.name)) {
        const kept = await keptOf(row);
        if (kept) found.push(kept);
      }
      return found.sort((a, b) => byTime(a.said.id, b.said.id) || byTime(a.event, b.event));
    },

    resume: ({ event }) => countAttempt(database, nameOf(event)),
  };
  return self;
}

type Where = Exclude<WhereSaid, 'several'>;

function toKeep(said: IncomingMessage, regionId: string | null = null): ToKeep {
  const { user, place } = said;
  // On Discord the server tells the region, or it is a direct conversation.
  const account = user.platform === 'discord' && user.team !== null ? null : user.id;
  const where = { regionId, team: user.team, account, place };
  return { event: eventOf(said), ...where, isCalled: isCalled(said), said: serialiseMessage(said) };
}

/** Of what only says something back nothing comes where much was said since. */
function unheard({ muchSince }: IncomingMessage): Handled {
  return muchSince ? 'nothing-awaited' : 'done';
}
