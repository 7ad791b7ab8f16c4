import { Routes } from 'discord.js';
import { byTime } from '../../../chat/order.ts';
import type {
  RelayedBetween,
  RelayedMessage,
  RelayedPlace,
  RelayedSpan,
  RelayedThread,
} from '../../../chat/relaying.ts';
import { isNotFound } from '../errors.ts';
import { mayReadHistory, messagesAfter } from '../history.ts';
import { HISTORY_PAGE } from '../limits.ts';
import { Authors } from './authors.ts';
import { channelIdOf } from './places.ts';
import { asked, askPatiently, channelItself, type RelayReading, readingRefused, shown } from './read.ts';
import { isBlank, isSaidByPeople } from './said.ts';
import { titledThread } from './titled.ts';
import { readWire, type WireMessage } from './wire.ts';

/** Returns what people said from one message to another, in a channel and these threads of it, as it stands now. */
export async function readBetween(
  reading: RelayReading,
  channel: string,
  { threads, titled, ...ends }: RelayedSpan,
): Promise<RelayedBetween> {
  const { client, readsMessages } = reading;
  if (!readsMessages || !(await mayReadHistory(client, channel))) throw readingRefused('no-permission');
  const { guild } = await channelItself(reading, channel);
  const authors = new Authors(client, guild);
  const messages: RelayedMessage[] = [];
  for (const thread of [null, ...threads]) {
    const place = { channel, thread };
    for (const message of await messagesWithin(reading, place, ends)) {
      if (!isSaidByPeople(message) || isBlank(message)) continue;
      messages.push(await shown(reading, guild, place, message, authors));
    }
  }
  const standing: RelayedThread[] = [];
  for (const thread of titled) standing.push(...(await standingThread(reading, thread)));
  return { messages, threads: standing };
}

async function messagesWithin(
  reading: RelayReading,
  place: RelayedPlace,
  { first, last }: Pick<RelayedSpan, 'first' | 'last'>,
): Promise<readonly WireMessage[]> {
  const found: WireMessage[] = [];
  for (let after = String(BigInt(first) - 1n); ; ) {
    const page = await askPatiently(reading, ({ rest }) => messagesAfter(rest, channelIdOf(place), after)).catch(
      (error: unknown) => {
        // A thread that is gone took its messages with it; of a channel that is gone nothing can be told.
        if (place.thread !== null && isNotFound(error)) return [];
        throw error;
      },
    );
    const within = page.filter(({ id }) => byTime(id, last) <= 0);
    found.push(...within.flatMap((told) => readWire.message(told) ?? []));
    const end = page.at(-1);
    if (!end || page.length < HISTORY_PAGE || within.length < page.length) return found;
    after = end.id;
  }
}

/** Returns a thread with its title as it is now; none where it is gone, or hangs on a message. */
async function standingThread(reading: RelayReading, id: string): Promise<readonly RelayedThread[]> {
  const told = await asked(reading, Routes.channel(id)).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
  const thread = readWire.thread(told);
  const titled = thread && (await titledThread(reading.client, thread));
  return titled ? [titled] : [];
}
