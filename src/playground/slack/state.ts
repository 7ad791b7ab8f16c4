import type { ProtocolClock } from '../clock.ts';
import type { JsonObject } from './json.ts';
import { randomId } from './random.ts';
import { type LastStamps, Stamps } from './stamps.ts';

export interface SlackUser {
  readonly id: string;
  name: string;
  readonly locale: 'fr-FR' | 'en-US';
  readonly administrator: boolean;
  readonly bot: boolean;
  deactivated: boolean;
  /** The error the bot gets when it writes to them alone; null when they accept. */
  refusesDirect: string | null;
}

export type ChannelKind = 'channel' | 'group' | 'im';

export interface SlackChannel {
  readonly id: string;
  name: string;
  kind: ChannelKind;
  readonly created: number;
  readonly members: Set<string>;
  /** Includes people who join the workspace later. */
  readonly everyone: boolean;
  topic: string;
  archived: boolean;
  /** Only people named by an administrator may post: not the bot. */
  restricted: boolean;
}

export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly byBot: boolean;
  /** The name that a message was posted under with chat:write.customize; Slack then sends it without `user`. */
  readonly username: string | null;
  readonly icons: JsonObject | null;
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
  readonly threadTs: string | null;
  readonly broadcast: boolean;
  /** The only person who sees it. */
  readonly ephemeralTo: string | null;
  metadata: JsonObject | null;
  edited: { user: string; ts: string } | null;
  readonly files: string[];
  readonly reactions: Map<string, string[]>;
  /** The person who pinned it, and the time in seconds; null when it isn't pinned. */
  pinned: { readonly by: string; readonly at: number } | null;
  /** The kind of one of Slack's own lines, such as 'pinned_item'; null for what somebody wrote. */
  readonly subtype: string | null;
  /** The person who began the call that a line of Slack's own tells of; null in any other message. */
  readonly callBy: string | null;
  /** True when admins have closed its thread to replies. */
  locked: boolean;
  /** A deleted parent stays as a tombstone while it has replies. */
  tombstone: boolean;
  /** Each person's choices so far in its stateful elements: state values by block and action. */
  readonly chosen: Map<string, JsonObject>;
}

export type NewSlackMessage = Omit<
  SlackMessage,
  'ts' | 'reactions' | 'pinned' | 'subtype' | 'callBy' | 'locked' | 'tombstone' | 'chosen' | 'edited'
> & {
  readonly subtype?: string;
  readonly callBy?: string;
};

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  title: string;
  readonly mimetype: string;
  readonly created: number;
  readonly user: string;
  readonly size: number;
  readonly altText: string | null;
  bytes: Buffer | null;
  /** True once completed: before that the file does not exist for anyone. */
  complete: boolean;
  /** True once Slack has processed it: only then is it shared, and its type known. */
  processed: boolean;
  readonly channels: Set<string>;
  readonly shares: { channel: string; ts: string; threadTs: string | null }[];
  /** Unguessable part of the address the page shows it at. */
  readonly key: string;
}

/** The identity of a workspace and its app, and the last `ts`. */
type Known = Pick<Workspace, 'team' | 'appId' | 'botId' | 'bot' | 'botName'> & { readonly stamps: LastStamps };

/** Everything in the workspace. It knows no protocol: methods and people act on it. */
export class Workspace {
  readonly clock: ProtocolClock;
  readonly stamps: Stamps;
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly appId: string;
  readonly botId: string;
  readonly bot: SlackUser;
  /** The app's name; a manifest may change it. */
  botName: string;
  readonly users = new Map<string, SlackUser>();
  readonly channels = new Map<string, SlackChannel>();
  /** The messages in the order of `ts`, which is unique in the whole workspace here (in Slack, in the channel). */
  readonly messages = new Map<string, SlackMessage>();
  /** The same messages by channel, and replies by their parent, so that a long trial stays quick. */
  readonly #byChannel = new Map<string, SlackMessage[]>();
  readonly #byParent = new Map<string, SlackMessage[]>();
  readonly files = new Map<string, SlackFile>();
  readonly deletedFiles = new Set<string>();
  /** The milliseconds during which messages may be edited, and those during which they are shown; null means for ever. */
  editWindow: number | null = null;
  shownFor: number | null = null;
  readonly changed = new Set<() => void>();

  /** `saved` is what is known of one that was stored. */
  constructor(clock: ProtocolClock, teamName: string, botName: string, saved: Known | null = null) {
    this.clock = clock;
    this.stamps = new Stamps(clock, saved?.stamps);
    this.team = saved?.team ?? { id: randomId('T'), name: teamName, domain: slug(teamName) };
    this.appId = saved?.appId ?? randomId('A');
    this.botId = saved?.botId ?? randomId('B');
    this.botName = saved?.botName ?? botName;
    this.bot = saved?.bot ?? this.addUser({ name: botName, locale: 'en-US', administrator: false, bot: true });
  }

  addUser(user: { name: string; locale: 'fr-FR' | 'en-US'; administrator: boolean; bot: boolean }): SlackUser {
    const added: SlackUser = { id: randomId('U'), deactivated: false, refusesDirect: null, ...user };
    this.users.set(added.id, added);
    for (const channel of this.channels.values()) if (channel.everyone) channel.members.add(added.id);
    return added;
  }

  addChannel(name: string, kind: ChannelKind, members: Iterable<string>, everyone = false): SlackChannel {
    const prefix = kind === 'im' ? 'D' : 'C';
    const channel: SlackChannel = {
      id: randomId(prefix),
      name,
      kind,
      created: this.stamps.seconds(),
      members: new Set(members),
      everyone,
      ...{ topic: '', archived: false, restricted: false },
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Returns the bot's direct conversation with this person, if it was ever opened. */
  directChannel(user: string): SlackChannel | undefined {
    const isTheirs = ({ kind, members }: SlackChannel) =>
      kind === 'im' && members.has(user) && members.has(this.bot.id);
    return [...this.channels.values()].find(isTheirs);
  }

  openDirect(user: string): SlackChannel {
    return this.directChannel(user) ?? this.addChannel('directmessage', 'im', [user, this.bot.id]);
  }

  nameOf(user: string): string {
    return user === this.bot.id ? this.botName : (this.users.get(user)?.name ?? user);
  }

  add(message: NewSlackMessage): SlackMessage {
    const stored: SlackMessage = {
      ...message,
      subtype: message.subtype ?? null,
      callBy: message.callBy ?? null,
      ts: this.stamps.nextTs(),
      reactions: new Map(),
      pinned: null,
      locked: false,
      tombstone: false,
      chosen: new Map(),
      edited: null,
    };
    this.keep(stored);
    return stored;
  }

  /** Keeps a message as it is. */
  keep(message: SlackMessage): void {
    this.messages.set(message.ts, message);
    append(this.#byChannel, message.channel, message);
    if (message.threadTs !== null) append(this.#byParent, message.threadTs, message);
  }

  remove(message: SlackMessage): void {
    this.messages.delete(message.ts);
    const others = (one: SlackMessage) => one !== message;
    this.#byChannel.set(message.channel, this.inChannel(message.channel).filter(others));
    const parent = message.threadTs;
    if (parent !== null) this.#byParent.set(parent, (this.#byParent.get(parent) ?? []).filter(others));
  }

  message(channel: string, ts: string): SlackMessage | undefined {
    const message = this.messages.get(ts);
    return message && message.channel === channel ? message : undefined;
  }

  inChannel(channel: string): readonly SlackMessage[] {
    return this.#byChannel.get(channel) ?? [];
  }

  replies(parent: SlackMessage): readonly SlackMessage[] {
    return (this.#byParent.get(parent.ts) ?? []).filter((message) => message.ephemeralTo === null);
  }

  touch(): void {
    for (const listener of this.changed) listener();
  }
}

/** Returns whether a message isn't hidden because of its age. */
export function isShown({ shownFor, clock }: Workspace, { ts }: SlackMessage): boolean {
  return shownFor === null || Number(ts) * 1000 >= clock.now() - shownFor;
}

export function slug(name: string): string {
  return (
    name
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'team'
  );
}

function append(lists: Map<string, SlackMessage[]>, key: string, message: SlackMessage): void {
  const list = lists.get(key);
  if (list) list.push(message);
  else lists.set(key, [message]);
}
