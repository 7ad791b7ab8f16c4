import { randomBytes, randomInt } from 'node:crypto';
import type { ProtocolClock } from '../clock.ts';
import type { JsonObject } from './json.ts';

export interface SlackUser {
  readonly id: string;
  readonly name: string;
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
  readonly name: string;
  readonly kind: ChannelKind;
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
  /** True when admins have closed its thread to replies. */
  locked: boolean;
  /** A deleted parent stays as a tombstone while it has replies. */
  tombstone: boolean;
  /** Each person's choices so far in its stateful elements: state values by block and action. */
  readonly chosen: Map<string, JsonObject>;
}

export type NewSlackMessage = Omit<SlackMessage, 'ts' | 'reactions' | 'locked' | 'tombstone' | 'chosen' | 'edited'>;

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

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export function randomId(prefix: string, length = 10): string {
  let id = prefix;
  for (let index = 0; index < length; index += 1) id += alphabet[randomInt(alphabet.length)] ?? 'X';
  return id;
}

export function randomToken(bytes = 12): string {
  return randomBytes(bytes).toString('hex');
}

/** Everything in the workspace. It knows no protocol: methods and people act on it. */
export class Workspace {
  readonly clock: ProtocolClock;
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly appId = randomId('A');
  readonly botId = randomId('B');
  readonly bot: SlackUser;
  /** The app's name; a manifest may change it. */
  botName: string;
  readonly users = new Map<string, SlackUser>();
  readonly channels = new Map<string, SlackChannel>();
  /** In order of `ts`, which is unique in the whole workspace here (in Slack, in the channel). */
  readonly messages = new Map<string, SlackMessage>();
  /** The same messages by channel, and replies by their parent, so that a long trial stays quick. */
  private readonly byChannel = new Map<string, SlackMessage[]>();
  private readonly byParent = new Map<string, SlackMessage[]>();
  readonly files = new Map<string, SlackFile>();
  readonly deletedFiles = new Set<string>();
  /** Milliseconds during which messages may be edited; null means for ever. */
  editWindow: number | null = null;
  readonly changed = new Set<() => void>();
  private lastTs = 0;
  private lastAt = 0;

  constructor(clock: ProtocolClock, teamName: string, botName: string) {
    this.clock = clock;
    this.team = { id: randomId('T'), name: teamName, domain: slug(teamName) };
    this.botName = botName;
    this.bot = this.addUser({ name: botName, locale: 'en-US', administrator: false, bot: true });
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
      created: this.seconds(),
      members: new Set(members),
      everyone,
      topic: '',
      archived: false,
      restricted: false,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Returns the bot's direct conversation with this person, if it was ever opened. */
  directChannel(user: string): SlackChannel | undefined {
    for (const channel of this.channels.values()) {
      if (channel.kind === 'im' && channel.members.has(user) && channel.members.has(this.bot.id)) return channel;
    }
    return undefined;
  }

  openDirect(user: string): SlackChannel {
    return this.directChannel(user) ?? this.addChannel('directmessage', 'im', [user, this.bot.id]);
  }

  nameOf(user: string): string {
    return user === this.bot.id ? this.botName : (this.users.get(user)?.name ?? user);
  }

  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  /** Returns a message timestamp: seconds, a dot, and six digits that make it unique. It never goes back. */
  nextTs(): string {
    const at = Math.max(this.clock.now() * 1000, this.lastTs + 1);
    this.lastTs = at;
    const seconds = Math.floor(at / 1_000_000);
    return `${seconds}.${String(at % 1_000_000).padStart(6, '0')}`;
  }

  add(message: NewSlackMessage): SlackMessage {
    const stored: SlackMessage = {
      ...message,
      ts: this.nextTs(),
      reactions: new Map(),
      locked: false,
      tombstone: false,
      chosen: new Map(),
      edited: null,
    };
    this.messages.set(stored.ts, stored);
    append(this.byChannel, stored.channel, stored);
    if (stored.threadTs !== null) append(this.byParent, stored.threadTs, stored);
    return stored;
  }

  remove(message: SlackMessage): void {
    this.messages.delete(message.ts);
    const others = (one: SlackMessage) => one !== message;
    this.byChannel.set(message.channel, this.inChannel(message.channel).filter(others));
    const parent = message.threadTs;
    if (parent !== null) this.byParent.set(parent, (this.byParent.get(parent) ?? []).filter(others));
  }

  message(channel: string, ts: string): SlackMessage | undefined {
    const message = this.messages.get(ts);
    return message && message.channel === channel ? message : undefined;
  }

  inChannel(channel: string): readonly SlackMessage[] {
    return this.byChannel.get(channel) ?? [];
  }

  replies(parent: SlackMessage): readonly SlackMessage[] {
    return (this.byParent.get(parent.ts) ?? []).filter((message) => message.ephemeralTo === null);
  }

  /** Returns a view hash like Slack's: seconds, a dot, anything. */
  nextHash(): string {
    this.lastAt += 1;
    return `${this.seconds()}.${randomToken(3)}${this.lastAt}`;
  }

  touch(): void {
    for (const listener of this.changed) listener();
  }
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
