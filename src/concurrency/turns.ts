import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work that takes long on this thread: it yields wherever something else may come in between, and returns its outcome. */
export type Stepwise<T> = Generator<void, T, void>;

/** Milliseconds of work after which whatever else waits has its turn. */
const TURN_MS = 10;
/** The number of entries of a long list in one step. */
const IN_STEP = 50;

/** Does the work without a break. */
export function atOnce<T>(work: Stepwise<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does the work with whatever else waits in between. */
export async function inTurns<T>(work: Stepwise<T>): Promise<T> {
  for (let began = performance.now(); ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - began < TURN_MS) continue;
    await nextTurn();
    began = performance.now();
  }
}

/** Lets whatever else waits come in between. */
export async function turnOver(): Promise<void> {
  await nextTurn();
}

/** Returns what each of many things becomes, in their order. */
export function* mapInSteps<T, R>(all: readonly T[], become: (one: T, index: number) => R): Stepwise<R[]> {
  const became: R[] = [];
  for (const [index, one] of all.entries()) {
    became.push(become(one, index));
    if (became.length % IN_STEP === 0) yield;
  }
  return became;
}
