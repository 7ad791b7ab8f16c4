import { setTimeout as delay } from 'node:timers/promises';
import { Client, Events, GatewayCloseCodes, HTTPError, Options, Partials } from 'discord.js';
import { Agent } from 'undici';
import type { DeclaredNeed } from '../../chat/needs.ts';
import { timeLimit } from '../../concurrency/within.ts';
import { isPassingTrouble, patiently } from '../patient-start.ts';
import { completePackets } from './complete-packets.ts';
import { end, untilEnded } from './ended.ts';
import { intentBits, omissions } from './intents.ts';
import { REQUESTS_PER_SECOND } from './limits.ts';
import type { DiscordOptions } from './options.ts';
import { ClosedByGateway, goneWords, startError } from './start-error.ts';
import { surviveMalformed } from './survive-malformed.ts';

/**
 * Milliseconds to wait for the first shard, and then for each further one, so that a silent gateway is reported.
 * Discord lets them start one after the other, every five seconds.
 */
const SHARD = 60_000;
const REQUEST = 15_000;
/** Milliseconds to wait for servers that are down; Discord announces them when they come back. */
const SERVERS = 3_000;

/** Prepares a client before it connects. `withheld` lists the intents that Discord doesn't grant it. */
type Prepare = (client: Client, withheld: readonly DeclaredNeed[]) => void;

/**
 * Returns a connected client. It goes without the optional intents that Discord doesn't grant: buttons and forms need
 * none. Throws StartError.
 */
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

/** Logs in, and tries again where the trouble may pass. The client itself waits out rate limits. */
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
    await end(client);
    throw closeCode === null ? error : new ClosedByGateway(closeCode, { cause: error });
  } finally {
    silence.clear();
  }
}

/**
 * The client's HTTP agent. Without one it takes the process's global agent: the Slack client's, of another major
 * version, which can't send discord.js's files. All clients share it, since it holds connections, not state.
 */
const agent = new Agent();

function createClient(options: DiscordOptions, withheld: readonly DeclaredNeed[]): Client {
  const { log } = options;
  const client: Client = new Client({
    // Discord recommends the number: one, as long as the bot isn't in thousands of servers.
    shards: 'auto',
    intents: intentBits(options.needs, withheld),
    // The gateway doesn't list direct conversations at the start: their first event comes from a channel that isn't
    // known yet.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    waitGuildTimeout: SERVERS,
    ws: { buildStrategy: untilEnded(() => client) },
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
      // The outbox decides whether to retry; the client's own retries would send a message twice.
      retries: 0,
      rejectOnRateLimit: ({ method, route, majorParameter }) =>
        isDelivery(method, route) || isOfOwnWebhook(route, majorParameter, client.application?.id),
    },
  });
  completePackets(client);
  surviveMalformed(client, log);
  client.on(Events.Error, (error) => log.error('discord.client', error));
  client.on(Events.ShardError, (error, shard) => {
    // An error while connecting is thrown, and reported in one line.
    if (client.isReady()) log.error('discord.gateway', error, { shard });
  });
  client.on(Events.ShardReconnecting, (shard) => log.warn('discord.reconnecting', { shard }));
  client.on(Events.ShardResume, (shard, replayed) => log.info('discord.resumed', { shard, replayed }));
  // The client doesn't reconnect by itself after this, nor would it help.
  client.on(Events.ShardDisconnect, ({ code }, shard) => {
    if (client.isReady() && !canBeginAnew(code))
      log.error('discord.gone', new ClosedByGateway(code), { shard, code, consequence: goneWords(code, options) });
    else log.warn('discord.disconnected', { shard, code });
  });
  return client;
}

/** Returns whether Discord asks for another number of shards, because the bot is in more servers than at its start. */
function wantsOtherShards(closeCode: number): boolean {
  return closeCode === GatewayCloseCodes.ShardingRequired || closeCode === GatewayCloseCodes.InvalidShard;
}

/** Returns whether Discord refuses an intent: the bot's owner has switched it off, or Discord no longer knows it. */
function refusesIntents(closeCode: number): boolean {
  return closeCode === GatewayCloseCodes.DisallowedIntents || closeCode === GatewayCloseCodes.InvalidIntents;
}

/**
 * Returns whether the bot can connect anew after this close code: with another number of shards, or with fewer intents.
 */
export function canBeginAnew(closeCode: number): boolean {
  return wantsOtherShards(closeCode) || refusesIntents(closeCode);
}

/**
 * Returns whether a request delivers something. Deliveries wait in the outbox; answers, look-ups and the start wait for
 * a rate limit here.
 */
function isDelivery(method: string, route: string): boolean {
  return method.toUpperCase() !== 'GET' && (route.startsWith('/channels') || route.startsWith('/users'));
}

/**
 * Returns whether a request goes to a webhook of a channel, by which copies of messages are posted; answers to
 * interactions go to one that has the application's id. `webhook` is its id, with its token.
 */
function isOfOwnWebhook(route: string, webhook: string, application: string | undefined): boolean {
  return (
    route.startsWith('/webhooks/:id/:token') && application !== undefined && !webhook.startsWith(`${application}/`)
  );
}
