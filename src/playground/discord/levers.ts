import type { DiscordCore } from './core.ts';
import type { RestServer } from './http/server.ts';
import type { Guild } from './model/types.ts';
import {
  allow,
  archiveThread,
  convertChannel,
  deleteChannel,
  deny,
  inviteBot,
  lockThread,
  renameChannel,
  slowDown,
  timeOut,
} from './people/moderation.ts';
import { joinGuild, leaveGuild } from './people/setup.ts';
import type { LocalDiscord } from './types.ts';

type DiscordLevers = Pick<
  LocalDiscord,
  | 'fault'
  | 'keepLimits'
  | 'limitOldEdits'
  | 'invite'
  | 'deny'
  | 'allow'
  | 'convertChannel'
  | 'renameChannel'
  | 'slowDown'
  | 'timeOut'
  | 'archiveThread'
  | 'lockThread'
  | 'acceptDirectMessages'
  | 'giveNitro'
  | 'deleteChannel'
  | 'removeUser'
  | 'renameUser'
  | 'returnUser'
  | 'dropGateway'
  | 'askToReconnect'
  | 'invalidateSession'
  | 'recommendShards'
  | 'switchIntents'
  | 'refuseSessions'
  | 'stallGateway'
  | 'limitMemberRequests'
  | 'silenceGateway'
>;

/** Returns the controls for tests: settings that somebody else changes, connections that break, requests that go wrong. */
export function discordLevers(core: DiscordCore, rest: RestServer, guild: Guild): DiscordLevers {
  const { world } = core;
  return {
    fault: (rule) => rest.faults.add(rule),
    keepLimits: (on = true) => rest.keepLimits(on),
    limitOldEdits(on) {
      core.limitsOldEdits = on;
    },
    invite: (link) => inviteBot(core, guild, link),
    deny: (channel, permission, user) => deny(core, channel, permission, user),
    allow: (channel, permission, user) => allow(core, channel, permission, user),
    convertChannel: (channel, to) => convertChannel(core, channel, to),
    renameChannel: (channel, name) => renameChannel(core, channel, name),
    slowDown: (channel, seconds) => slowDown(core, channel, seconds),
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
    renameUser(user, name) {
      world.user(user).name = name;
    },
    removeUser: (user) => leaveGuild(core, guild, world.user(user)),
    returnUser: (user) => joinGuild(core, guild, world.user(user), false),
    dropGateway: ({ resumable, code, shard }) => core.gateway.sessions.drop(resumable, code, shard),
    askToReconnect: () => core.gateway.sessions.askToReconnect(),
    invalidateSession: ({ resumable }) => core.gateway.invalidate(resumable),
    recommendShards(count) {
      core.gateway.shards = count;
    },
    switchIntents(privileged) {
      core.privileged = { ...core.privileged, ...privileged };
      core.gateway.sessions.closeDisallowed();
    },
    refuseSessions: (code) => core.gateway.desk.refuse(code),
    stallGateway: () => core.gateway.stall(),
    limitMemberRequests: () => {
      core.gateway.desk.limitsMemberRequests = true;
    },
    silenceGateway: () => core.gateway.silence(),
  };
}
