import { actorOf, type Entry, regionById } from '../access/store.ts';
import { MOST_TYPED } from '../chat/length.ts';
import type { Message } from '../chat/message.ts';
import { byTime } from '../chat/order.ts';
import type { IncomingMessage } from '../chat/platform.ts';
import { inTransaction } from '../database/transaction.ts';
import { aboutPlace, send } from '../delivery/outbox.ts';
import { besideIt } from './beside.ts';
import {
  beginAnew,
  forgetEvent,
  type InRegion,
  type KeptEvent,
  keepSaid,
  keptEvents,
  takeEvent,
} from './event-store.ts';
import { readKept, written } from './kept-message.ts';
import { legiblySaid } from './legible-inbox.ts';
import { named } from './named.ts';
import { answerNewcomer, departed, noRegionYet } from './newcomer.ts';
import type { InboxOptions } from './options.ts';
import { NOTHING } from './registry.ts';
import { createRunner } from './run.ts';
import { AlreadyDone, checkPresence, Departed, findEntry, SeveralRegions } from './session.ts';
import { answerTooLong } from './too-long.ts';
import { answerUnreadable } from './unreadable.ts';
import { whichRegion } from './which-region.ts';
import { failure } from './words.ts';

interface Stored {
  readonly regionId: string;
  /** As it came. */
  readonly said: string;
}

/** Something typed that is meant for the bot and isn't dealt with yet. */
export interface Kept {
  readonly said: IncomingMessage;
  /** Names it, the same each time it is brought. */
  readonly event: string;
  /** Null where it is in no region: then nothing of it is. */
  readonly stored: Stored | null;
}

/** What people type: it is stored as it came, and dealt with afterwards, once. */
export interface TypedMessages {
  /** Null for what isn't meant for the bot, of which nothing is stored, and for what was dealt with already. */
  keep(said: IncomingMessage): Promise<Kept | null>;
  /** Does what it asks for. */
  deal(kept: Kept): Promise<void>;
  /** Deals with it no more, and tells who said it. */
  giveUp(kept: Kept, why: unknown): Promise<void>;
  /** What is kept, in the order it was said. */
  left(): Promise<readonly Kept[]>;
  /** Notes that something which a process left is begun with anew: how often that is now; null when it was dealt with. */
  beginAnew(kept: Kept): Promise<number | null>;
}

/** Slack's ids are times, unique within a channel only. */
export function eventOf({ place, id, edited }: IncomingMessage): string {
  return [place.channel, id, ...(edited === undefined ? [] : [edited])].join(':');
}

/** It is for the bot wherever it stands. */
const isCalled = ({ direct, mentionsBot }: IncomingMessage): boolean => direct || mentionsBot;

export function createTypedMessages(options: InboxOptions): TypedMessages {
  const { database, registry, platform, log, now, spoken } = options;
  const runner = createRunner(options);
  const nameOf = (event: string) => ({ platform: platform.name, event });

  /** In the region of the workspace or server, in one statement; else in the one that its author has spoken in. */
  async function keepIn(said: IncomingMessage, written: string): Promise<InRegion | null> {
    const { user, place } = said;
    const given = { ...nameOf(eventOf(said)), team: user.team, place, isCalled: isCalled(said), said: written };
    if (user.team !== null) {
      const found = await keepSaid(database, { ...given, regionId: null }, now());
      if (found || user.platform === 'discord') return found;
    }
    const entry = await findEntry(database, user, { place, typed: true }).catch((error: unknown) => {
      if (error instanceof SeveralRegions) return null;
      throw error;
    });
    return entry && keepSaid(database, { ...given, regionId: entry.region.id }, now());
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

  /** True when a listener has dealt with it, which noted that. */
  async function answered({ said, event, stored }: Kept): Promise<boolean> {
    const given = await named(platform, said);
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
        return false;
      }
    }
    if (given.unreadable) {
      if (region) await answerUnreadable(options, region, given);
      return false;
    }
    if (!entry || !region || region.departments.length === 0) {
      // Who has only put a word right, and isn't anybody's here, is asked nothing and told nothing.
      if (given.edited !== undefined) return false;
      const open = await options.isOpen();
      await answerNewcomer(options, given, words ?? noRegionYet(given.user, options.locale, open), open);
      return false;
    }
    const sent = await inTransaction(database, (tx) => aboutPlace({ tx, region, now: now() }, given.place));
    const about = sent ?? (isCalled(given) ? NOTHING : null);
    if (about === null) return false;
    const actor = await actorOf(database, entry, given.user, now());
    spoken.note(given.user, actor.locale);
    if (given.text.length > MOST_TYPED) {
      await answerTooLong(options, region, given, actor.locale);
      return false;
    }
    const ctx = runner.context(
      { region, actor, place: given.place, at: given.id },
      { event, said: stored?.said ?? null },
    );
    for (const listener of registry.listeners) {
      try {
        if (await listener(ctx, given, about)) return true;
      } catch (error) {
        if (error instanceof AlreadyDone) return true;
        throw error;
      }
    }
    return false;
  }

  /** What is kept in a form that isn't known any more can't be dealt with. */
  async function keptOf({ event, ...stored }: KeptEvent): Promise<Kept | null> {
    try {
      return { said: readKept(stored.said, platform), event, stored };
    } catch (error) {
      log.error('message.not-readable', error, { platform: platform.name, message: event });
      await forgetEvent(database, nameOf(event));
      return null;
    }
  }

  return {
    async keep(given) {
      const said = legiblySaid(given);
      const bare = { said, event: eventOf(said), stored: null };
      if (said.unreadable) return bare;
      const asIs = written(said);
      const found = await keepIn(said, asIs);
      if (found) return found.kept ? { ...bare, stored: { regionId: found.regionId, said: asIs } } : null;
      return isCalled(said) && said.edited === undefined ? bare : null;
    },

    async deal(kept) {
      const isNoted = await answered(kept);
      if (!isNoted && kept.stored) await forgetEvent(database, nameOf(kept.event));
    },

    async giveUp({ said, event, stored }, why) {
      log.error('message.given-up', why, { platform: platform.name, message: event });
      const region = stored && (await regionById(database, stored.regionId));
      if (!region) return;
      const { text } = await named(platform, said).catch(() => said);
      const told = { target: besideIt(said), message: failure(spoken.of(said.user), 'givenUp', { text }) };
      await inTransaction(database, async (tx) => {
        const scope = { tx, region, now: now() };
        if (!(await takeEvent(tx, region.id, nameOf(event), scope.now))) return;
        await send(scope, { key: `given-up:${platform.name}:${event}`, ...told });
      });
    },

    async left() {
      const found: Kept[] = [];
      for (const row of await keptEvents(database, platform.name)) {
        const kept = await keptOf(row);
        if (kept) found.push(kept);
      }
      return found.sort((a, b) => byTime(a.said.id, b.said.id) || byTime(a.event, b.event));
    },

    beginAnew: ({ event }) => beginAnew(database, nameOf(event)),
  };
}
