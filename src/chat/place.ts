/** The name a platform is registered under (`src/platforms/registered.ts`); what differs between them stands in `traits.ts`. */
export type PlatformName = string;

/** A place where something is said. The ids are the platform's own. */
export interface Place {
  readonly platform: PlatformName;
  /** Slack: channel or direct conversation. Discord: channel, thread or direct conversation. */
  readonly channel: string;
  /** Slack: ts of the thread's first message. Discord: always null, a thread is a channel there. */
  readonly thread: string | null;
}

/** Somebody on one platform, as the platform describes them. */
export interface PlatformUser {
  readonly platform: PlatformName;
  readonly id: string;
  /** The Slack workspace or Discord server in which they act; null when the platform doesn't say (a direct message). */
  readonly team: string | null;
  /** The name shown there. It is data, never markup. */
  readonly name: string;
  readonly locale: 'fr' | 'en' | null;
  /** True for an app. Known only where the platform was asked about them. */
  readonly bot?: boolean;
  /** True when they may administer the workspace or manage the server; null when the event doesn't say. */
  readonly administrator: boolean | null;
}

/** A message on a platform. One Message may have become several. */
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

/** The place where somebody has just said something. */
export interface PlaceTarget {
  readonly kind: 'place';
  readonly place: Place;
  /** Set when a message below another one is shown in the channel too, where it would be overlooked otherwise. */
  readonly alsoInChannel?: true;
  /** The platform's ids of the people there to notify, where a message makes no sound by itself. */
  readonly calls?: readonly string[];
}

/**
 * A private conversation with the first of these people. Slack: a thread of its own in the direct conversation with
 * them. Discord: the direct conversation itself, which holds everything said to them.
 */
export interface PrivateTarget {
  readonly kind: 'private';
  readonly platform: PlatformName;
  readonly users: readonly string[];
}

/** Where to post something. */
export type Target = ChannelTarget | PlaceTarget | PrivateTarget;
