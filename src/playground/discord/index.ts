import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type ProtocolClock, realClock } from '../clock.ts';
import { beginAndEnd } from './actions/scheduled-events.ts';
import { archiveWhenQuiet } from './actions/thread-members.ts';
import type { PrivilegedIntents } from './application.ts';
import type { DiscordCore } from './core.ts';
import { Gateway } from './gateway/gateway.ts';
import { RestServer } from './http/server.ts';
import { localDiscord } from './local-discord.ts';
import { usualBotPermissions } from './model/permissions.ts';
import { takeUpWorld } from './model/saved-world.ts';
import { World } from './model/world.ts';
import { routes } from './routes/index.ts';
import type { LocalDiscord, SavedDiscord } from './types.ts';

export type { LocalDiscord, SavedDiscord } from './types.ts';

export interface LocalDiscordOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly guildName?: string;
  readonly botName?: string;
  /** Enforces rate limits; their headers are always sent. */
  readonly limits?: boolean;
  /** Switches Message Content, Guild Members and Presences on for the application: all, none, or each. */
  readonly privilegedIntents?: boolean | Partial<PrivilegedIntents>;
  /** The permissions that the invitation grants the bot. */
  readonly botPermissions?: bigint;
  readonly clock?: ProtocolClock;
  /**
   * The time that the gateway's connections and sessions run on. It is the real time by default, whatever `clock` is,
   * because clients send their heartbeats in real time.
   */
  readonly gatewayClock?: ProtocolClock;
  /** Milliseconds between the heartbeats that clients are asked for; 41 250 by default. */
  readonly heartbeatInterval?: number;
  /** The most sessions that may begin in a day; 1000 by default. */
  readonly sessionStarts?: number;
  /** The most sessions that may begin within five seconds, each with another rate limit key; 1 by default. */
  readonly maxConcurrency?: number;
  /** The number of shards recommended to the bot; 1 by default. */
  readonly shards?: number;
  /** The most guilds that one shard can handle; 2500 by default. */
  readonly guildsPerShard?: number;
  /** Makes a nonce return its message even after that is deleted. It isn't known whether the real Discord does. */
  readonly nonceOutlivesDeletion?: boolean;
  /**
   * The number of refused requests (401, 403, 429) within ten minutes after which nothing is answered; 10 000 by
   * default.
   */
  readonly invalidRequests?: number;
  /** A stored state, with which the local platform begins. */
  readonly saved?: SavedDiscord | undefined;
}

/**
 * Starts a Discord on this machine: REST v10 and gateway v10 for the bot, and the screens of the people who use it.
 */
export async function startLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const clock = options.clock ?? realClock;
  const { saved } = options;
  const world = new World(clock, options.botName ?? 'Fil conducteur', saved?.world);
  if (saved) takeUpWorld(world, saved.world);
  const guild =
    world.guilds.values().next().value ??
    world.createGuild(options.guildName ?? "Mois de l'ESS", options.botPermissions ?? usualBotPermissions);
  const listeners = new Set<() => void>();
  let origin = '';
  let token = saved?.token ?? tokenFor(world.bot.id);
  const http = createServer((request, response) => void rest.answer(request, response));
  // Node's default of five seconds is so short that on a busy machine a request may meet the end of its connection.
  http.keepAliveTimeout = 60_000;
  const core: DiscordCore = {
    world,
    clock,
    gateway: new Gateway(http, () => core, {
      clock: options.gatewayClock ?? realClock,
      heartbeatInterval: options.heartbeatInterval ?? 41_250,
      sessionStarts: options.sessionStarts ?? 1_000,
      maxConcurrency: options.maxConcurrency ?? 1,
      guildsPerShard: options.guildsPerShard ?? 2_500,
      shards: options.shards ?? 1,
      pace: options.limits ?? false,
    }),
    privileged: privilegedOf(options.privilegedIntents ?? true),
    get token() {
      return token;
    },
    resetToken() {
      token = tokenFor(world.bot.id);
    },
    applicationId: world.bot.id,
    forms: new Map(),
    deleted: options.nonceOutlivesDeletion ? [] : null,
    origin: () => origin,
    limitsOldEdits: true,
    kept: async () => {},
    changed() {
      for (const listener of listeners) listener();
    },
  };
  const rest = new RestServer(core, routes, {
    on: options.limits ?? false,
    invalidRequests: options.invalidRequests ?? 10_000,
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('The local Discord has no port');
  origin = `http://127.0.0.1:${address.port}`;
  if (saved) goOn(core);
  return localDiscord({ core, rest, guild, listeners, http });
}

/** Lets what was waiting when it was stored happen when it is time. */
function goOn(core: DiscordCore): void {
  for (const channel of core.world.channels.values()) if (!channel.thread?.archived) archiveWhenQuiet(core, channel);
  for (const { events } of core.world.guilds.values()) for (const event of events.values()) beginAndEnd(core, event);
}

function privilegedOf(given: boolean | Partial<PrivilegedIntents>): PrivilegedIntents {
  const all = typeof given === 'boolean' ? given : true;
  const each = typeof given === 'boolean' ? {} : given;
  return { messageContent: all, guildMembers: all, presences: all, ...each };
}

/** Makes a token with three parts like a real one: the bot's id, a time, a secret. */
function tokenFor(botId: string): string {
  return [
    Buffer.from(botId).toString('base64url'),
    randomBytes(4).toString('base64url'),
    randomBytes(28).toString('base64url'),
  ].join('.');
}
