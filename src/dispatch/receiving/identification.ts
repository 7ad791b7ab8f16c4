import { actorOf } from '../../access/actor/actor-store.ts';
import { withNationalRole } from '../../access/actor/national.ts';
import type { RawValues } from '../../chat/form.ts';
import { type Message, message, text } from '../../chat/message.ts';
import type { PlatformUser } from '../../chat/place.ts';
import { UserError } from '../../chat/user-error.ts';
import { type Locale, textIn } from '../../texts/index.ts';
import { translator } from '../../texts/translator.ts';
import type { InboxOptions } from '../options.ts';
import type { Step } from '../pipeline.ts';
import { beforeDeadline, monotonicNow, READ_MS } from '../running/deadline.ts';
import { displayedUser } from '../running/displayed-user.ts';
import type { RegionClue } from '../running/meant-region-store.ts';
import { standsFor } from '../running/outcome.ts';
import type { Runner } from '../running/runner.ts';
import {
  checkPresence,
  Departed,
  findEntry,
  type Identified,
  type Session,
  SeveralRegions,
  type ToClaim,
} from '../running/session.ts';
import { typedAgain } from '../running/typed-again.ts';
import { failure } from '../running/words.ts';
import type { Deduplication } from './deduplication.ts';
import { departedNotice, noRegionYet } from './newcomer.ts';
import type { Route } from './route.ts';
import { whichRegion } from './which-region.ts';

/** The values typed with something that may begin where nothing is set up yet; null for anything else. */
type BeforeSetup = { readonly typed: RawValues } | null;

/** Finds out who did something, and in which region. */
export interface Identification {
  /** Returns the session; null where nothing is set up. */
  session(user: PlatformUser, clue: RegionClue, beforeSetup?: BeforeSetup): Promise<Session | null>;
  /**
   * Returns who acts. Answers why that can't be told, or not in time. Returns null once that, or a repeated delivery,
   * is answered.
   */
  identify(route: Route): Promise<Identified | null>;
}

export function createIdentification(
  options: InboxOptions,
  runner: Runner,
  deduplication: Deduplication,
): Identification {
  const { database, platform, log, now, readMs = READ_MS } = options;

  const acting = async (...[entry, user]: [Parameters<typeof actorOf>[1], PlatformUser]) =>
    withNationalRole(await actorOf(database, entry, user, now()), options.nationalCoordinators);

  async function session(
    user: PlatformUser,
    clue: RegionClue,
    beforeSetup: BeforeSetup = null,
    toClaim: ToClaim | null = null,
  ): Promise<Session | null> {
    const { place } = clue;
    const known = await findEntry(database, user, clue, now(), toClaim);
    if (known) await checkPresence(options, known, user);
    if (known && known.region.departments.length > 0) {
      return { region: known.region, actor: await acting(known, user), place, at: null };
    }
    if (!beforeSetup) return null;
    // Some events don't say who administers the place, so the platform is asked where it matters.
    const whole = user.administrator === null ? displayedUser(await platform.user(user.id, user.team)) : user;
    const region = await options.prepareRegion(whole, Object.values(beforeSetup.typed).flat());
    return region ? { region, actor: await acting({ region }, whole), place, at: null } : null;
  }

  async function claimed({ user, clue, typed, key, beforeSetup }: Route) {
    let ours: boolean | null = null;
    const settled = (is: boolean) => {
      ours = is;
      if (is && key !== null) deduplication.claimed(key);
    };
    const toClaim = key === null ? null : { event: deduplication.eventOf(key), now: now(), settled };
    const found = await session(user, clue, beforeSetup ? { typed } : null, toClaim).catch(async (error: unknown) => {
      // They are told to do it again, so it may be delivered again too.
      if (key !== null) await deduplication.giveBack(key);
      throw error;
    });
    return { session: found, ours: ours ?? (!found || (await deduplication.claim(key, found.region.id))) };
  }

  /** Says why it can't be told who did it, and logs a failure of ours. */
  function words(error: unknown, { user, typed, again }: Route, locale: Locale): Message {
    if (error instanceof Departed) return departedNotice(error.region, user, locale);
    if (error instanceof SeveralRegions) return whichRegion(locale, error.regions, again, typed);
    if (error instanceof UserError) return refused(locale, error, typed);
    log.error('session.failed', error);
    return failure(locale, 'unavailable', typed);
  }

  return {
    session,
    async identify(route) {
      const { user, responder, mode, at } = route;
      const locale = options.locales.of(user);
      // The platform is acknowledged before the database is asked if only an answer can follow.
      if (mode) await responder.acknowledge(mode);
      let told: Message;
      try {
        const until = monotonicNow() + readMs;
        const found = await beforeDeadline(claimed(route), until);
        if (!found) throw new Error('too slow');
        if (!found.ours) {
          if (!mode) await responder.drop();
          return null;
        }
        if (found.session) {
          options.locales.remember(user, found.session.actor.locale);
          return { ...found.session, at, until };
        }
        told = noRegionYet(user, options.locale, await options.isOpen());
      } catch (error) {
        told = words(error, route, locale);
      }
      if (!mode) await responder.acknowledge('private');
      await runner.answer(responder, told, locale);
      return null;
    },
  };
}

/** Hands on what was done by a known person in a known region. */
export function identified(
  identification: Identification,
): Step<Route, { readonly route: Route; readonly of: Identified }> {
  return async (route, next) => {
    const of = await identification.identify(route);
    if (of) await next({ route, of });
  };
}

/** Words a refusal where no region says how, with what was typed. */
function refused(locale: Locale, { id, values }: UserError, typed: RawValues): Message {
  const words = message(text(textIn(locale, id, values)), ...typedAgain(translator(locale, 'Europe/Paris'), typed));
  return standsFor('refused', words);
}
