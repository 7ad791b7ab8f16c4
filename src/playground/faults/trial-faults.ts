import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { LocalPlatformName } from '../local-platform.ts';
import { TrialRefusal } from '../trial-refusal.ts';
import { type BothPlatforms, type BotMessage, channelPostedTo, postedOnDiscord, postedOnSlack } from './posted.ts';

/**
 * The faults that can be made to happen on one platform: the answer to the bot's next message is lost, its next message is refused
 * because it comes too fast, or its connection is cut.
 */
export const faultKinds = ['lost', 'limited', 'cut'] as const;
export type TrialFault = (typeof faultKinds)[number];

/** A channel by its name, with its server where that isn't the platform's first one; or the conversation that somebody has with the bot. */
export interface FaultPlace {
  readonly name: string;
  readonly isOwn: boolean;
}

/** One fault, and what is known of it. */
export interface FaultReport {
  readonly id: number;
  readonly platform: LocalPlatformName;
  readonly kind: TrialFault;
  /** 'waiting' until there is something to hit, 'hit' until the bot has got over it, 'unclear' where that took too long. */
  readonly stage: 'waiting' | 'hit' | 'over' | 'unclear';
  /** The channel in which the message stands that was hit; null for a cut, and before. */
  readonly place: FaultPlace | null;
  /** The number of times that the message stands there. */
  readonly copies: number | null;
  /** Whether the bot has read the channel again. */
  readonly hasReread: boolean;
  /** Milliseconds from the hit until it was over. */
  readonly took: number | null;
}

/** Faults of the trial's platforms, on demand. */
export interface TrialFaults {
  /** All of this trial, the latest first. */
  all(): readonly FaultReport[];
  /** Makes something go wrong. Throws TrialRefusal while the same is still under way. */
  begin(platform: LocalPlatformName, kind: TrialFault): void;
  /** Calls the listener whenever there is more to tell. Returns a function that unsubscribes. */
  onChange(listener: () => void): () => void;
}

/** For how many seconds a message is refused that comes too fast. */
const REFUSED_S = 3;
const LOOK_MS = 50;
const PATIENCE_MS = 100_000;
/** The milliseconds without a new message after which the copies are counted. */
const QUIET_MS = 1_000;
const READING_SLACK = /^conversations\.(history|replies)$/;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The target that a fault has hit: the channel, and what stood there before. */
interface Hit {
  readonly channel: string;
  readonly before: ReadonlySet<string>;
  /** The number of requests that had come to the platform. */
  readonly requests: number;
}

export function createTrialFaults(platforms: BothPlatforms): TrialFaults {
  const reports: Mutable<FaultReport>[] = [];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const postedIn = (platform: LocalPlatformName, channel: string): readonly BotMessage[] =>
    platform === 'slack' ? postedOnSlack(platforms, channel) : postedOnDiscord(platforms, channel);

  function hit(report: Mutable<FaultReport>, channel: string): void {
    const { platform } = report;
    const before = new Set(postedIn(platform, channel).map(({ id }) => id));
    report.stage = 'hit';
    report.place = placeOf(platforms, platform, channel);
    tell();
    void follow(report, { channel, before, requests: platforms[platform].requests.length });
  }

  /** Waits until the message that was hit stands, and the bot knows it, and counts it. */
  async function follow(report: Mutable<FaultReport>, { channel, before, requests }: Hit): Promise<void> {
    const began = performance.now();
    const since = () => platforms[report.platform].requests.slice(requests);
    let [first, seen, quietSince]: [BotMessage | undefined, number, number] = [undefined, -1, began];
    for (const end = began + PATIENCE_MS; performance.now() < end; await delay(LOOK_MS, undefined, { ref: false })) {
      const fresh = postedIn(report.platform, channel).filter(({ id }) => !before.has(id));
      first ??= fresh[0];
      if (since().length !== seen) [seen, quietSince] = [since().length, performance.now()];
      if (!first) continue;
      const known = first;
      report.copies = fresh.filter(({ id, words }) => id === known.id || words === known.words).length;
      report.hasReread = since().some(({ method, path, body }) => isReading({ method, path, body }, channel));
      // A message that stands although its answer was lost is done with once the bot has looked for it, or sent it
      // again.
      const isKnown = report.kind !== 'lost' || report.hasReread || since().filter(isPosting).length > 1;
      if (isKnown && performance.now() - quietSince >= QUIET_MS) return over(report, quietSince - began);
    }
    report.stage = 'unclear';
    tell();
  }

  function over(report: Mutable<FaultReport>, milliseconds: number): void {
    report.stage = 'over';
    report.took = Math.round(milliseconds);
    tell();
  }

  function meetOnSlack(report: Mutable<FaultReport>): void {
    const when = (body: unknown) => {
      hit(report, channelIn(body));
      return true;
    };
    const fault =
      report.kind === 'lost'
        ? ({ kind: 'reset', stored: true } as const)
        : ({ kind: 'rateLimited', retryAfter: REFUSED_S } as const);
    platforms.slack.fault({ ...fault, method: 'chat.postMessage', when });
  }

  function meetOnDiscord(report: Mutable<FaultReport>): void {
    const fault =
      report.kind === 'lost'
        ? ({ kind: 'reset', when: 'after' } as const)
        : ({ kind: 'rateLimit', retryAfter: REFUSED_S } as const);
    platforms.discord.fault({
      ...fault,
      method: 'POST',
      path: /^\/(channels\/\d+\/messages|webhooks\/\d+\/[^/]+)$/,
      only(path) {
        const channel = channelPostedTo(platforms, path);
        if (channel !== null) hit(report, channel);
        return channel !== null;
      },
    });
  }

  async function cut(report: Mutable<FaultReport>): Promise<void> {
    const began = performance.now();
    const { slack, discord } = platforms;
    report.stage = 'hit';
    if (report.platform === 'slack') slack.dropSockets();
    else discord.dropGateway({ resumable: true });
    const isConnected = () => platforms[report.platform].connections > 0;
    for (const lost of [true, false]) {
      while (isConnected() === lost) {
        if (performance.now() - began > PATIENCE_MS) {
          report.stage = 'unclear';
          return tell();
        }
        // Whoever comes back at once is gone for less than one look.
        await (lost ? nextTurn(undefined, { ref: false }) : delay(LOOK_MS, undefined, { ref: false }));
      }
    }
    over(report, performance.now() - began);
  }

  return {
    all: () => reports,
    begin(platform, kind) {
      const same = reports.some((one) => one.platform === platform && one.kind === kind && one.stage === 'waiting');
      if (same) throw new TrialRefusal('sameFault');
      const id = reports.length + 1;
      const nothing = { place: null, copies: null, hasReread: false, took: null };
      const report: Mutable<FaultReport> = { id, platform, kind, stage: 'waiting', ...nothing };
      reports.unshift(report);
      if (kind === 'cut') void cut(report);
      else if (platform === 'slack') meetOnSlack(report);
      else meetOnDiscord(report);
      tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Returns whether a request reads what was said in a channel. */
function isReading({ method, path, body }: Asked, channel: string): boolean {
  if (READING_SLACK.test(path)) return channelIn(body) === channel;
  return method === 'GET' && path.startsWith(`/channels/${channel}/messages`);
}

function isPosting({ method, path }: Asked): boolean {
  return path === 'chat.postMessage' || (method === 'POST' && /^\/(channels\/\d+\/messages|webhooks\/)/.test(path));
}

function channelIn(body: unknown): string {
  const given = typeof body === 'object' && body !== null && 'channel' in body ? body.channel : '';
  return String(given);
}

function placeOf(platforms: BothPlatforms, name: LocalPlatformName, channel: string): FaultPlace | null {
  const platform = platforms[name];
  for (const { id, name: person } of platform.users()) {
    const found = platform.channelsOf(id).find((one) => one.id === channel);
    if (!found) continue;
    if (found.kind === 'direct') return { name: person, isOwn: true };
    const others = platform.teamsOf(id).filter((team) => team.id !== platform.team.id);
    const elsewhere = others.find((team) => team.id === found.team);
    return { name: elsewhere ? `#${found.name} (${elsewhere.name})` : `#${found.name}`, isOwn: false };
  }
  return null;
}
