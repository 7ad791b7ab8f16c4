import { type Passing, passTimeUntil } from '../playground/time/pass-time.ts';
import type { DemoChapter, PlayProgress } from './chapters.ts';

/** Something that happens at a moment of the edition. */
export interface DemoStep {
  readonly at: Date;
  /** The chapter that the person who watches is shown. */
  readonly chapter: DemoChapter;
  readonly run: () => Promise<void>;
}

export interface Timeline extends Passing {
  readonly steps: readonly DemoStep[];
  readonly progress: PlayProgress;
}

/**
 * Plays the steps in the order of their moments, on the domain clock: between two, whatever has become due is done at
 * its own moment. Steps of one moment keep their order.
 */
export async function playTimeline({ steps, progress, ...passing }: Timeline): Promise<void> {
  const inOrder = [...steps].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, step] of inOrder.entries()) {
    await passTimeUntil(step.at, passing);
    await passing.clock.set(step.at);
    try {
      await step.run();
    } catch (cause) {
      throw new Error(`${step.at.toISOString()} ${step.chapter}: ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      });
    }
    progress(index + 1, inOrder.length, step.chapter);
  }
}
