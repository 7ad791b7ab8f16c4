import type { Server } from 'node:http';
import type {
  FieldInput,
  LocalPlatform,
  LocalUser,
  SeenChannel,
  SeenForm,
  SeenMessage,
  SeenOption,
  SeenPlace,
  UploadedFile,
} from '../local-platform.ts';
import { interactionsSettled, interactionsWait } from './actions/interactions.ts';
import { unfoldLink } from './actions/messages.ts';
import type { PrivilegedIntents } from './application.ts';
import type { DiscordCore } from './core.ts';
import type { DiscordFaultRule, FaultHandle } from './http/faults.ts';
import type { DiscordRequest, RestServer } from './http/server.ts';
import { peopleReached } from './model/mentions.ts';
import type { PermissionName } from './model/permissions.ts';
import type { Guild, User } from './model/types.ts';
import { listCommands } from './people/commands.ts';
import { press, select } from './people/components.ts';
import { forge } from './people/forge.ts';
import {
  allow,
  archiveThread,
  convertChannel,
  deleteChannel,
  deny,
  inviteBot,
  lockThread,
  timeOut,
} from './people/moderation.ts';
import { channelsOf, placeFor } from './people/places.ts';
import { runCommand, suggest } from './people/run-command.ts';
import { seenForm } from './people/seen-form.ts';
import { messagesIn, seenMessage } from './people/seen-message.ts';
import { addChannelTo, announceGuild, type ChannelSpec, joinGuild, leaveGuild } from './people/setup.ts';
import { submit } from './people/submit.ts';
import { editOwn, removeOwn, reply, say } from './people/talk.ts';

/** The people that a message notifies. */
export interface Called {
  /** Mentioned by name and allowed. */
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
  /** Everybody who is notified, including through roles and @everyone. */
  readonly reached: readonly string[];
}

export interface LocalGuild {
  readonly id: string;
  readonly name: string;
  join(user: string, as?: { readonly administrator?: boolean }): void;
  addChannel(channel: ChannelSpec): { readonly id: string; readonly name: string };
}

export interface LocalDiscord extends LocalPlatform {
  readonly name: 'discord';
  readonly requests: readonly DiscordRequest[];
  addChannel(channel: ChannelSpec): { readonly id: string; readonly name: string };
  /** Adds another guild that the bot is invited to. */
  addGuild(guild: { readonly name: string }): LocalGuild;
  /** Makes the next matching requests go wrong. */
  fault(rule: DiscordFaultRule): FaultHandle;
  /** Switches rate limits on or off. */
  keepLimits(on?: boolean): void;
  mentionsIn(message: string): Called;
  /** Replies to a message, which notifies its author. */
  reply(user: string, message: string, text: string): void;
  /** Opens the bot's invite link for the first guild: the bot's role gets what it asks for, and nothing else. */
  invite(link: string): void;
  /** Denies a permission in one channel, to the bot by default. */
  deny(channel: string, permission: PermissionName, user?: string): void;
  /** Grants a permission there. */
  allow(channel: string, permission: PermissionName, user?: string): void;
  /** Changes the kind of a channel. */
  convertChannel(channel: string, to: 'text' | 'announcement'): void;
  /** Keeps the bot from writing anywhere until then, as a moderator does; null lifts that. */
  timeOut(until: Date | null): void;
  archiveThread(thread: string, archived?: boolean): void;
  lockThread(thread: string, locked?: boolean): void;
  deleteChannel(channel: string): void;
  /** Lets the bot write to somebody directly, or no longer. */
  acceptDirectMessages(user: string, accepts?: boolean): void;
  /** Gives somebody Nitro, which allows messages of 4 000 characters. */
  giveNitro(user: string): void;
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

export interface LocalDiscordParts {
  readonly core: DiscordCore;
  readonly rest: RestServer;
  readonly guild: Guild;
  readonly listeners: Set<() => void>;
  readonly http: Server;
}

const shown = (user: User): LocalUser => ({ id: user.id, name: user.name });

/** The person's side of the local Discord. */
export function localDiscord({ core, rest, guild, listeners, http }: LocalDiscordParts): LocalDiscord {
  const { world } = core;
  return {
    name: 'discord',
    get environment() {
      return { DISCORD_API_URL: `${core.origin()}/api`, DISCORD_TOKEN: core.token };
    },
    team: { id: guild.id, name: guild.name },
    bot: shown(world.bot),
    requests: rest.requests,
    addUser(user) {
      const added = world.createUser(
        user.name,
        user.locale === 'en' ? 'en-GB' : 'fr',
        user.acceptsDirectMessages ?? true,
      );
      joinGuild(core, guild, added, user.administrator ?? false);
      return shown(added);
    },
    addChannel: (channel) => named(addChannelTo(core, guild, channel)),
    users: () => [...world.users.values()].filter((user) => !user.bot).map(shown),
    channelsOf: (user): readonly SeenChannel[] => channelsOf(core, user),
    messages(user, place): readonly SeenMessage[] {
      const channel = placeFor(core, user, place);
      return messagesIn(core, channel)
        .filter((message) => message.onlyFor === null || message.onlyFor === user)
        .map((message) => seenMessage(core, user, channel, message));
    },
    form(user): SeenForm | null {
      const form = core.forms.get(user);
      return form ? seenForm(core, user, form) : null;
    },
    commands: (user) => listCommands(core, user),
    command: (user: string, place: SeenPlace, text: string, options: Readonly<Record<string, FieldInput>> = {}) =>
      runCommand(core, user, place, text, options),
    suggest: (user, place, command, option, typed): Promise<readonly SeenOption[]> =>
      suggest(core, user, place, command, option, typed),
    press: (user, message, control) => press(core, user, message, control),
    select: (user, message, control, values) => select(core, user, message, control, values),
    forge: (user, channel, given) => forge(core, user, channel, given),
    submit: (user, values) => submit(core, user, values),
    async dismiss(user) {
      core.forms.delete(user);
      core.changed();
    },
    say: async (user: string, place: SeenPlace, text: string, files: readonly UploadedFile[] = []) =>
      say(core, user, place, text, files),
    edit: async (user, message, text) => editOwn(core, user, message, text),
    remove: async (user, message) => removeOwn(core, user, message),
    unfoldLink(id) {
      const message = world.messages.get(id);
      if (!message) throw new Error(`No message ${id}`);
      unfoldLink(core, message);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settled() {
      // Answering one request may cause the next, so all three have to be quiet at once.
      do {
        await core.gateway.settled();
        await interactionsSettled(core);
        await rest.idle();
      } while (core.gateway.behind || interactionsWait(core));
    },
    async close() {
      core.gateway.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
    addGuild({ name }) {
      const added = world.createGuild(name);
      announceGuild(core, added);
      return {
        id: added.id,
        name,
        join: (user, as) => joinGuild(core, added, world.user(user), as?.administrator ?? false),
        addChannel: (channel) => named(addChannelTo(core, added, channel)),
      };
    },
    fault: (rule) => rest.faults.add(rule),
    keepLimits: (on = true) => rest.keepLimits(on),
    mentionsIn(id) {
      const message = world.messages.get(id);
      if (!message) throw new Error(`No message ${id}`);
      return { ...message.pinged, reached: peopleReached(world, message) };
    },
    reply(user, message, text) {
      reply(core, user, message, text);
    },
    invite: (link) => inviteBot(core, guild, link),
    deny: (channel, permission, user) => deny(core, channel, permission, user),
    allow: (channel, permission, user) => allow(core, channel, permission, user),
    convertChannel: (channel, to) => convertChannel(core, channel, to),
    timeOut: (until) => timeOut(core, guild, until),
    archiveThread: (thread, archived = true) => archiveThread(core, thread, archived),
    lockThread: (thread, locked = true) => lockThread(core, thread, locked),
    acceptDirectMessages(user, accepts = true) {
      world.user(user).acceptsDirectMessages = accepts;
    },
    giveNitro(user) {
      world.user(user).nitro = true;
    },
    deleteChannel: (channel) => deleteChannel(core, channel),
    removeUser: (user) => leaveGuild(core, guild, world.user(user)),
    returnUser: (user) => joinGuild(core, guild, world.user(user), false),
    dropGateway: ({ resumable, code, shard }) => core.gateway.drop(resumable, code, shard),
    askToReconnect: () => core.gateway.askToReconnect(),
    invalidateSession: ({ resumable }) => core.gateway.invalidate(resumable),
    recommendShards(count) {
      core.gateway.shards = count;
    },
    switchIntents(privileged) {
      core.privileged = { ...core.privileged, ...privileged };
      core.gateway.closeDisallowed();
    },
    refuseSessions: (code) => core.gateway.refuse(code),
    stallGateway: () => core.gateway.stall(),
    limitMemberRequests: () => {
      core.gateway.limitsMemberRequests = true;
    },
    silenceGateway: () => core.gateway.silence(),
  };
}

const named = (channel: { readonly id: string; readonly name: string }): { id: string; name: string } => ({
  id: channel.id,
  name: channel.name,
});
