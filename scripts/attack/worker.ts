import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedRequest } from '../../src/playground/local-platform.ts';
import { doForged } from './forging/wire.ts';
import type { Side } from './town.ts';

const EVERY_MS = 200;
/** Longer than anybody waits, and than this is measured. */
const PATIENCE_MS = 10_000;
/** After the platform has given it up. */
const GIVEN_UP_MS = 200;

/** How long one answer took. */
export interface Wait {
  readonly platform: string;
  readonly began: number;
  readonly ms: number;
  /** Why there was none, where the platform says: it gave up what was pressed or typed. */
  readonly lost: string | null;
}

/** Somebody who goes on working: says on each platform every so often whether they come, and looks at the list. */
export class Worker {
  private readonly sides: readonly Side[];
  private readonly meeting: string;
  private readonly waits: Wait[] = [];
  private working = true;
  private readonly done: Promise<unknown>;

  /** `title`: of the meeting, which stands in every answer they get. */
  constructor(sides: readonly Side[], meeting: string, title: string) {
    this.sides = sides;
    this.meeting = meeting;
    this.done = Promise.all(this.sides.map((side) => this.work(side, title)));
  }

  /** The waits since this was last asked, in milliseconds. */
  take(): readonly Wait[] {
    return this.waits.splice(0);
  }

  /** Resolves when something that was begun from now on has been answered on each platform, or given up. */
  async answeredAnew(): Promise<void> {
    const now = performance.now();
    const isAnew = ({ platform }: Side) =>
      this.waits.some((wait) => wait.platform === platform.name && wait.began >= now);
    while (!this.sides.every(isAnew)) await delay(EVERY_MS / 4);
  }

  async stop(): Promise<void> {
    this.working = false;
    await this.done;
  }

  private async work(side: Side, title: string): Promise<void> {
    for (let turn = 0; this.working; turn += 1) {
      const began = performance.now();
      const answered = side.requests
        .next(1, isAnswer(title), 'an answer to who goes on working')
        .moments.catch(() => null);
      const does = turn % 3 === 2 ? this.list(side) : this.come(side, turn % 3 === 0 ? 'yes' : 'maybe');
      const lost = await does.then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      const patience = lost === null ? PATIENCE_MS : GIVEN_UP_MS;
      const [at] = (await Promise.race([answered, delay(patience, null, { ref: false })])) ?? [];
      const ms = at === undefined ? Math.max(performance.now() - began, PATIENCE_MS) : at - began;
      this.waits.push({
        platform: side.platform.name,
        began,
        ms,
        lost: at === undefined ? (lost ?? 'no answer') : null,
      });
      await delay(Math.max(0, EVERY_MS - (performance.now() - began)));
    }
  }

  private come({ platform, worker, general }: Side, answer: 'yes' | 'maybe'): Promise<void> {
    return doForged(platform, worker, general, { kind: 'press', action: `rsvp-${answer}:${this.meeting}` });
  }

  private list({ platform, worker, general }: Side): Promise<void> {
    return platform.command(worker, { channel: general, thread: null }, '/reunion liste');
  }
}

/** What the bot answers privately; nobody else asks about that meeting. */
const isAnswer =
  (title: string) =>
  ({ path, body }: RecordedRequest): boolean =>
    (path === 'response_url' || path.endsWith('/messages/@original')) && JSON.stringify(body).includes(title);
