import type { IncomingMessage } from '../../chat/platform.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { InboxOptions } from '../options.ts';
import { legibleMessage } from '../receiving/legible.ts';
import { keepMessages, type ToKeep, type WhereSaid } from '../running/event-store.ts';
import { findEntry, SeveralRegions } from '../running/session.ts';
import { serialiseMessage } from './kept-message.ts';
import { eventOf, isCalled, type PendingMessage } from './pending-message.ts';

type Where = Exclude<WhereSaid, 'several'>;
type Event = readonly [string, IncomingMessage];

/** Stores what was said, as it came. See TypedMessages.keepAll. */
export type KeepAll = (said: readonly IncomingMessage[]) => Promise<readonly (PendingMessage | null)[]>;

export function createKeepAll({ database, platform, now }: InboxOptions): KeepAll {
  /** Stores everything in one or two statements. Returns where each message was said, by its event. */
  async function keepWhereSaid(all: readonly PendingMessage[]): Promise<ReadonlyMap<string, Where>> {
    const each = new Map(all.map((one) => [one.event, one.said]));
    const found = await whereKept([...each].map(([event, said]) => [event, toKeep(said)]));
    const unclear = [...each].filter(([event]) => found.get(event) === 'several');
    const meant = unclear.length === 0 ? new Map<string, Where>() : await keepWhereMeant(unclear);
    return new Map(
      [...found].map(([event, where]) => [event, where === 'several' ? (meant.get(event) ?? null) : where]),
    );
  }

  /**
   * Stores messages whose authors are known in several regions; the place, or what it is about, may tell which is
   * meant.
   */
  async function keepWhereMeant(unclear: readonly Event[]): Promise<Map<string, Where>> {
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
      return (await findEntry(database, user, { place, typed: true }, now()))?.region.id ?? null;
    } catch (error) {
      if (error instanceof SeveralRegions) return null;
      throw error;
    }
  }

  async function whereKept(each: readonly (readonly [string, ToKeep])[]): Promise<ReadonlyMap<string, WhereSaid>> {
    if (each.length === 0) return new Map();
    const all = each.map(([, one]) => one);
    const found = await keepMessages(database, platform.name, all, now());
    return new Map(each.map(([event], index) => [event, found[index] ?? null]));
  }

  return async (given) => {
    const all = given.map(legibleMessage).map((said): PendingMessage => ({ said, event: eventOf(said), stored: null }));
    const found = await keepWhereSaid(all.filter(({ said }) => !said.unreadable));
    return all.map((bare) => {
      const { said, event } = bare;
      if (said.unreadable) return bare;
      const where = found.get(event);
      if (where)
        return where.kept
          ? { ...bare, region: where.region, stored: { regionId: where.region.id, said: serialiseMessage(said) } }
          : null;
      return isCalled(said) && said.edited === undefined ? bare : null;
    });
  };
}

function toKeep(said: IncomingMessage, regionId: string | null = null): ToKeep {
  const { user, place } = said;
  // On Discord either the server tells the region, or it is a direct conversation.
  const account = traitsOf(user.platform).teamIsWhere && user.team !== null ? null : user.id;
  const where = { regionId, team: user.team, account, place };
  return { event: eventOf(said), ...where, isCalled: isCalled(said), said: serialiseMessage(said) };
}
