/**
 * What a channel may be used for: a platform says what the bot needs there for it. 'posts': messages with their files, found and
 * read again. 'private-threads': threads that only those see who were let in.
 */
export type ChannelPurpose = 'posts' | 'private-threads';

/** What the bot may do in a channel, as far as the platform tells before it is tried. */
export interface ChannelAccess {
  /** What keeps the bot from writing there; null for nothing that is known. */
  readonly obstacle: 'not-in-channel' | 'no-permission' | 'channel-gone' | 'channel-archived' | null;
  /** "#general"; null where the platform doesn't show the channel to the bot. */
  readonly channel: string | null;
  /** What the bot is called there, to be invited by. */
  readonly bot: string;
  /** The platform's names of the permissions that it lacks; null where a channel of this kind can't be used so at all. */
  readonly lacks: Readonly<Record<ChannelPurpose, readonly string[] | null>>;
  /** Until when a moderator keeps the bot from writing anywhere; null where nobody does. */
  readonly mutedUntil: Date | null;
  /** Whether the platform told all this; else some of it isn't known. */
  readonly told: boolean;
}
