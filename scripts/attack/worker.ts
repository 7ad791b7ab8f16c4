import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedRequest } from '../../src/playground/local-platform.ts';
import { doForged } from './forging/wire.ts';
import type { Side } from './town.ts';

const EVERY_MS = 200;
/** Milliseconds after which an answer isn't awaited any more: longer than anybody waits. */
const PATIENCE_MS = 10_000;
/** Milliseconds after the platform has given up. */
const GIVEN_UP_MS = 200;

/** The time that one answer took. */
export interface Wait {
  readonly platform: string;
  readonly began: number;
  readonly ms: number;
  /** Why there was no answer, where the platform says it: it gave up what was pressed or typed. */
  readonly lost: string | null;
}

/** Somebody who goes on working: says on each platform every so often whether they come, and looks at the list. */
export class Worker {
  readonly #sides: readonly Side[];
  readonly #meeting: string;
  readonly #waits: Wait[] = [];
  #working = true;
  readonly #done: Promise<unknown>;

  /** `title` is the meeting's, which stands in every answer they get. */
  constructor(sides: readonly Side[], meeting: string, title: string) {
    this.#sides = sides;
    this.#meeting = meeting;
    this.#done = Promise.all(this.#sides.map((side) => this.#work(side, title)));
  }

  /** Returns the waits since the last call, in milliseconds. */
  take(): readonly Wait[] {
    return this.#waits.splice(0);
  }

  /** Resolves when an action begun from now on has been answered on each platform, or given up. */
  async answeredAnew(): Promise<void> {
    const now = performance.now();
    const isAnew = ({ platform }: Side) =>
      this.#waits.some((wait) => wait.platform === platform.name && wait.began >= now);
    while (!this.#sides.every(isAnew)) await delay(EVERY_MS / 4);
  }

  async stop(): Promise<void> {
    this.#working = false;
    await this.#done;
  }

  async #work(side: Side, title: string): Promise<void> {
    for (let turn = 0; this.#working; turn += 1) {
      const began = performance.now();
      const answered = side.requests
        .next(1, isAnswer(title), 'an answer to who goes on working')
        .moments.catch(() => null);
      const does = turn % 3 === 2 ? this.#list(side) : this.#come(side, turn % 3 === 0 ? 'yes' : 'maybe');
      const lost = await does.then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      const patience = lost === null ? PATIENCE_MS : GIVEN_UP_MS;
      const [at] = (await Promise.race([answered, delay(patience, null, { ref: false })])) ?? [];
      const ms = at === undefined ? Math.max(performance.now() - began, PATIENCE_MS) : at - began;
      this.#waits.push({
        platform: side.platform.name,
        began,
        ms,
        lost: at === undefined ? (lost ?? 'no answer') : null,
      });
      await delay(Math.max(0, EVERY_MS - (performance.now() - began)));
    }
  }

  #come({ platform, worker, general }: Side, answer: 'yes' | 'maybe'): Promise<void> {
    return doForged(platform, worker, general, { kind: 'press', action: `rsvp-${answer}:${this.#meeting}` });
  }

  #list({ platform, worker, general }: Side): Promise<void> {
    return platform.command(worker, { channel: general, thread: null }, '/reunion liste');
  }
}

/** Returns whether a request is a private answer; nobody else asks about that meeting. */
const isAnswer =
  (title: string) =>
  ({ path, body }: RecordedRequest): boolean =>
    (path === 'response_url' || path.endsWith('/messages/@original')) && JSON.stringify(body).includes(title);
