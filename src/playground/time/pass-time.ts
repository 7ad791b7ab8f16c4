import type { TrialBot } from '../trial-bot.ts';

/** Looks without anything being done after which what is due counts as stuck: a tick of the bot's own may be doing it. */
const FRUITLESS = 20;

export interface Passing {
  readonly bot: () => { readonly schedule: Pick<TrialBot['schedule'], 'runDue' | 'nextDue'> };
  /** `set` resolves once the bot lives at that moment. */
  readonly clock: { readonly now: () => Date; set(at: Date): void | Promise<void> };
  /** Resolves when nothing moves any more. */
  readonly settle: () => Promise<void>;
  /** Returns whether to stop on the way; by default time passes up to the moment. */
  readonly isThere?: () => boolean;
}

/**
 * Lets time pass on the domain clock up to a moment: whatever becomes due on the way is done at its own moment. Routines
 * aren't waited for: they are done on the way. What is due at the moment itself isn't done yet, and the clock stands
 * where something was last due.
 * @throws Error when something due can't be done.
 */
export async function passTimeUntil(at: Date, { bot, clock, settle, isThere = () => false }: Passing): Promise<void> {
  for (let fruitless = 0; fruitless < FRUITLESS; ) {
    const done = await bot().schedule.runDue(clock.now());
    await settle();
    if (isThere()) return;
    const next = await bot().schedule.nextDue();
    if (!next || next >= at) return;
    const isAhead = next > clock.now();
    if (isAhead) await clock.set(next);
    fruitless = isAhead || done > 0 ? 0 : fruitless + 1;
  }
  throw new Error('something due could not be done');
}
