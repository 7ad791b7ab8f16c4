import type { Bot } from '../bot.ts';
import type { DemoClock } from './clock.ts';

/** Something that happens at a moment of the edition. */
export interface DemoStep {
  readonly at: Date;
  /** The line shown to the person who watches: "22 événements proposés". */
  readonly chapter: string;
  readonly run: () => Promise<void>;
}

export interface Timeline {
  readonly steps: readonly DemoStep[];
  readonly bot: () => Bot;
  readonly clock: DemoClock;
  readonly settle: () => Promise<void>;
  /** Called after each step. */
  readonly progress: (done: number, total: number, chapter: string) => void;
}

/**
 * Plays the steps in the order of their moments, on the domain clock: between two, whatever has become due is done at
 * its own moment. Routines aren't waited for: they are done on the way. Steps of one moment keep their order.
 */
export async function playTimeline({ steps, bot, clock, settle, progress }: Timeline): Promise<void> {
  const inOrder = [...steps].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, step] of inOrder.entries()) {
    await doDueUntil(step.at);
    clock.set(step.at);
    try {
      await step.run();
    } catch (cause) {
      throw new Error(`${step.at.toISOString()} ${step.chapter}: ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      });
    }
    progress(index + 1, inOrder.length, step.chapter);
  }

  async function doDueUntil(at: Date): Promise<void> {
    for (;;) {
      const done = await bot().schedule.runDue(clock.now());
      await settle();
      const next = await bot().schedule.nextDue();
      if (!next || next >= at) return;
      if (next > clock.now()) clock.set(next);
      else if (done === 0) throw new Error('something due could not be done');
    }
  }
}
