import { setTimeout as delay } from 'node:timers/promises';
import { Client, Events, GatewayCloseCodes, HTTPError, Options, Partials } from 'discord.js';
import { Agent } from 'undici';
import type { DeclaredNeed } from '../../chat/needs.ts';
import { timeLimit } from '../../concurrency/within.ts';
import { isPassingTrouble, patiently } from '../patient-start.ts';
import { completeInteractions } from './complete-interaction.ts';
import { intentBits, omissions } from './intents.ts';
import { REQUESTS_PER_SECOND } from './limits.ts';
import type { DiscordOptions } from './options.ts';
import { ClosedByGateway, goneWords, startError } from './start-error.ts';
import { surviveMalformed } from './survive-malformed.ts';

/**
 * Milliseconds until the next shard is there, or the first: a gateway that stays silent must not keep the bot from saying so.
 * Discord lets them begin one after the other, every five seconds.
 */
const SHARD = 60_000;
const REQUEST = 15_000;
/** A server that is down doesn't keep the others waiting longer than this; it is told when it comes back. */
const SERVERS = 3_000;

/** Prepares a client before it connects; `withheld`: the intents that Discord doesn't grant it. */
type Prepare = (client: Client, withheld: readonly DeclaredNeed[]) => void;

/** A connected client. It goes on without the intents that Discord doesn't grant: buttons and forms need none. */
export async function connect(options: DiscordOptions, prepare: Prepare): Promise<Client<true>> {
  const tries = omissions(options.needs);
  for (const withheld of tries) {
    try {
      const client = await patientLogin(options, withheld, prepare);
      sayWhatIsMissing(options, withheld);
      return client;
    } catch (error) {
      const disallowed = error instanceof ClosedByGateway && refusesIntents(error.closeCode);
      if (!disallowed || withheld === tries.at(-1)) throw startError(error, options);
    }
  }
  throw new Error('nothing was tried');
}

function sayWhatIsMissing({ log, text, locale }: DiscordOptions, withheld: readonly DeclaredNeed[]): void {
  for (const { name: intent, without } of withheld) {
    const consequence = without.map((key) => text(locale, key)).join(' ; ');
    log.warn('discord.intent-not-granted', { intent, consequence });
  }
}

/** Rate limits are waited for by the client itself. */
function patientLogin(
  options: DiscordOptions,
  withheld: readonly DeclaredNeed[],
  prepare: Prepare,
): Promise<Client<true>> {
  return patiently(() => login(options, withheld, prepare), {
    log: options.log,
    event: 'discord.start-again',
    passes: (error) => (error instanceof HTTPError || isPassingTrouble(error) ? 0 : null),
    pause: options.pause ?? ((milliseconds) => delay(milliseconds)),
    now: Date.now,
  });
}

async function login(
  options: DiscordOptions,
  withheld: readonly DeclaredNeed[],
  prepare: Prepare,
): Promise<Client<true>> {
  const client = createClient(options, withheld);
  let closeCode: number | null = null;
  client.on(Events.ShardDisconnect, (event) => {
    closeCode = event.code;
  });
  prepare(client, withheld);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const silence = timeLimit(SHARD);
  client.on(Events.ShardReady, silence.restart);
  try {
    const connected = await silence.race(client.login(options.token).then(() => ready));
    if (!connected) throw new Error('the gateway stays silent');
    return connected;
  } catch (error) {
    await client.destroy();
    throw closeCode === null ? error : new ClosedByGateway(closeCode, { cause: error });
  } finally {
    silence.clear();
  }
}

/**
 * Named, or else the client takes whatever the process calls its global one: the Slack client's, of another major
 * version, which can't send discord.js's files. Shared: it holds connections, not state.
 */
const agent = new Agent();

function createClient(options: DiscordOptions, withheld: readonly DeclaredNeed[]): Client {
  const { log } = options;
  const client = new Client({
    // As many as Discord recommends: one, as long as the bot isn't in thousands of servers.
    shards: 'auto',
    intents: intentBits(options.needs, withheld),
    // Direct conversations aren't told at the start: their first event comes from a channel not known yet.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    waitGuildTimeout: SERVERS,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      // Everything worth keeping is a row of the database.
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      GuildMemberManager: { maxSize: 200, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 1000, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    rest: {
      api: options.apiUrl,
      agent,
      timeout: REQUEST,
      globalRequestsPerSecond: options.requestsPerSecond ?? REQUESTS_PER_SECOND,
      // Trying again is decided where deliveries are kept; the client would send twice what was sent once.
      retries: 0,
      rejectOnRateLimit: ({ method, route }) => isDelivery(method, route),
    },
  });
  completeInteractions(client);
  surviveMalformed(client, log);
  client.on(Events.Error, (error) => log.error('discord.client', error));
  client.on(Events.ShardError, (error, shard) => {
    // While connecting, what is wrong is thrown, and said in one line.
    if (client.isReady()) log.error('discord.gateway', error, { shard });
  });
  client.on(Events.ShardReconnecting, (shard) => log.warn('discord.reconnecting', { shard }));
  client.on(Events.ShardResume, (shard, replayed) => log.info('discord.resumed', { shard, replayed }));
  // The client doesn't come back from this by itself, nor would it help.
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    if (client.isReady() && !canBeginAnew(code))
      log.error('discord.gone', new ClosedByGateway(code), { shard, code, consequence: goneWords(code, options) });
    else log.warn('discord.disconnected', { shard, code });
  });
  return client;
}

/** Discord wants another number of shards, since the bot is in more servers than at its start. It recommends one anew. */
function wantsOtherShards(closeCode: number): boolean {
  return closeCode === GatewayCloseCodes.ShardingRequired || closeCode === GatewayCloseCodes.InvalidShard;
}

/** Discord doesn't let the bot hear what it asks for: its owner has switched that off, or Discord knows it no more. */
function refusesIntents(closeCode: number): boolean {
  return closeCode === GatewayCloseCodes.DisallowedIntents || closeCode === GatewayCloseCodes.InvalidIntents;
}

/** Whether another connection may be had where this one was closed for good: with other shards, or hearing less. */
export function canBeginAnew(closeCode: number): boolean {
  return wantsOtherShards(closeCode) || refusesIntents(closeCode);
}

/** Deliveries have a queue of their own to wait in; answers to people, look-ups and the start wait a moment here. */
function isDelivery(method: string, route: string): boolean {
  return method.toUpperCase() !== 'GET' && (route.startsWith('/channels') || route.startsWith('/users'));
}
