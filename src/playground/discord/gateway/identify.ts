import type { Application } from '../application.ts';
import { listOf, textOf, type WireObject } from '../json.ts';
import { guildCreateJson, userJson } from '../model/serialize.ts';
import { intent, knownIntents } from './intents.ts';
import type { GatewayClosing } from './operations.ts';
import type { GatewaySession } from './session.ts';

export interface Wishes {
  readonly intents: number;
  readonly shard: readonly [number, number];
  /** True when each payload is compressed by itself. */
  readonly compress: boolean;
}

export const hasToken = (application: Application, data: WireObject): boolean =>
  textOf(data.token).replace(/^Bot /, '') === application.token;

/** Returns whether these intents include one that the application's owner hasn't switched on. */
export function asksForDisallowed({ privileged }: Application, intents: number): boolean {
  return (
    ((intents & intent.messageContent) !== 0 && !privileged.messageContent) ||
    ((intents & intent.guildMembers) !== 0 && !privileged.guildMembers) ||
    ((intents & intent.guildPresences) !== 0 && !privileged.presences)
  );
}

/** Reads an "identify", or returns why the connection is closed instead. */
export function readIdentify(application: Application, data: WireObject): Wishes | GatewayClosing {
  if (!hasToken(application, data)) return 'authenticationFailed';
  const { intents } = data;
  if (typeof intents !== 'number' || !Number.isInteger(intents)) return 'invalidIntents';
  if (intents < 0 || (intents & ~knownIntents) !== 0) return 'invalidIntents';
  if (asksForDisallowed(application, intents)) return 'disallowedIntents';
  const [index = 0, count = 1] = listOf(data.shard).map(Number);
  if (!(index >= 0 && index < count)) return 'invalidShard';
  return { intents, shard: [index, count], compress: data.compress === true };
}

/** Sends the first events of a session: who the bot is, and each of its guilds. */
export function greet(application: Application, session: GatewaySession): void {
  const guilds = [...application.world.guilds.values()].filter((guild) => session.hasGuild(guild.id));
  const visible = session.asksFor(intent.guilds) ? guilds : [];
  const flags =
    (application.privileged.messageContent ? 1 << 19 : 0) | (application.privileged.guildMembers ? 1 << 15 : 0);
  session.dispatch('READY', {
    v: 10,
    user: { ...userJson(application.world.bot), verified: true, mfa_enabled: true, email: null },
    user_settings: {},
    session_type: 'normal',
    session_id: session.id,
    resume_gateway_url: application.origin().replace('http', 'ws'),
    relationships: [],
    private_channels: [],
    presences: [],
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    guild_join_requests: [],
    geo_ordered_rtc_regions: [],
    application: { id: application.applicationId, flags },
    shard: session.shard,
    _trace: ['["local-gateway"]'],
  });
  for (const guild of visible) {
    session.dispatch('GUILD_CREATE', guildCreateJson(application.world, guild, session.asksFor(intent.guildPresences)));
  }
}
