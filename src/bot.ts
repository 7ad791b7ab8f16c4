import type { RequestListener } from 'node:http';
import { createPresence } from './access/actor/presence.ts';
import type { Surroundings } from './access/operation/surroundings.ts';
import { allRegions } from './access/region/region-store.ts';
import { noteWithheld } from './access/region/withheld.ts';
import type { CommandDefinition } from './chat/interaction.ts';
import type { PlatformName } from './chat/place.ts';
import type { ConnectionStatus, FileSource, Inbox, Platform } from './chat/platform.ts';
import {
  composeRegistry,
  decisions,
  dueHandlersFor,
  inWhoseNames,
  markRenderers,
  needsOn,
  planRoutines,
  presenceHandlers,
  routines,
  withheldHandlers,
} from './composition.ts';
import type { Database } from './database/database.ts';
import { inTransaction, reading } from './database/transaction.ts';
import { createAbsenceWatch } from './delivery/sender/away.ts';
import { isStillTheirs } from './delivery/sender/given-links.ts';
import { createHomeCleaning } from './delivery/sender/homes.ts';
import { createSender, type Sender } from './delivery/sender/sender.ts';
import { type CatchUp, createCatchUp } from './dispatch/catch-up/catch-up.ts';
import { commandDefinitions } from './dispatch/definitions.ts';
import { createInbox } from './dispatch/inbox.ts';
import { measuredMessages } from './dispatch/messages/measured.ts';
import { createTypedMessages } from './dispatch/messages/typed-messages.ts';
import { createPlatformLimits } from './dispatch/receiving/concurrency-limit.ts';
import { unsharedLease } from './dispatch/receiving/leased-inbox.ts';
import { createRememberedLocales } from './dispatch/receiving/remembered-locales.ts';
import { createFormsInHand } from './dispatch/running/forms-in-hand.ts';
import type { Environment } from './env.ts';
import { emptiedHome } from './features/privacy/messages/home.ts';
import { createRegionBootstrap } from './features/regions/bootstrap.ts';
import { type LinkedBilan, linkedBilan } from './features/reports/link/linked-bilan.ts';
import { type FileLink, type LinkedFile, linkedFile } from './files/link-store.ts';
import { fileSource } from './handed-out.ts';
import type { Log } from './log.ts';
import { eraseAgain } from './maintenance/erase-again.ts';
import { noteOrigins } from './maintenance/origins.ts';
import { createMarkWriter } from './marks/writer.ts';
import { noMeasures } from './metrics/measures.ts';
import type { Metrics, MetricsOptions } from './metrics/metrics.ts';
import { createDiscord } from './platforms/discord/platform.ts';
import { discordTraits } from './platforms/discord/traits.ts';
import { platformNames } from './platforms/registered.ts';
import { createSlack } from './platforms/slack/platform.ts';
import { slackTraits } from './platforms/slack/traits.ts';
import { loadGazetteer } from './reading/index.ts';
import { createRelay, type Relay } from './relay/relay.ts';
import { createDiskWatch, type WatchedDisk } from './schedule/disk.ts';
import { createSchedule, type Schedule } from './schedule/run-due.ts';
import { startTicks } from './schedule/ticks.ts';
import { watching } from './schedule/watching.ts';
import { textIn } from './texts/index.ts';
import { type Pace, realPace } from './timers/pace.ts';

/** The running bot, connected to its platforms. */
export interface Bot {
  readonly platforms: readonly Platform[];
  readonly sender: Sender;
  readonly schedule: Schedule;
  /** Takes Slack's signed requests, where Slack delivers over HTTP. */
  readonly slackRequests: RequestListener | null;
  health(): Promise<Health>;
  /** Returns what the bot counts, in the format that Prometheus reads; null where nothing is counted. */
  readonly metrics: Metrics['exposition'] | null;
  /** Returns what keeps this process from doing all its work. */
  readiness(): Promise<Readiness>;
  /**
   * Returns the file that a link leads to: 'lost' once it has expired or its readers may not have it any more,
   * 'unknown' while a platform can't tell, null for a link that isn't ours.
   */
  linked(link: FileLink): Promise<LinkedFile | 'lost' | 'unknown' | null>;
  /** Returns the signed bilan that an address leads to, by what is secret in it. */
  linkedBilan(token: string): Promise<LinkedBilan>;
  /** Resolves when nothing is being dealt with and nothing that is due waits to be sent. */
  quiet(): Promise<void>;
  /** Finishes what was begun and takes in nothing more. The database stays open. */
  stop(): Promise<void>;
}

/** The state of the bot and of what it depends on, as `/health` tells it. */
export interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly database: 'ok' | 'unavailable';
  /** The state of each registered platform, under its name; 'off' when this process isn't configured for it. */
  readonly [platform: PlatformName]: ConnectionStatus | 'off' | 'ok' | 'unavailable';
}

/** Whether the bot can do all its work, as `/ready` tells it, and the state of each part that keeps it from that. */
export interface Readiness {
  readonly ready: boolean;
  readonly missing: Readonly<Record<string, string>>;
}

export interface BotOptions {
  readonly environment: Environment;
  readonly database: Database;
  readonly log: Log;
  /** Domain clock. */
  readonly now: () => Date;
  /** Whether to look every few seconds for what is due. The demonstration and the tests look when they choose. */
  readonly ticks: boolean;
  /**
   * The milliseconds after which somebody is told that something can't be read just now, see InboxOptions. Given where
   * the platforms wait for an answer as long as it takes.
   */
  readonly readMs?: number;
  /** The milliseconds that a platform may take to store a message, see SenderOptions. */
  readonly settleMs?: number;
  /** The clock and timers by which the platforms' limits are kept; the real ones by default. */
  readonly pace?: Pace;
  /** The disk of which the coordinators are told when it is nearly full; none is watched unless given. */
  readonly disk?: WatchedDisk;
  /** Makes the adapters of further registered platforms, which the environment doesn't configure. */
  readonly furtherPlatforms?: (shared: AdapterOptions) => readonly Platform[];
}

/** The options that every adapter is given. */
interface AdapterOptions {
  readonly files: FileSource;
  readonly commands: readonly CommandDefinition[];
  readonly log: Log;
  readonly text: typeof textIn;
  readonly locale: 'fr' | 'en';
  /** Whether this process takes in what people do. */
  readonly receives: boolean;
}

/** Connects to the configured platforms and begins to work. Throws StartError when one can't be connected to. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { environment, database, log, now, pace = realPace } = options;
  const { roles, rateLimits: limited, nationalCoordinators } = environment;
  const receives = roles.includes('receive');
  const sends = roles.includes('send');
  const looksWhatIsDue = roles.includes('schedule');
  const plans = options.ticks && looksWhatIsDue;
  const registry = composeRegistry();
  const definitions = commandDefinitions(registry.commands);
  const files = fileSource(database, environment.publicUrl, now);
  const locale = environment.locale;
  const shared: AdapterOptions = { files, commands: definitions, log, text: textIn, locale, receives };
  // Doing what is due only writes into the outbox, which needs no platform.
  const connects = receives || sends;
  const { slack, platforms } = connects ? createAdapters(options, shared) : NO_ADAPTERS;
  const measures = environment.metrics ? await metricsOf({ database, platforms: () => platforms, now }) : null;
  const relay = createRelay({ database, platforms, log, now, pace, sends, settleMs: options.settleMs });
  const settling = options.settleMs === undefined ? {} : { settleMs: options.settleMs };
  const counting = measures ? { measures } : {};
  const presence = createPresence({ database, platforms, now, changed: presenceHandlers });
  const sender = createSender({ database, platforms, presence, log, now, limited, pace, ...settling, ...counting });
  // A sending process does what is due in somebody's name, because a process that only schedules can't ask a platform
  // about them.
  const share = !looksWhatIsDue ? 'in a name' : connects ? 'all' : 'in no name';
  const handlers = dueHandlersFor(nationalCoordinators, measures ?? noMeasures);
  const due = createSchedule(database, handlers, log, { names: inWhoseNames, presence, share, routines, decisions });
  const marks = createMarkWriter({ database, renderers: markRenderers, log, now, pace });
  const disk = options.disk && looksWhatIsDue ? [createDiskWatch(database, options.disk)] : [];
  const homes = createHomeCleaning(database, platforms, emptiedHome);
  const schedule = watching(due, [createAbsenceWatch(database, platforms), ...disk], [homes]);
  const { firstCoordinators, allowedTeams } = environment;
  const beginning = createRegionBootstrap({ database, now, firstCoordinators, allowedTeams, locale });
  const prepareRegion: typeof beginning.prepareRegion = async (user, typed) => {
    const region = await beginning.prepareRegion(user, typed);
    if (region && plans) await planAllRoutines(database, now());
    return region;
  };
  const surroundings = surroundingsOf(environment, pace);
  const patience = options.readMs === undefined ? {} : { readMs: options.readMs };
  const gate = { prepareRegion, isOpen: beginning.isOpen };
  const told = noteWithheld(database, now, withheldHandlers, needsOn);
  const inbox = {
    ...{ database, registry, presence, noteWithheld: told, log, now, pace, locale, nationalCoordinators },
    ...gate,
    surroundings,
    ...patience,
    ...counting,
  };
  const catchUps = platforms.map((platform) => {
    const intake = relay.intake(platform);
    const here = {
      ...{ ...inbox, platform, platforms, locales: createRememberedLocales(locale), limits: createPlatformLimits() },
      formsInHand: createFormsInHand(),
      relay: intake && { intake, missed: () => relay.missed(platform) },
    };
    const typed = measuredMessages(here, createTypedMessages(here));
    const own = createInbox(here, typed);
    if (!receives) return sendingOnly(platform, own);
    const turn = (begun: () => void) => database.leases.take(`receiver ${platform.name}`, begun);
    return createCatchUp(here, own, typed, platform.traits.tellsEveryConnection ? turn : unsharedLease, turn);
  });
  // The gazetteer is needed to read what people type; loading it beforehand makes nobody wait.
  await relay.load();
  if (looksWhatIsDue) {
    await noteOrigins(database, now());
    await eraseAgain(database, now());
  }
  await Promise.all([startAll(platforms, catchUps, relay), receives && loadGazetteer()]);
  if (sends) await sender.start();
  await relay.start();
  if (plans) await planAllRoutines(database, now());
  if (looksWhatIsDue) marks.start();
  const planAnew = async () => (plans ? planAllRoutines(database, now(), true) : undefined);
  const stopTicks =
    options.ticks && (looksWhatIsDue || sends)
      ? startTicks({ schedule, database, now, planAnew, log })
      : async () => {};

  const status = (name: PlatformName): ConnectionStatus | 'off' =>
    platforms.find((platform) => platform.name === name)?.status() ?? 'off';

  const busy = () =>
    platforms.some((platform) => platform.inFlight() > 0) || catchUps.some((catchUp) => catchUp.inFlight() > 0);

  return {
    platforms,
    sender,
    schedule,
    slackRequests: slack?.requestListener ?? null,
    async health() {
      const { ok } = await database.health();
      const parts = Object.fromEntries(platformNames().map((name) => [name, status(name)]));
      const fine = ok && Object.values(parts).every((part) => part === 'connected' || part === 'off');
      return { status: fine ? 'ok' : 'unavailable', database: ok ? 'ok' : 'unavailable', ...parts };
    },
    metrics: measures?.exposition ?? null,
    readiness: () => readinessOf(database, status),
    async linked(link) {
      const file = await linkedFile(database, link, now());
      if (file === null) return null;
      if (file === 'expired') return 'lost';
      const theirs = await isStillTheirs({ database, presence, now }, file.regionId, file.to);
      if (theirs === null) return 'unknown';
      return theirs ? file : 'lost';
    },
    linkedBilan: (token) => reading(database, (tx) => linkedBilan(tx, token, now())),
    quiet: () => allIdle(busy, looksWhatIsDue ? [marks, sender, relay, homes] : [sender, relay, homes]),
    async stop() {
      await stopTicks();
      await homes.atRest();
      await Promise.all(catchUps.map((catchUp) => catchUp.stop()));
      await marks.stop();
      await relay.stop();
      await Promise.all(platforms.map((platform) => platform.stop()));
      await sender.stop();
    },
  };
}

function surroundingsOf({ publicUrl, nationalBilanHosts }: Environment, pace: Pace): Surroundings {
  return { publicUrl: publicUrl ?? null, bilanHosts: nationalBilanHosts, after: (...given) => pace.after(...given) };
}

interface Adapters {
  readonly slack: ReturnType<typeof createSlack> | null;
  readonly platforms: readonly Platform[];
}
const NO_ADAPTERS: Adapters = { slack: null, platforms: [] };

/** Makes the adapters of the configured platforms, and of further ones. */
function createAdapters(options: BotOptions, shared: AdapterOptions): Adapters {
  const { environment, pace = realPace } = options;
  const { rateLimits: limited } = environment;
  const limits = limited ? {} : { requestsPerSecond: Number.POSITIVE_INFINITY };
  const slack = environment.slack
    ? createSlack({ ...environment.slack, ...shared, needs: needsOn(slackTraits.name), limited, now: pace.now })
    : null;
  const discord = environment.discord
    ? createDiscord({
        ...environment.discord,
        ...shared,
        needs: needsOn(discordTraits.name),
        ...limits,
        now: pace.now,
      })
    : null;
  const further = options.furtherPlatforms?.(shared) ?? [];
  return { slack, platforms: [slack, discord, ...further].filter((platform) => platform !== null) };
}

/** Counts only where somebody reads it, and loads what counts only then. */
async function metricsOf(options: MetricsOptions): Promise<Metrics> {
  const { createMetrics } = await import('./metrics/metrics.ts');
  return createMetrics(options);
}

async function readinessOf(
  database: Database,
  status: (name: PlatformName) => ConnectionStatus | 'off',
): Promise<Readiness> {
  const [{ ok }, structure] = await Promise.all([database.health(), database.structure()]);
  const away = platformNames().flatMap((name) => {
    const part = status(name);
    return part === 'connected' || part === 'off' ? [] : [[name, part] as const];
  });
  const missing = Object.fromEntries([
    ...(ok ? [] : [['database', 'unavailable'] as const]),
    ...(structure === 'current' ? [] : [['migrations', structure] as const]),
    ...away,
  ]);
  return { ready: Object.keys(missing).length === 0, missing };
}

/** Connects all platforms or none: when one can't be connected to, the others are disconnected again. */
async function startAll(platforms: readonly Platform[], catchUps: readonly CatchUp[], relay: Relay): Promise<void> {
  const begun = await Promise.allSettled(catchUps.map((catchUp) => catchUp.start()));
  const failed = begun.find((result) => result.status === 'rejected');
  if (!failed) return;
  // Messages in relayed channels of the other platforms may wait until these are read back.
  await relay.stop();
  await Promise.allSettled(catchUps.map((catchUp) => catchUp.stop()));
  await Promise.allSettled(platforms.map((platform) => platform.stop()));
  throw failed.reason;
}

/** Connects without taking in what people do, so there is nothing to catch up with either. */
function sendingOnly(platform: Platform, inbox: Inbox): CatchUp {
  return { start: () => platform.start(inbox), inFlight: () => 0, stop: async () => {} };
}

/** Plans what is done in each region again and again; what it no longer needs is purged at once. */
async function planAllRoutines(database: Database, now: Date, wasPutBack = false): Promise<void> {
  for (const region of await allRegions(database)) {
    await inTransaction(database, (tx) => planRoutines({ tx, region, now }, wasPutBack));
  }
}

/** The turns of the event loop between a frame on the socket and the event that a client makes of it. */
const TURNS_TO_HAND_ON = 20;

/** Resolves when nothing is taken in and each of these is at rest. */
async function allIdle(busy: () => boolean, parts: readonly Pick<Sender, 'atRest' | 'idle'>[]): Promise<void> {
  for (;;) {
    // A client hands on what it has read from its socket some turns of the event loop later.
    for (let turn = 0; turn < TURNS_TO_HAND_ON; turn += 1) await nextTurn();
    while (busy()) await nextTurn();
    for (const part of parts) await part.atRest();
    if (!busy() && parts.every((part) => part.idle())) return;
  }
}

/** Resolves after a turn of the event loop; sockets are read between turns. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
