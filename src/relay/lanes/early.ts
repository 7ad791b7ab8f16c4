import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import type { Composition } from '../copies/compose.ts';
import type { CopyVersion, DueCopy } from '../copies/copy-store.ts';

/** How soon to look again whether a thread is known, in milliseconds. */
const LOOK_MS = 500;
/** How long a thread is waited for at most, in milliseconds: its platform may tell of no copy that stands. */
const MOST_MS = 5 * 60_000;

/**
 * The copies of a channel that come early: people have answered, in a thread, a copy of which it isn't known yet that it stands,
 * because its answer was lost or its process killed. Those of one thread wait together, in their order; nothing else waits for them.
 */
export interface Early {
  /** Returns the copies that are left out now. */
  now(): readonly CopyVersion[];
  /** Returns those of the claimed copies that come early, and have to be given back. */
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
    // What was said before in the same thread comes first.
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
