/**
 * The purposes of a channel; each platform knows which permissions the bot needs for them. 'posts' means messages
 * with their files, found and read again; 'private-threads' means threads seen only by those who were let in; 'relay' means one
 * conversation with channels elsewhere.
 */
export type ChannelPurpose = 'posts' | 'private-threads' | 'relay';

/** The bot's permissions in a channel, as far as the platform tells before anything is tried. */
export interface ChannelAccess {
  /** The obstacle to writing there; null when none is known. */
  readonly obstacle: 'not-in-channel' | 'no-permission' | 'channel-gone' | 'channel-archived' | null;
  /** "#general"; null when the platform doesn't show the channel to the bot. */
  readonly channel: string | null;
  /** The bot's name there, so that it can be invited. */
  readonly bot: string;
  /**
   * The missing permissions, by the platform's names; null when a channel of this kind can't serve the purpose at
   * all.
   */
  readonly lacks: Readonly<Record<ChannelPurpose, readonly string[] | null>>;
  /** False when what is said there doesn't reach the bot, as far as the platform tells. */
  readonly hears: boolean;
  /** Until when a moderator keeps the bot from writing anywhere; null when nobody does. */
  readonly mutedUntil: Date | null;
  /** False when the platform left some of this untold. */
  readonly told: boolean;
}
