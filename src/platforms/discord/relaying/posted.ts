import type { APIMessage, Client, REST } from 'discord.js';
import { byTime, newest } from '../../../chat/order.ts';
import { DeliveryError } from '../../../chat/platform.ts';
import type { CopyPlace, PartRef, PerhapsPosted } from '../../../chat/relaying.ts';
import { isNotFound } from '../errors.ts';
import { mayReadHistory, messagesAfter } from '../history.ts';
import { HISTORY_PAGE } from '../limits.ts';
import { snowflakeAt } from '../snowflake.ts';
import { postableName } from './body.ts';

/** The search is given up beyond this many pages: Discord then can't tell. */
const PAGES = 100;
/** The milliseconds by which the clocks of platforms may differ. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Returns which of these parts stand, given in the order of their posting. Discord keeps no key with a webhook's
 * message, but one is posted after the other: what the bot's webhooks posted after the last message that is known is
 * these parts, in their order, until one that doesn't stand. A name that isn't a part's tells that an administrator has
 * deleted that part since. Texts don't tell: a message may have been changed since it was posted. Throws DeliveryError
 * where Discord can't tell.
 */
export async function findCopies(
  client: Client<true>,
  perhaps: readonly PerhapsPosted[],
  after: readonly PartRef[],
): Promise<ReadonlyMap<string, PartRef>> {
  const found = new Map<string, PartRef>();
  const channel = perhaps[0]?.places[0]?.channel;
  if (channel === undefined) return found;
  if (!(await mayReadHistory(client, channel))) throw new DeliveryError({ kind: 'refused', reason: 'no-permission' });
  let next = 0;
  const first = snowflakeAt(new Date(Math.min(...perhaps.map(({ saidAt }) => saidAt.getTime())) - CLOCKS_DIFFER_MS));
  for (const message of await postedSince(client, channel, placesOf(channel, perhaps, after), { after, first })) {
    const index = perhaps.findIndex((one, position) => position >= next && mayBe(message, one));
    const one = perhaps[index];
    if (!one) continue;
    const thread = message.channel_id === channel ? null : message.channel_id;
    found.set(one.key, { id: message.id, thread, by: message.webhook_id ?? null });
    next = index + 1;
  }
  return found;
}

/**
 * Returns where to look: in the threads, and in the channel itself, where a copy stands too whose thread couldn't be
 * had. Where no copy is known in the channel, and none was to stand there, there is nothing after which to look.
 */
function placesOf(channel: string, perhaps: readonly PerhapsPosted[], after: readonly PartRef[]): readonly string[] {
  const known = after.some(({ thread, by }) => thread === null && by !== null) ? [channel] : [];
  return [...new Set([...perhaps.flatMap(({ places }) => places.map(idOf)), ...known])];
}

/** Returns the id of a thread or channel. */
const idOf = ({ channel, below }: CopyPlace): string => below?.id ?? channel;

/** The last messages that are known, and the first id that what is searched may have: of what is known, much may have been said since. */
interface From {
  readonly after: readonly PartRef[];
  readonly first: string;
}

/** Returns what the bot's webhooks posted in these places, in each after the last message known there, in the order of posting. */
async function postedSince(
  client: Client<true>,
  channel: string,
  places: readonly string[],
  { after, first }: From,
): Promise<readonly APIMessage[]> {
  const all: APIMessage[] = [];
  for (const place of places) {
    const known = after.filter(({ thread }) => (thread ?? channel) === place);
    const last = newest(first, ...known.map(({ id }) => id)) ?? first;
    const there = await allAfter(client, place, last).catch((error: unknown) => {
      // A thread that was never begun, or that is gone, holds nothing.
      if (place !== channel && isNotFound(error)) return [];
      throw error;
    });
    all.push(...there.filter((message) => isOwn(message, client)));
  }
  return all.sort((a, b) => byTime(a.id, b.id));
}

const isOwn = ({ webhook_id: webhook, application_id: application }: APIMessage, client: Client<true>): boolean =>
  webhook !== undefined && application === client.application.id;

/** Returns whether a message may be what this part became: in its thread or the channel itself, under one of its names. */
function mayBe({ author, channel_id: at }: APIMessage, { places, part }: PerhapsPosted): boolean {
  const isThere = places.some((place) => at === idOf(place) || at === place.channel);
  return isThere && [part.author, part.otherwise].some((name) => postableName(name) === author.username);
}

async function allAfter({ rest }: { readonly rest: REST }, at: string, after: string): Promise<readonly APIMessage[]> {
  const all: APIMessage[] = [];
  let last = after;
  for (let count = 0; count < PAGES; count++) {
    const page = await messagesAfter(rest, at, last);
    all.push(...page);
    const end = page.at(-1);
    if (page.length < HISTORY_PAGE || !end) return all;
    last = end.id;
  }
  throw new DeliveryError({ kind: 'ambiguous' });
}
