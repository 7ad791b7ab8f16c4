import { z } from 'zod';
import { setActingAccount } from '../../access/actor/account-store.ts';
import type { Actor } from '../../access/actor/actor.ts';
import type { Context } from '../../access/operation/context.ts';
import { changesNothing, type Operation } from '../../access/operation/operation.ts';
import type { Surroundings } from '../../access/operation/surroundings.ts';
import type { Region } from '../../access/region/region.ts';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { RawValues } from '../../chat/form.ts';
import type { NotGranted } from '../../chat/needs.ts';
import type { Place, PlatformName, PlatformUser } from '../../chat/place.ts';
import type { ChannelsOf } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction, reading, type Tx } from '../../database/transaction.ts';
import { type CommandNames, translator } from '../../texts/translator.ts';
import { consumeConversation, findConversation, lockAbout } from './conversation-store.ts';
import { type PlatformEvent, putBackEvent, takeEvent } from './event-store.ts';

/**
 * Identifies what counts only once: the form it was submitted with, or the platform's event that brought it, with what
 * was stored of it.
 */
export type OnceKey = SentForm | { readonly event: string; readonly said: string | null } | null;

/** A form, with the values that are acted on. */
interface SentForm {
  readonly conversation: string;
  readonly values: RawValues;
  /** Called once the form is stored as done. */
  consumed(): void;
  /**
   * Throws ChangedMeanwhile where what the form changes is no longer as it was looked at; null where that isn't compared. `about` is
   * what the form is about, and its context reads in the transaction that stores it.
   */
  readonly unchanged: { readonly about: string; compare(context: Context): Promise<void> } | null;
}

/** Thrown when what the person did had been done already. */
export class AlreadyDone extends Error {}

/** Makes a context whose work counts once. */
export function createContext(
  database: Database,
  given: {
    readonly region: Region;
    readonly actor: Actor;
    readonly place: Place;
    readonly at: string | null;
    readonly now: Date;
    readonly once: OnceKey;
    readonly user: (externalId: string) => Promise<PlatformUser>;
    readonly access: (channel: string) => Promise<ChannelAccess>;
    readonly channelsOn: (platform: PlatformName) => ChannelsOf | null;
    readonly withheld: () => Promise<NotGranted | null>;
    readonly commandNames: CommandNames;
    readonly surroundings: Surroundings;
  },
): Context {
  const { region, actor, place, at, now, once, user, access, channelsOn, withheld, commandNames, surroundings } = given;
  const event = once && 'event' in once ? once : null;
  const form = once && 'conversation' in once ? once : null;
  let done = false;
  const self: Context = {
    region,
    actor,
    place,
    at,
    now,
    t: translator(actor.locale, region.timeZone, commandNames),
    form: form?.conversation ?? null,
    user,
    access,
    channelsOn,
    withheld,
    surroundings,
    async typed(form) {
      const found = z.uuid().safeParse(form).success ? await findConversation(database, form) : null;
      const theirs = found?.regionId === region.id && found.personId === actor.personId && found.expiresAt > now;
      return theirs ? found.values : null;
    },
    async do<S extends z.ZodType, O>(operation: Operation<S, O>, input: z.input<S>): Promise<O> {
      const read = operation.input.safeParse(input);
      if (!read.success) throw new UserError('common.errors.invalid');
      // A form counts as sent with what it changes; a look that comes before that leaves it to be sent.
      const leaves = operation.looks || (form !== null && changesNothing(operation));
      if (operation.reads && (once === null || done || leaves))
        return reading(database, (tx) => operation.run({ tx, region, actor, now }, read.data));
      const result = await inTransaction(database, async (tx) => {
        if (actor.separable !== null) await setActingAccount(tx, actor.separable);
        if (once && !done && !leaves) {
          if (!(await first(tx, once))) throw new AlreadyDone();
          if (form?.unchanged) await compareIn(tx, form.unchanged);
        }
        const outcome = await operation.run({ tx, region, actor, now }, read.data);
        // The message is for another listener. If it were taken now and the process were killed, nobody would deal with
        // it.
        if (event !== null && !done && !operation.looks && outcome === false)
          await putBackEvent(tx, named(event), event.said);
        return outcome;
      });
      if (form !== null && !done && !leaves) form.consumed();
      done ||= !leaves && (event === null || result !== false);
      return result;
    },
  };
  return self;

  /** Compares one form after the other of those about the same: what one has stored the next one finds. */
  async function compareIn(tx: Tx, { about, compare }: NonNullable<SentForm['unchanged']>): Promise<void> {
    await lockAbout(tx, region.id, about);
    await compare({
      ...self,
      async do(operation, input) {
        const read = operation.input.safeParse(input);
        if (!read.success) throw new UserError('common.errors.invalid');
        return operation.run({ tx, region, actor, now }, read.data);
      },
    });
  }

  function first(tx: Tx, marker: Exclude<OnceKey, null>): Promise<boolean> {
    return 'conversation' in marker
      ? consumeConversation(tx, marker.conversation, marker.values)
      : takeEvent(tx, region.id, named(marker), now);
  }

  function named({ event: name }: { readonly event: string }): PlatformEvent {
    return { platform: place.platform, event: name };
  }
}
