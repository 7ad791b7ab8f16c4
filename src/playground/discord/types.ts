import type { LocalPlatform, LocalTeam } from '../local-platform.ts';
import type { PrivilegedIntents } from './application.ts';
import type { DiscordFaultRule, FaultHandle } from './http/faults.ts';
import type { DiscordRequest } from './http/request-desk.ts';
import type { PermissionName } from './model/permissions.ts';
import type { SavedWorld } from './model/saved-world.ts';
import type { Conversing } from './people/conversing.ts';
import type { ChannelSpec } from './people/setup.ts';

/** A local Discord as it can be stored: structured-cloneable. */
export interface SavedDiscord {
  readonly world: SavedWorld;
  readonly token: string;
}

/** The people that a message notifies. */
export interface Called {
  /** Mentioned by name and allowed. */
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
  /** Everybody who is notified, including through roles and @everyone. */
  readonly reached: readonly string[];
}

export interface LocalGuild extends LocalTeam {
  /** Opens the bot's invite link for this guild: the bot's role gets what it asks for, and nothing else. */
  invite(link: string): void;
  /** Adds somebody who is in this guild alone. */
  addUser: LocalPlatform['addUser'];
  /** Brings in somebody of another guild, who stays there too. */
  join(user: string, as?: { readonly administrator?: boolean }): void;
  addChannel(channel: ChannelSpec): { readonly id: string; readonly name: string };
}

export interface LocalDiscord extends LocalPlatform, Conversing {
  readonly name: 'discord';
  readonly requests: readonly DiscordRequest[];
  /** The number of the bot's sessions that are connected to the gateway. */
  readonly connections: number;
  /** Returns all of it that can be stored; its parts go on changing. */
  saved(): SavedDiscord;
  /** Makes every answer to the bot wait until `kept` has resolved. */
  keepBeforeAnswering(kept: () => Promise<void>): void;
  addChannel(channel: ChannelSpec): { readonly id: string; readonly name: string };
  /** Adds another guild that the bot is invited to. */
  addGuild(guild: { readonly name: string }): LocalGuild;
  /** Makes the next matching requests go wrong. */
  fault(rule: DiscordFaultRule): FaultHandle;
  /** Switches rate limits on or off. */
  keepLimits(on?: boolean): void;
  /** Switches the limit on edits of old messages off, or on again. */
  limitOldEdits(on: boolean): void;
  mentionsIn(message: string): Called;
  /** Opens the bot's invite link for the first guild: the bot's role gets what it asks for, and nothing else. */
  invite(link: string): void;
  /** Denies a permission in one channel, to the bot by default. */
  deny(channel: string, permission: PermissionName, user?: string): void;
  /** Grants a permission there. */
  allow(channel: string, permission: PermissionName, user?: string): void;
  renameChannel(channel: string, name: string): void;
  /** Changes the kind of a channel. */
  convertChannel(channel: string, to: 'text' | 'announcement'): void;
  /** Lets people write in a channel only every so many seconds, as a moderator does; 0 lifts that. */
  slowDown(channel: string, seconds: number): void;
  /** Keeps the bot from writing anywhere until then, as a moderator does; null lifts that. */
  timeOut(until: Date | null): void;
  archiveThread(thread: string, archived?: boolean): void;
  lockThread(thread: string, locked?: boolean): void;
  deleteChannel(channel: string): void;
  /** Lets the bot write to somebody directly, or no longer. */
  acceptDirectMessages(user: string, accepts?: boolean): void;
  /** Gives somebody Nitro, which allows messages of 4 000 characters. */
  giveNitro(user: string): void;
  /** Gives somebody another name, as they do in their profile. */
  renameUser(user: string, name: string): void;
  /** Makes a person leave the first guild. */
  removeUser(user: string): void;
  /** Makes them come back to it. */
  returnUser(user: string): void;
  /**
   * Cuts the gateway, with close code 4000 by default. A session that isn't resumable has to identify again. `shard`
   * limits this to the connections of the shard with this number.
   */
  dropGateway(how: { readonly resumable: boolean; readonly code?: number; readonly shard?: number }): void;
  /** Asks the bot to come back over another connection (opcode 7). */
  askToReconnect(): void;
  /** Tells the bot that its session has ended, or has to be resumed (opcode 9); the connection stays open. */
  invalidateSession(how: { readonly resumable: boolean }): void;
  /** Recommends this number of shards, as when the bot has come into more guilds. */
  recommendShards(count: number): void;
  /**
   * Switches privileged intents on or off, as the application's owner does. A connection that uses one that is now
   * off is closed with 4014.
   */
  switchIntents(privileged: Partial<PrivilegedIntents>): void;
  /** Closes the connections of new sessions with this code until the returned function is called. */
  refuseSessions(code: number): () => void;
  /**
   * Stalls the present connections: they stay open but carry nothing in either direction. New connections are served.
   */
  stallGateway(): void;
  /** Makes the gateway tell everyone who asks for a guild's members to wait. */
  limitMemberRequests(): void;
  /** Leaves new gateway connections without a greeting until the returned function is called. */
  silenceGateway(): () => void;
}
