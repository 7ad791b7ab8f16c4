/** The name a platform is registered under (`src/platforms/registered.ts`); what differs between them stands in `traits.ts`. */
export type PlatformName = string;

/** Where something is said: ids are the platform's own. */
export interface Place {
  readonly platform: PlatformName;
  /** Slack: channel or direct conversation. Discord: channel, thread or direct conversation. */
  readonly channel: string;
  /** Slack: ts of the thread's first message. Discord: always null, a thread is a channel there. */
  readonly thread: string | null;
}

/** Someone on one platform, as the platform tells. */
export interface PlatformUser {
  readonly platform: PlatformName;
  readonly id: string;
  /** Slack workspace or Discord server they act in; null when the platform doesn't say (a direct message). */
  readonly team: string | null;
  /** Name as shown there. Data, never markup. */
  readonly name: string;
  readonly locale: 'fr' | 'en' | null;
  /** Not a person; told where the platform was asked about them. */
  readonly bot?: boolean;
  /** May administer the workspace or manage the server; null when the event doesn't say. */
  readonly administrator: boolean | null;
}

/** A message that stands on a platform. One Message may have become several. */
export interface MessageRef {
  readonly place: Place;
  readonly id: string;
}

/** A channel. */
export interface ChannelTarget {
  readonly kind: 'channel';
  readonly platform: PlatformName;
  readonly channel: string;
}

/** Where somebody has just said something. */
export interface PlaceTarget {
  readonly kind: 'place';
  readonly place: Place;
  /** The platform's ids of the people there who are to hear of it, where a message makes no sound by itself. */
  readonly calls?: readonly string[];
}

/**
 * A conversation with the first of these people, unseen by others. Slack: a thread of its own in the direct conversation
 * with them. Discord: the direct conversation with them, in which all that is said to them stands.
 */
export interface PrivateTarget {
  readonly kind: 'private';
  readonly platform: PlatformName;
  readonly users: readonly string[];
}

/** Where something is to be posted. */
export type Target = ChannelTarget | PlaceTarget | PrivateTarget;
