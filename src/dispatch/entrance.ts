import type { RawValues } from '../chat/form.ts';
import type { AnswerMode } from '../chat/interaction.ts';
import type { Message } from '../chat/message.ts';
import type { Place, PlatformUser } from '../chat/place.ts';
import type { Responder } from '../chat/platform.ts';
import { UserError } from '../chat/user-error.ts';
import { isTextKey, textIn } from '../texts/index.ts';
import { inTime, moment, READ_MS } from './in-time.ts';
import { noRegionYet } from './newcomer.ts';
import type { InboxOptions } from './options.ts';
import type { Runner } from './run.ts';
import { findActor, findRegion, type Session } from './session.ts';
import { failure } from './words.ts';

/** Finds out who has come, and from where. */
export interface Entrance {
  /** Null where nothing is set up. */
  session(user: PlatformUser, place: Place, beforeSetup?: boolean): Promise<Session | null>;
  /** Finds out where and who in time, or says why not. Null when the answer has been given. */
  begin(
    user: PlatformUser,
    place: Place,
    responder: Responder,
    mode: AnswerMode | null,
    typed: RawValues,
    beforeSetup?: boolean,
  ): Promise<Entered | null>;
}

/** Somebody who waits for the first sign. */
export interface Entered extends Session {
  /** Until when a form may open, by `moment`. */
  readonly until: number;
}

export function createEntrance(options: InboxOptions, runner: Runner): Entrance {
  const { database, platform, log, now, readMs = READ_MS } = options;

  const self: Entrance = {
    async session(user, place, beforeSetup = false) {
      const known = await findRegion(database, user);
      if (known && known.departments.length > 0) {
        return { region: known, actor: await findActor(database, known, user, now()), place };
      }
      if (!beforeSetup) return null;
      // Some events don't say who administers: asked where it matters.
      const whole = user.administrator === null ? await platform.user(user.id, user.team) : user;
      const region = await options.prepareRegion(whole);
      return region ? { region, actor: await findActor(database, region, whole, now()), place } : null;
    },

    async begin(user, place, responder, mode, typed, beforeSetup = false) {
      const locale = user.locale ?? options.locale;
      // Nothing but an answer can follow: the platform hears of us before the database does.
      if (mode) await responder.acknowledge(mode);
      let words: Message;
      try {
        const until = moment() + readMs;
        const found = await inTime(
          self.session(user, place, beforeSetup).then((session) => ({ session })),
          until,
        );
        if (!found) throw new Error('too slow');
        if (found.session) return { ...found.session, until };
        words = noRegionYet(user, options.locale);
      } catch (error) {
        if (!(error instanceof UserError)) log.error('session.failed', error);
        words =
          error instanceof UserError && isTextKey(error.id)
            ? { blocks: [{ kind: 'text', text: textIn(locale, error.id) }] }
            : failure(locale, 'unavailable', typed);
      }
      if (!mode) await responder.acknowledge('private');
      await runner.answer(responder, words, locale);
      return null;
    },
  };
  return self;
}
