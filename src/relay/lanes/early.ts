import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import type { Composition } from '../copies/compose.ts';
import type { CopyVersion, DueCopy } from '../copies/copy-store.ts';

/** The milliseconds after which it is looked up again whether a thread is known. */
const LOOK_MS = 500;
/** The most milliseconds to wait for a thread: its platform may never tell of the copy. */
const MOST_MS = 5 * 60_000;

/**
 * The copies of a channel that come early: people have answered, in a thread, a copy that isn't known to stand yet,
 * because its answer was lost or its process was killed. Early copies of one thread wait together, in their order; no
 * other copy waits for them.
 */
export interface Early {
  /** Returns the copies that are left out now. */
  now(): readonly CopyVersion[];
  /** Returns those of the claimed copies that come early and have to be given back. */
  among(claimed: readonly DueCopy[], composition: Composition): readonly DueCopy[];
  stop(): void;
}

interface Thread {
  readonly since: number;
  waiting: readonly CopyVersion[];
}

export function createEarly({ pace, wake }: { readonly pace: Pace; readonly wake: () => void }): Early {
  const threads = new Map<string, Thread>();
  let notBefore = 0;
  const later = alarm(pace, wake);

  function isEarly({ id, parts, message }: DueCopy, composition: Composition): boolean {
    if (message.thread === null || !message.isShown || parts.length > 0) return false;
    const name = `${message.channelId} ${message.thread}`;
    const known = threads.get(name);
    // Earlier messages of the same thread come first.
    const followsOthers = known !== undefined && known.waiting.length > 0;
    if (!followsOthers && !composition.isEarly(message)) {
      threads.delete(name);
      return false;
    }
    const { since, waiting } = known ?? { since: pace.now(), waiting: [] };
    if (!followsOthers && pace.now() - since >= MOST_MS) return false;
    if (!followsOthers) lookAgain();
    threads.set(name, { since, waiting: [...waiting, { id, version: message.version }] });
    return true;
  }

  function lookAgain(): void {
    if (notBefore > pace.now()) return;
    notBefore = pace.now() + LOOK_MS;
    later.in(LOOK_MS + 1);
  }

  return {
    now() {
      const left = notBefore - pace.now();
      if (left > 0) later.in(left + 1);
      else for (const thread of threads.values()) thread.waiting = [];
      return [...threads.values()].flatMap(({ waiting }) => waiting);
    },
    among: (claimed, composition) => claimed.filter((copy) => isEarly(copy, composition)),
    stop: () => later.cancel(),
  };
}
