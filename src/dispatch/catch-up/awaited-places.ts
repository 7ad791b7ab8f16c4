import type { Region } from '../../access/region/region.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { byTime } from '../../chat/order.ts';
import type { Place } from '../../chat/place.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import { reading } from '../../database/transaction.ts';
import type { PendingMessage } from '../messages/pending-message.ts';
import type { InboxOptions } from '../options.ts';
import type { Awaited } from '../registry.ts';
import { findEntry, SeveralRegions } from '../running/session.ts';

/** Returns the places of a region in which something may be said to the bot; with `at`, only those in its channel. */
export async function awaitedIn(
  scope: RegionScope,
  { registry, platform }: Pick<InboxOptions, 'registry' | 'platform'>,
  at?: Place,
): Promise<readonly Awaited[]> {
  const found: Awaited[] = [];
  // The last listener's places come first: of two channels in which something was said equally lately, the one in which
  // the bot is called is read before the one in which it asked something.
  for (const awaiting of registry.awaiting.toReversed()) found.push(...(await awaiting(scope, platform.name, at)));
  return merged(found);
}

/** Lists each place once, from the oldest message for which any of them waits. */
function merged(places: readonly Awaited[]): readonly Awaited[] {
  const found = new Map<string, Awaited>();
  for (const one of places) {
    const key = `${one.place.channel} ${one.place.thread}`;
    const known = found.get(key);
    const { place, after } = !known || byTime(one.after, known.after) < 0 ? one : known;
    const mentionsOnly = one.mentionsOnly && (known ?? one).mentionsOnly;
    found.set(key, mentionsOnly ? { place, after, mentionsOnly } : { place, after });
  }
  return [...found.values()];
}

/**
 * Returns the places in which something may have been said to the bot alone before this message, in the regions it may
 * be meant for.
 */
export async function awaitedBefore(kept: PendingMessage, options: InboxOptions): Promise<readonly Awaited[]> {
  const { database, now } = options;
  const { said: message, region: known } = kept;
  const found: Awaited[] = [];
  // All regions are looked at: nothing said in one is awaited in another.
  for (const region of known ? [known] : await regionsMeant(options, message)) {
    const awaited = (tx: RegionScope['tx']) => awaitedIn({ tx, region, now: now() }, options, message.place);
    found.push(...(await reading(database, awaited)));
  }
  return merged(found);
}

/** Returns the region that a typed message is for; several when nothing tells which. */
async function regionsMeant(
  { database, now }: InboxOptions,
  { user, place }: IncomingMessage,
): Promise<readonly Region[]> {
  try {
    const entry = await findEntry(database, user, { place, typed: true }, now());
    return entry ? [entry.region] : [];
  } catch (error) {
    if (error instanceof SeveralRegions) return error.regions;
    throw error;
  }
}

/** Returns what was said in these places, in its order, each message once. */
export async function readAll<T extends { readonly mentionsOnly?: boolean }>(
  places: readonly T[],
  read: (one: T) => Promise<readonly IncomingMessage[]>,
): Promise<readonly IncomingMessage[]> {
  const said = new Map<string, IncomingMessage>();
  for (const one of places) {
    for (const message of await read(one)) {
      if (!one.mentionsOnly || message.mentionsBot) said.set(message.id, message);
    }
  }
  return [...said.values()].sort((a, b) => byTime(a.id, b.id));
}
