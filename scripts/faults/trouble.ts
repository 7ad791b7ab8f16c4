import type { DiscordFaultRule as DiscordFault } from '../../src/playground/discord/http/faults.ts';
import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatformName } from '../../src/playground/local-platform.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import type { SlackFaultRule as SlackFault } from '../../src/playground/slack/wire/faults.ts';
import type { Random } from './random.ts';

/** The kinds of trouble, in the order of the table. */
export const KINDS = [
  'response lost (stored, then 503)',
  'response lost (stored, then cut)',
  'stored late (cut at once)',
  '503, not stored',
  'reset, not stored',
  '429 with Retry-After',
  'look-up failed',
  'socket dropped',
  'event brought again',
] as const;
export type Kind = (typeof KINDS)[number];

/** The probability of each kind, for each request that posts, changes or deletes a message. */
const LIKELY = { lost503: 0.02, lostCut: 0.03, late: 0.03, error: 0.03, reset: 0.03, lookUp: 0.05 } as const;
const LATE = 'stored late (cut at once)' satisfies Kind;
/** The number of different delays. */
const DELAYS = 4;
/** The probability where nothing else goes wrong. */
const ONLY_LATE_LIKELY = 0.15;
/** A fault that only listens: the request itself is untouched. */
const LISTENING = { kind: 'delay', milliseconds: 0, times: Number.POSITIVE_INFINITY } as const;
/** The methods of Discord's requests that post, change or delete. */
const CHANGING = ['POST', 'PATCH', 'DELETE'] as const;
const STORM_LIKELY = 0.006;
const STORM = { least: 8, most: 20 } as const;

export interface TroubleOptions {
  readonly slack: LocalSlack;
  readonly discord: LocalDiscord;
  readonly random: Random;
  /** Milliseconds after the cut at which a late one is stored. */
  readonly late: { readonly least: number; readonly most: number };
  /** True for late stores alone, which show what the others don't hide. */
  readonly onlyLate: boolean;
  /** The Discord paths that post, change and delete; those of channels by default. */
  readonly discordPath?: RegExp;
  /** Called when a request that posts or changes something has arrived and isn't carried out yet. */
  readonly requested: (platform: LocalPlatformName) => void;
}

/** Makes requests go wrong at random on both local platforms, and counts the faults. */
export class Trouble {
  readonly counts = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
  readonly #options: TroubleOptions;
  #on = true;

  constructor(options: TroubleOptions) {
    this.#options = options;
    this.#troubleSlack();
    this.#troubleDiscord();
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Ends all trouble from now on. */
  end(): void {
    this.#on = false;
  }

  dropSockets(): void {
    const { slack, discord, random } = this.#options;
    slack.dropSockets();
    discord.dropGateway({ resumable: random.chance(0.5) });
    this.#count('socket dropped');
    this.#count('socket dropped');
  }

  /** Cuts Slack's sockets before the last message can have been acknowledged, so that Slack sends it again. */
  bringAgain(): void {
    this.#options.slack.dropSockets();
    this.#count('event brought again');
  }

  #troubleSlack(): void {
    const { slack, random, onlyLate, requested } = this.#options;
    const posting = /^(chat\.(postMessage|update|delete)|files\.completeUploadExternal)$/;
    slack.fault({ ...LISTENING, method: posting, when: () => heard(requested, 'slack') });
    const add = (kind: Kind, chance: number, fault: SlackFault) =>
      slack.fault({ ...fault, times: Number.POSITIVE_INFINITY, when: this.#dice(kind, chance) });
    const likely = onlyLate ? ONLY_LATE_LIKELY : LIKELY.late;
    for (const after of this.#delays()) {
      add(LATE, likely / DELAYS, { method: 'chat.postMessage', kind: 'reset', stored: { after } });
    }
    if (onlyLate) return;
    add('response lost (stored, then 503)', LIKELY.lost503, {
      method: posting,
      kind: 'status',
      status: 503,
      stored: true,
    });
    add('response lost (stored, then cut)', LIKELY.lostCut, { method: posting, kind: 'reset', stored: true });
    add('503, not stored', LIKELY.error, { method: posting, kind: 'status', status: 503 });
    add('reset, not stored', LIKELY.reset, { method: posting, kind: 'reset', stored: false });
    add('look-up failed', LIKELY.lookUp, { method: /^conversations\.(history|replies)$/, kind: 'status', status: 503 });
    const stormy = storms(random);
    slack.fault({
      method: posting,
      kind: 'rateLimited',
      retryAfter: 1,
      times: Number.POSITIVE_INFINITY,
      when: () => this.#hit('429 with Retry-After', stormy()),
    });
  }

  #troubleDiscord(): void {
    const { discord, random, onlyLate, requested } = this.#options;
    const history = /^\/channels\/\d+\/messages(\/\d+)?$/;
    const path = this.#options.discordPath ?? history;
    for (const method of CHANGING) {
      discord.fault({ ...LISTENING, method, path, only: () => heard(requested, 'discord') });
    }
    const add = (kind: Kind, chance: number, fault: DiscordFault) =>
      discord.fault({ ...fault, times: Number.POSITIVE_INFINITY, only: this.#dice(kind, chance) });
    const likely = onlyLate ? ONLY_LATE_LIKELY : LIKELY.late;
    for (const storeAfter of this.#delays()) {
      add(LATE, likely / DELAYS, { method: 'POST', path, kind: 'reset', when: 'before', storeAfter });
    }
    if (onlyLate) return;
    for (const method of CHANGING) {
      add('response lost (stored, then 503)', LIKELY.lost503, {
        method,
        path,
        kind: 'status',
        status: 503,
        when: 'after',
      });
      add('response lost (stored, then cut)', LIKELY.lostCut, { method, path, kind: 'reset', when: 'after' });
      add('503, not stored', LIKELY.error, { method, path, kind: 'status', status: 503 });
      add('reset, not stored', LIKELY.reset, { method, path, kind: 'reset', when: 'before' });
    }
    add('look-up failed', LIKELY.lookUp, { method: 'GET', path: history, kind: 'status', status: 503 });
    const stormy = storms(random);
    discord.fault({
      ...{ method: 'POST', path, kind: 'rateLimit', retryAfter: 0.5, scope: 'shared' },
      times: Number.POSITIVE_INFINITY,
      only: () => this.#hit('429 with Retry-After', stormy()),
    });
  }

  /** Returns the delays of late stores, from the least to the most. */
  #delays(): readonly number[] {
    const { least, most } = this.#options.late;
    return Array.from({ length: DELAYS }, (_, index) => least + ((most - least) * index) / (DELAYS - 1));
  }

  #dice(kind: Kind, chance: number): () => boolean {
    return () => this.#hit(kind, this.#options.random.chance(chance));
  }

  #hit(kind: Kind, wanted: boolean): boolean {
    if (!this.#on || !wanted) return false;
    this.#count(kind);
    return true;
  }

  #count(kind: Kind): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}

function heard(requested: TroubleOptions['requested'], platform: LocalPlatformName): false {
  requested(platform);
  return false;
}

/** Begins a storm now and then: so many requests in a row are told to wait. */
function storms(random: Random): () => boolean {
  let left = 0;
  return () => {
    if (left === 0 && random.chance(STORM_LIKELY)) left = random.between(STORM.least, STORM.most);
    if (left === 0) return false;
    left -= 1;
    return true;
  };
}
