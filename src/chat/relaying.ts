import type { Formatted } from './formatted/formatted.ts';

/** A place in a relayed channel. The ids are the platform's own. */
export interface RelayedPlace {
  /** The channel itself, also for what is said in one of its threads. */
  readonly channel: string;
  /** Slack: ts of the thread's first message. Discord: the thread's channel. Null outside threads. */
  readonly thread: string | null;
}

/** Somebody who writes in a relayed channel. */
export interface RelayedAuthor {
  readonly id: string;
  /** The name shown there. It is data, never markup. */
  readonly name: string;
  /** A public address of their picture; null when they have none, or nobody else could fetch it. */
  readonly picture: string | null;
}

/** A file of a message in a relayed channel. */
export interface RelayedFile {
  readonly id: string;
  readonly name: string;
  /** The media type that the platform states, which isn't to be trusted. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Its alternative text, in words; null when its author gave none. */
  readonly alt: string | null;
  /** The reference by which the platform fetches it, see `Platform.fetchFile`. */
  readonly source: string;
  /** An address at which the members of that workspace or server find it. */
  readonly link: string;
}

/** The number of people who reacted in one way. Custom emoji are `:name:`, all others are the characters themselves. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
}

/** A message of a relayed channel as it stands on its platform now. Only what people write is one. */
export interface RelayedMessage {
  readonly place: RelayedPlace;
  readonly id: string;
  readonly author: RelayedAuthor;
  /** Polls, calls and stickers are said in words, which the adapter has. */
  readonly content: Formatted;
  /** The names of the people, channels and groups it mentions, by their ids, as far as they are known. */
  readonly names: Readonly<Record<string, string>>;
  readonly files: readonly RelayedFile[];
  /** The message that it answers without being in its thread; null when it answers none. */
  readonly replyTo: string | null;
  /** Null where the platform doesn't tell them with the message: what is known stays. */
  readonly reactions: readonly Reaction[] | null;
  /** Null where the platform doesn't tell it with the message. */
  readonly pinned: boolean | null;
  /** Compares as later (`byTime`) for a later change by its author; null when it was never changed. */
  readonly edited: string | null;
  /** When it was said, by the platform's clock. */
  readonly saidAt: Date;
}

/** A thread that hangs on no message, but has a title. */
export interface RelayedThread {
  readonly channel: string;
  readonly thread: string;
  readonly title: string;
  /** The person who began it. */
  readonly author: RelayedAuthor;
  readonly saidAt: Date;
}

/** Something that happened in a relayed channel. Each may come again, and the order of two may be another. */
export type RelayEvent =
  /** Said, or changed. */
  | { readonly kind: 'message'; readonly message: RelayedMessage }
  /** Deleted, by whomever. */
  | { readonly kind: 'deleted'; readonly place: RelayedPlace; readonly ids: readonly string[] }
  /** Somebody reacted to it, took that back, pinned it or unpinned it. It has to be read again. */
  | { readonly kind: 'touched'; readonly place: RelayedPlace; readonly id: string }
  /** A thread was begun or renamed. */
  | { readonly kind: 'thread'; readonly thread: RelayedThread }
  | { readonly kind: 'thread-deleted'; readonly channel: string; readonly thread: string }
  /** Something was said that the bot may not read. */
  | { readonly kind: 'unreadable'; readonly place: RelayedPlace }
  /** The channel was renamed, archived, opened again, made private or deleted, or the bot taken out of it or let in. */
  | { readonly kind: 'channel'; readonly channel: string };

/** Returns the channel in which something happened. */
export function relayedChannelOf(event: RelayEvent): string {
  switch (event.kind) {
    case 'message':
      return event.message.place.channel;
    case 'thread':
      return event.thread.channel;
    case 'deleted':
    case 'touched':
    case 'unreadable':
      return event.place.channel;
    case 'thread-deleted':
    case 'channel':
      return event.channel;
  }
}

/** Takes in what happens in relayed channels. */
export interface RelayIntake {
  /** Returns whether a channel is relayed, at once: nothing of any other is handed in. */
  isRelayed(channel: string): boolean;
  /** Resolves when it is stored. Rejects when it can't be, so that the platform brings it again. */
  take(event: RelayEvent): Promise<void>;
}

/** The place to post a copy in. */
export interface CopyPlace {
  readonly channel: string;
  /**
   * The message or thread below which it stands; null for the channel itself. Where a thread is a channel of its own, and none
   * hangs on that message yet, the adapter begins it.
   */
  readonly below: CopyBelow | null;
}

export type CopyBelow =
  | { readonly kind: 'message'; readonly id: string; readonly title: string }
  | { readonly kind: 'thread'; readonly id: string };

/** The content of a copy, in one piece. The adapter splits it. */
export interface Copy {
  /** The name to post under, such as "Léa · Slack". */
  readonly author: string;
  /** A name to post under where the platform refuses that one; the author then stands in the text. */
  readonly otherwise: string;
  readonly picture: string | null;
  /** With the ids of the platform it is for. People who are mentioned are notified, nobody else. */
  readonly content: Formatted;
  /** A line at its end, which never becomes a message of its own, see `splitWithEnding`; null when it has none. */
  readonly ending: string | null;
  readonly files: readonly CopyFile[];
}

/** A file to upload. */
export interface CopyFile {
  readonly name: string;
  readonly type: string;
  readonly alt: string | null;
  /** Bytes, also where they aren't at hand: it takes part in how a copy is split. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** One of the messages that a copy becomes. Plain data: it is the same each time for the same copy. */
export interface CopyPart {
  readonly author: string;
  readonly otherwise: string;
  readonly picture: string | null;
  readonly content: Formatted;
  /** Indexes of the copy's files that it holds. */
  readonly files: readonly number[];
}

/** A message that shows a part of a copy. */
export interface PartRef {
  readonly id: string;
  /** Slack: the channel's thread. Discord: the thread's channel. Null outside threads. */
  readonly thread: string | null;
  /**
   * The further data by which the platform changes it, in its own words: Discord's webhook, say, or how Slack shows the author;
   * null where it needs none.
   */
  readonly by: string | null;
}

/** A part that was perhaps posted. */
export interface PerhapsPosted {
  readonly key: string;
  /** The places where it may stand: the one where it belongs may have changed since. */
  readonly places: readonly CopyPlace[];
  readonly part: CopyPart;
  /** When its message was said, by the clock of its platform: it was posted afterwards. */
  readonly saidAt: Date;
}

/** A platform's part in the relay. Every method throws DeliveryError. */
export interface Relaying {
  /** The most bytes of one file that can be uploaded to this channel. */
  fileLimit(channel: string): number;
  /** Returns the address that leads to a message. */
  link(place: RelayedPlace, id: string): string;
  /** Returns whether a channel is one of this workspace or server, and this person sees it. */
  isSeenBy(channel: string, user: string, team: string): Promise<boolean>;
  /** Returns the id of the newest message in a channel, whoever's; one before all others when there is none. */
  newest(channel: string): Promise<string>;
  /** Returns a message as it stands now; null when it was deleted or isn't one that people wrote. */
  read(place: RelayedPlace, id: string): Promise<RelayedMessage | null>;
  /**
   * Returns what people said in a channel and its threads after the message with this id, as it stands now, oldest first; at
   * most about `most`. `until` is the id up to which everything is in it: what is stored between, is shown there and isn't in it
   * was deleted.
   * `threads` are those in which something stored was said after that message: they are read in any case, where the platform
   * doesn't list the threads in which something was said.
   */
  since(channel: string, after: string, most: number, threads: readonly string[]): Promise<RelayedSince>;
  /** Splits a copy into the messages it becomes: the same each time. */
  parts(copy: Copy): readonly CopyPart[];
  /** Returns whether a posted part may be changed into this one. */
  fits(ref: PartRef, part: CopyPart): boolean;
  /** Posts one part. `key` identifies it. */
  post(place: CopyPlace, part: CopyPart, files: readonly CopyFile[], key: string): Promise<PartRef>;
  /**
   * Makes a posted part show this. `files` are the files of the copy by now, without their bytes: of those that it holds, the ones that
   * aren't among them are taken away, and none is added. Throws 'refused: not-editable' where it can't be changed any more.
   */
  edit(channel: string, ref: PartRef, part: CopyPart, files: readonly CopyFile[]): Promise<void>;
  /** Deletes a part; one that is gone counts as deleted. */
  delete(channel: string, ref: PartRef): Promise<void>;
  /**
   * Finds out which of these parts, in the order of their posting, stand. `after` are the refs of the last ones that are known to
   * stand, in their places. A part that isn't in the result didn't stand when it was asked.
   */
  posted(perhaps: readonly PerhapsPosted[], after: readonly PartRef[]): Promise<ReadonlyMap<string, PartRef>>;
  /** Pins or unpins a message of the channel. */
  pin(channel: string, ref: PartRef, isPinned: boolean): Promise<void>;
  /**
   * Renames the thread below a message, where threads have titles; with `former`, only where the bot gave it that one. Where the
   * platform makes a rename wait, it is waited for a little, and happens later: then it resolves with false.
   */
  entitle(thread: string, title: string, former: string | null): Promise<boolean>;
}

export interface RelayedSince {
  readonly messages: readonly RelayedMessage[];
  readonly threads: readonly RelayedThread[];
  /** The ids of the threads that are known to stand, also where the notice that one was begun was deleted. */
  readonly standing: readonly string[];
  readonly until: string;
  /**
   * The id of the oldest message that was seen there, whoever's, where the platform hides what is old without deleting it: nothing
   * is known of what is older, nor of a thread that began before, unless it stands. Null where the platform shows all there is.
   */
  readonly oldestShown: string | null;
  /** Whether there is more after `until`. */
  readonly more: boolean;
}
