import { canonical } from '../../chat/formatted/canonical.ts';
import { byTime } from '../../chat/order.ts';
import type { PlatformName } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import {
  type RelayEvent,
  type RelayedMessage,
  type RelayedPlace,
  type RelayedThread,
  relayedChannelOf,
} from '../../chat/relaying.ts';
import { createBatcher } from '../../concurrency/batcher.ts';
import type { Pace } from '../../timers/pace.ts';
import { stateOf } from '../state.ts';
import type { Tied } from '../ties/tied.ts';
import type { TiedChannel } from '../ties/tied-store.ts';
import { createEarlyEdits } from './early-edits.ts';
import { isStored, type MessageRow, messagesOfThread, noteTouched } from './intake-store.ts';
import { isKeptOut } from './muted.ts';
import { createShownNames } from './shown-names.ts';
import { createStoring, type StoringOptions } from './storing.ts';

/** The most messages in one statement. */
const BATCH = 200;
/**
 * The milliseconds that a batch waits for the one before it: however long that takes, since their order is that of the
 * conversation.
 */
const IN_ORDER_MS = 2 ** 31 - 1;
const LONGEST_NAME = 100;
/** The number of messages remembered not to pass, such as those of bots, to which people go on reacting. */
const MOST_NOT_RELAYED = 1_000;

export interface IntakeOptions extends StoringOptions {
  readonly platform: PlatformName;
  readonly tied: Tied;
  readonly pace: Pace;
  /** Called once messages have to be read again in these channels. */
  readonly touched: (channel: TiedChannel) => void;
  /** Returns a message as it is now; null where no message of a person stands there. Throws DeliveryError. */
  readonly read: (place: RelayedPlace, id: string) => Promise<RelayedMessage | null | 'unreadable'>;
  /**
   * Called when something happened to a message that isn't stored. Resolves when the messages missed before it are
   * stored, as far as they can be read.
   */
  readonly readBack: (channel: TiedChannel) => Promise<void>;
  /** Called when a channel was renamed, archived, or the like. */
  readonly channelChanged: (channel: TiedChannel) => void;
  /** Called when a message came whose text can't be read. */
  readonly unreadable: (channel: TiedChannel) => Promise<void>;
}

/** Stores what happens in relayed channels, so that it can be acknowledged. */
export interface Intake {
  /**
   * Resolves when the event is stored. Events are stored in the order of these calls, except for missed ones, and for
   * changes that are told before their messages.
   */
  take(event: RelayEvent): Promise<void>;
  /** Stores a message or thread as it was read. Resolves when it is stored. */
  keep(channel: TiedChannel, found: RelayedMessage | RelayedThread): Promise<void>;
  /** Resolves when these messages are known to be deleted. */
  forget(channel: TiedChannel, ids: readonly string[]): Promise<void>;
  /** Returns whether an event is being taken in, and isn't only waiting. */
  busy(): boolean;
  /** Ends every wait. */
  stop(): void;
}

export function createIntake(options: IntakeOptions): Intake {
  const { database, platform, tied, pace, readBack } = options;
  const batched = createBatcher(createStoring(options, createShownNames(database, tied)), BATCH, IN_ORDER_MS);
  const notRelayed = new RecentMap<string, true>(MOST_NOT_RELAYED);
  const early = createEarlyEdits({
    pace,
    readBack,
    compare: byTime,
    isStored: (...name) => isStored(database, ...name),
  });
  let stored: Promise<unknown> = Promise.resolve();
  let taking = 0;

  function store(row: MessageRow): Promise<void> {
    early.storing(row.channelId, row.sourceId);
    const storing = batched(row);
    stored = storing.catch(() => early.notStored(row.channelId, row.sourceId));
    return storing;
  }

  async function take(event: RelayEvent): Promise<void> {
    taking += 1;
    try {
      await takeIn(event);
    } finally {
      taking -= 1;
    }
  }

  async function takeIn(event: RelayEvent): Promise<void> {
    const channel = tied.at(platform, relayedChannelOf(event));
    if (!channel) return;
    switch (event.kind) {
      case 'message':
        return said(channel, event.message);
      case 'thread':
        return keep(channel, event.thread);
      case 'deleted':
        return forget(channel, event.ids);
      case 'thread-deleted':
        return forget(channel, await messagesOfThread(database, channel.id, event.thread));
      case 'touched':
        return touch(channel, event.place, event.id);
      case 'unreadable':
        return options.unreadable(channel);
      case 'channel':
        options.channelChanged(channel);
    }
  }

  function said(channel: TiedChannel, message: RelayedMessage): Promise<void> {
    const store = () => keep(channel, message);
    if (!isAfter(channel, message.id)) return Promise.resolve();
    return message.edited === null
      ? early.said(channel.id, message.id, store)
      : early.changed(channel, message.id, store);
  }

  async function keep(channel: TiedChannel, found: RelayedMessage | RelayedThread): Promise<void> {
    const id = 'thread' in found ? found.thread : found.id;
    if (isAfter(channel, id)) await store('thread' in found ? rowOfThread(channel, found) : rowOf(channel, found));
  }

  async function touch(channel: TiedChannel, place: RelayedPlace, id: string): Promise<void> {
    if (!isAfter(channel, id)) return;
    // Messages before it are stored by then.
    await stored;
    const noted = await noteTouched(database, { channelId: channel.id, sourceId: id });
    if (noted === 'noted') options.touched(channel);
    const name = `${channel.id} ${id}`;
    if (noted !== 'unknown' || notRelayed.has(name)) return;
    const message = await readTouched(place, id);
    if (message === null) notRelayed.set(name, true);
    if (message === null || message === 'unreadable') return;
    // Messages before it may be missing as well, and come first.
    await readBack(channel);
    await keep(channel, message);
  }

  /**
   * Reads a message that isn't stored. One that can't be read now is left: nobody tells again that somebody reacted to
   * it.
   */
  async function readTouched(place: RelayedPlace, id: string): Promise<RelayedMessage | null | 'unreadable'> {
    try {
      return await options.read(place, id);
    } catch (error) {
      if (error instanceof DeliveryError) return 'unreadable';
      throw error;
    }
  }

  async function forget(channel: TiedChannel, ids: readonly string[]): Promise<void> {
    await Promise.all(
      ids.filter((id) => isAfter(channel, id)).map((id) => store(rowOfDeleted(channel, id, new Date(pace.now())))),
    );
  }

  return { take, keep, forget, busy: () => taking > early.waiting(), stop: early.stop };
}

/** Nothing said before a channel was tied passes. */
function isAfter({ since }: TiedChannel, id: string): boolean {
  return byTime(id, since) > 0;
}

function rowOf({ id: channelId, regionId }: TiedChannel, message: RelayedMessage): MessageRow {
  const { id, place, author, replyTo, edited, saidAt } = message;
  return {
    ...{ regionId, channelId, kind: 'MESSAGE', sourceId: id, thread: place.thread, replyTo, edited, saidAt },
    ...{ authorId: author.id, authorName: author.name.slice(0, LONGEST_NAME), picture: author.picture },
    state: stateOf(message),
    withheld: isKeptOut(message.content) ? 'MARKED' : null,
  };
}

function rowOfThread({ id: channelId, regionId }: TiedChannel, thread: RelayedThread): MessageRow {
  const { author, title, saidAt } = thread;
  // A title may consist of characters that nobody sees, which can't be stored.
  const content = canonical([{ kind: 'line', quoted: false, leaves: [{ kind: 'text', text: title, marks: [] }] }]);
  return {
    ...{
      regionId,
      channelId,
      kind: 'THREAD',
      sourceId: thread.thread,
      thread: null,
      replyTo: null,
      edited: null,
      saidAt,
    },
    ...{ authorId: author.id, authorName: author.name.slice(0, LONGEST_NAME), picture: author.picture },
    state: stateOf({ content, names: {}, files: [], reactions: null, pinned: null }),
    withheld: isKeptOut(content) ? 'MARKED' : null,
  };
}

/**
 * Returns the row of a message that was deleted before it came, so that it doesn't pass when it does. When it was said isn't told: it
 * counts as said when that it was deleted was told, and is kept for the term from then on.
 */
function rowOfDeleted({ id: channelId, regionId }: TiedChannel, sourceId: string, saidAt: Date): MessageRow {
  return {
    ...{ regionId, channelId, kind: 'MESSAGE', sourceId, thread: null, replyTo: null, edited: null },
    ...{ authorId: '', authorName: '', picture: null, state: null, withheld: 'DELETED', saidAt },
  };
}
