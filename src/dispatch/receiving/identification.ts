import { actorOf } from '../../access/actor/actor-store.ts';
import type { RawValues } from '../../chat/form.ts';
import type { AnswerMode } from '../../chat/interaction.ts';
import { type Message, message, text } from '../../chat/message.ts';
import type { PlatformUser } from '../../chat/place.ts';
import type { Responder } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import { type Locale, textIn } from '../../texts/index.ts';
import { translator } from '../../texts/translator.ts';
import type { InboxOptions } from '../options.ts';
import { beforeDeadline, monotonicNow, READ_MS } from '../running/deadline.ts';
import { displayedUser } from '../running/displayed-user.ts';
import { typedAgain } from '../running/echo.ts';
import type { RegionClue } from '../running/meant-region-store.ts';
import type { Runner } from '../running/runner.ts';
import { checkPresence, Departed, findEntry, type Session, SeveralRegions } from '../running/session.ts';
import { failure } from '../running/words.ts';
import type { Deduplication, IdempotencyKey } from './deduplication.ts';
import { departed, noRegionYet } from './newcomer.ts';
import { whichRegion } from './which-region.ts';

/** What came with it: not to be lost, whatever becomes of it. */
export interface Given {
  readonly typed: RawValues;
  /** Button that does it again, for when the region has to be asked first; '' where none does. */
  readonly again: string;
  readonly arrival: IdempotencyKey;
  /** See Context. */
  readonly at: string | null;
}

/** Where nothing is set up yet it may begin, with what was typed; null: it may not. */
type BeforeSetup = { readonly typed: RawValues } | null;

/** Finds out who has come, and from where. */
export interface Entrance {
  /** Null where nothing is set up. */
  session(user: PlatformUser, clue: RegionClue, beforeSetup?: BeforeSetup): Promise<Session | null>;
  /** Finds out where and who in time, or says why not. Null when the answer has been given, now or before. */
  begin(
    user: PlatformUser,
    clue: RegionClue,
    responder: Responder,
    mode: AnswerMode | null,
    given: Given,
    beforeSetup?: boolean,
  ): Promise<Identified | null>;
}

/** Somebody who waits for the first sign. */
export interface Identified extends Session {
  /** Until when a form may open, by `moment`. */
  readonly until: number;
}

/** A refusal where no region tells how, with what was typed. */
function refused(locale: Locale, { id, values }: UserError, typed: RawValues): Message {
  return message(text(textIn(locale, id, values)), ...typedAgain(translator(locale, 'Europe/Paris'), typed));
}

export function createEntrance(options: InboxOptions, runner: Runner, arrivals: Deduplication): Entrance {
  const { database, platform, log, now, readMs = READ_MS } = options;

  const self: Entrance = {
    async session(user, clue, beforeSetup = null) {
      const { place } = clue;
      const known = await findEntry(database, user, clue);
      if (known) await checkPresence(options, known, user);
      if (known && known.region.departments.length > 0) {
        return { region: known.region, actor: await actorOf(database, known, user, now()), place, at: null };
      }
      if (!beforeSetup) return null;
      // Some events don't say who administers: asked where it matters.
      const whole = user.administrator === null ? displayedUser(await platform.user(user.id, user.team)) : user;
      const region = await options.prepareRegion(whole, Object.values(beforeSetup.typed).flat());
      return region ? { region, actor: await actorOf(database, { region }, whole, now()), place, at: null } : null;
    },

    async begin(user, clue, responder, mode, { typed, again, arrival, at }, beforeSetup = false) {
      const locale = options.locales.of(user);
      // Nothing but an answer can follow: the platform hears of us before the database does.
      if (mode) await responder.acknowledge(mode);
      let words: Message;
      const entered = async () => {
        const session = await self.session(user, clue, beforeSetup ? { typed } : null);
        return { session, ours: !session || (await arrivals.claim(arrival, session.region.id)) };
      };
      try {
        const until = monotonicNow() + readMs;
        const found = await beforeDeadline(entered(), until);
        if (!found) throw new Error('too slow');
        const { session, ours } = found;
        if (!ours) {
          if (!mode) await responder.drop();
          return null;
        }
        if (session) {
          options.locales.remember(user, session.actor.locale);
          return { ...session, at, until };
        }
        words = noRegionYet(user, options.locale, await options.isOpen());
      } catch (error) {
        if (error instanceof Departed) words = departed(error.region, user, locale);
        else if (error instanceof SeveralRegions) words = whichRegion(locale, error.regions, again, typed);
        else if (error instanceof UserError) words = refused(locale, error, typed);
        else {
          log.error('session.failed', error);
          words = failure(locale, 'unavailable', typed);
        }
      }
      if (!mode) await responder.acknowledge('private');
      await runner.answer(responder, words, locale);
      return null;
    },
  };
  return self;
}
