import { z } from 'zod';
import { takePart } from '../../access/actor/account-store.ts';
import type { Actor } from '../../access/actor/actor.ts';
import { type Entry, entryOf, knownGone } from '../../access/actor/actor-store.ts';
import type { Presence } from '../../access/actor/presence.ts';
import type { Context } from '../../access/operation/context.ts';
import type { Operation } from '../../access/operation/operation.ts';
import type { Region } from '../../access/region/region.ts';
import { regionsOfUser } from '../../access/region/region-store.ts';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { Place, PlatformUser } from '../../chat/place.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Database } from '../../database/database.ts';
import { inTransaction, type Tx } from '../../database/transaction.ts';
import { type CommandNames, translator } from '../../texts/translator.ts';
import { consumeConversation, findConversation } from './conversation-store.ts';
import { type PlatformEvent, putBackEvent, takeEvent } from './event-store.ts';
import { meantRegion, type RegionClue } from './meant-region-store.ts';

/** Who acts, in which region, and where. */
export interface Session {
  readonly region: Region;
  readonly actor: Actor;
  readonly place: Place;
  /** See Context. */
  readonly at: string | null;
}

/**
 * What makes a thing done only once: the form it was submitted with, or the platform's event that brought it, with what was
 * kept of it.
 */
export type Once = { readonly conversation: string } | { readonly event: string; readonly said: string | null } | null;

/** What the person did had been done already. */
export class AlreadyDone extends Error {}

/** Somebody who has left the workspace or server: they may do and see nothing there any more. */
export class Departed extends Error {
  readonly region: Region;

  constructor(region: Region) {
    super('departed');
    this.region = region;
  }
}

/** Throws Departed for somebody who has left; anything else when the platform can't tell. */
export async function checkPresence(
  { database, presence }: { readonly database: Database; readonly presence: Presence },
  entry: Entry,
  user: PlatformUser,
): Promise<void> {
  const here = await presence.isHere(entry.region, user, await knownGone(database, entry, user));
  if (!here) throw new Departed(entry.region);
}

/** Nothing tells which of these regions is meant: the person is to be asked. */
export class SeveralRegions extends Error {
  readonly regions: readonly Region[];

  constructor(regions: readonly Region[]) {
    super('several regions');
    this.regions = regions;
  }
}

/**
 * The region this happens in. In a direct message that tells no team: the one the person has spoken in, or that the
 * conversation is about. Null when there is none; throws SeveralRegions when nothing tells which.
 */
export async function findEntry(database: Database, user: PlatformUser, clue: RegionClue): Promise<Entry | null> {
  if (user.team !== null) {
    const entry = await entryOf(database, user, user.team);
    if (entry) return entry;
  }
  if (user.team !== null && user.platform === 'discord') return null;
  const regions = await regionsOfUser(database, user.platform, user.id);
  const [only, ...others] = regions;
  if (!only) return null;
  if (others.length === 0) return { region: only, identity: null };
  const meant = await meantRegion(
    database,
    regions.map(({ id }) => id),
    clue,
  );
  const region = regions.find(({ id }) => id === meant);
  if (!region) throw new SeveralRegions(regions);
  return { region, identity: null };
}

/** A context whose work counts once. */
export function createContext(
  database: Database,
  given: {
    readonly region: Region;
    readonly actor: Actor;
    readonly place: Place;
    readonly at: string | null;
    readonly now: Date;
    readonly once: Once;
    readonly user: (externalId: string) => Promise<PlatformUser>;
    readonly access: (channel: string) => Promise<ChannelAccess>;
    readonly withheld: () => Promise<readonly string[] | null>;
    readonly commandNames: CommandNames;
  },
): Context {
  const { region, actor, place, at, now, once, user, access, withheld, commandNames } = given;
  const event = once && 'event' in once ? once : null;
  let done = false;
  return {
    region,
    actor,
    place,
    at,
    now,
    t: translator(actor.locale, region.timeZone, commandNames),
    form: once && 'conversation' in once ? once.conversation : null,
    user,
    access,
    withheld,
    async typed(form) {
      const found = z.uuid().safeParse(form).success ? await findConversation(database, form) : null;
      const theirs = found?.regionId === region.id && found.personId === actor.personId && found.expiresAt > now;
      return theirs ? found.values : null;
    },
    async do<S extends z.ZodType, O>(operation: Operation<S, O>, input: z.input<S>): Promise<O> {
      const read = operation.input.safeParse(input);
      if (!read.success) throw new UserError('common.errors.invalid');
      const result = await inTransaction(database, async (tx) => {
        if (actor.separable !== null) await takePart(tx, actor.separable);
        if (once && !done && !operation.looks && !(await first(tx, once))) throw new AlreadyDone();
        const outcome = await operation.run({ tx, region, actor, now }, read.data);
        // It was for somebody else: were it taken now, and we killed before those have dealt with it, nobody would.
        if (event !== null && !done && !operation.looks && outcome === false)
          await putBackEvent(tx, named(event), event.said);
        return outcome;
      });
      done ||= !operation.looks && (event === null || result !== false);
      return result;
    },
  };

  function first(tx: Tx, marker: Exclude<Once, null>): Promise<boolean> {
    return 'conversation' in marker
      ? consumeConversation(tx, marker.conversation)
      : takeEvent(tx, region.id, named(marker), now);
  }

  function named({ event: name }: { readonly event: string }): PlatformEvent {
    return { platform: place.platform, event: name };
  }
}
