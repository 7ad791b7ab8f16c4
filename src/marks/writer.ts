import { regionById } from '../access/region/region-store.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Log } from '../log.ts';
import { createSetbacks } from '../schedule/setbacks.ts';
import { alarm } from '../timers/alarm.ts';
import type { Pace } from '../timers/pace.ts';
import { MARKED } from './mark.ts';
import { type ClaimedMark, claimMarks, type MarkedThings, markedThings } from './mark-store.ts';
import type { Marked, MarkRenderer, MarkRenderers } from './renderers.ts';

/** Milliseconds from the first mark until it is rendered, with all that is marked meanwhile. */
const GATHERING_MS = 1_000;
/** After a round it rests for so many times as long as the round took: what takes long is rendered less often. */
const REST = 4;
/**
 * The milliseconds after which the writer looks without having been woken: a wake-up may be lost, and failed work is
 * tried again.
 */
const LOOK_MS = 30_000;

/** Renders what is marked. */
export interface MarkWriter {
  /** Begins, with what an ended process has left. */
  start(): void;
  /** Finishes the round under way. What is marked stays marked. */
  stop(): Promise<void>;
  /** Renders at once what is marked, and resolves when it is. */
  atRest(): Promise<void>;
  idle(): boolean;
}

export interface MarkWriterOptions {
  readonly database: Database;
  readonly renderers: MarkRenderers;
  readonly log: Log;
  /** Domain clock. */
  readonly now: () => Date;
  /** The clock by which it gathers and rests. */
  readonly pace: Pace;
}

/** Creates the writer. Several processes may have one: what one of them renders, the others don't find marked any more. */
export function createMarkWriter({ database, renderers, log, now, pace }: MarkWriterOptions): MarkWriter {
  const setbacks = createSetbacks();
  // What is marked while a round is under way may have come too late for it, and waits for the next one.
  const later = alarm(pace, () => (running === null ? void run() : void running.then(wake)));
  let running: Promise<void> | null = null;
  let restsUntil = 0;
  let end = () => {};

  const wake = () => later.in(Math.max(GATHERING_MS, restsUntil - pace.now()));

  function run(): Promise<void> {
    running ??= round().finally(() => {
      running = null;
    });
    return running;
  }

  /** Renders everything that is marked as it begins. */
  async function round(): Promise<void> {
    later.cancel();
    const begun = pace.now();
    try {
      for (const things of await markedThings(database)) await renderAll(things);
    } catch (error) {
      // The database is away; what is marked stays marked.
      log.error('marks.round-failed', error);
      wake();
    }
    const ended = pace.now();
    restsUntil = ended + REST * (ended - begun);
  }

  async function renderAll({ regionId, kind, subjects }: MarkedThings): Promise<void> {
    const renderer = renderers[kind];
    if (!renderer) return log.error('marks.unknown', new Error(`nothing knows how to render "${kind}"`));
    const resting = new Set(setbacks.resting(now()));
    const left = subjects.filter((subject) => !resting.has(idOf(regionId, kind, subject)));
    for (let from = 0; from < left.length; from += renderer.most) {
      const some = { regionId, kind, subjects: left.slice(from, from + renderer.most) };
      try {
        await render(some, renderer);
      } catch (error) {
        log.error('marks.failed', error, { kind, things: some.subjects.length });
        await renderEach(some, renderer);
      }
    }
  }

  /** Renders each by itself, so that one that fails keeps none of the others. */
  async function renderEach({ subjects, ...of }: MarkedThings, renderer: MarkRenderer): Promise<void> {
    for (const subject of subjects) {
      const id = idOf(of.regionId, of.kind, subject);
      try {
        await render({ ...of, subjects: [subject] }, renderer);
        setbacks.done(id);
      } catch (error) {
        setbacks.failed(id, now());
        log.error('marks.failed', error, { kind: of.kind, subject });
      }
    }
  }

  async function render({ regionId, kind, subjects }: MarkedThings, renderer: MarkRenderer): Promise<void> {
    const options = renderer.isolation === undefined ? {} : { isolation: renderer.isolation };
    await inTransaction(
      database,
      async (tx) => {
        const claimed = marksByThing(await claimMarks(tx, { regionId, kind, subjects }));
        const region = claimed.length > 0 ? await regionById(tx, regionId) : null;
        if (region) await renderer.render({ tx, region, now: now() }, claimed);
      },
      options,
    );
  }

  return {
    start() {
      const stopListening = database.wake.listen(MARKED, wake);
      let stopLooking = () => {};
      const look = () => {
        stopLooking = pace.after(LOOK_MS, look);
        void run();
      };
      end = () => {
        stopListening();
        stopLooking();
      };
      look();
    },
    async stop() {
      end();
      later.cancel();
      await running;
      // It may have been set again as the round ended.
      later.cancel();
    },
    async atRest() {
      await running;
      // On a server, another process may have marked something this one hasn't heard of yet.
      if (later.isSet() || database.kind === 'server') await run();
    },
    idle: () => running === null && !later.isSet(),
  };
}

function idOf(regionId: string, kind: string, subject: string): string {
  return `${regionId}/${kind}/${subject}`;
}

/** Puts the marks of each thing together. */
function marksByThing(claimed: readonly ClaimedMark[]): readonly Marked[] {
  const things = new Map<string, readonly unknown[] | null>();
  for (const { subject, change } of claimed) {
    const before = things.get(subject) ?? (things.has(subject) ? null : []);
    things.set(subject, before === null || change === null ? null : [...before, change]);
  }
  return [...things].map(([subject, changes]) => ({ subject, changes }));
}
