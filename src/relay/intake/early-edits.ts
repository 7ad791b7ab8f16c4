import { byTime } from '../../chat/order.ts';
import { RecentMap } from '../../chat/recent-map.ts';
import type { Pace } from '../../timers/pace.ts';
import type { TiedChannel } from '../ties/tied-store.ts';

/** How long a change waits for its message, in milliseconds, before what was said up to then is read back. */
const MOST_MS = 1_000;
/** Of so many messages it is known without asking the database that they are stored, or about to be. */
const MOST_KNOWN = 10_000;

export interface EarlyEditsOptions {
  readonly pace: Pace;
  readonly isStored: (channelId: string, sourceId: string) => Promise<boolean>;
  /** Resolves when what was missed in a channel is stored, as far as it can be read. */
  readonly readBack: (channel: TiedChannel) => Promise<void>;
}

/**
 * Changes that are told before their messages. Such a message is stored as it was changed, in its own place: with its event, or
 * once what was said before it is read back. What was said after it waits for that, and nothing else does.
 */
export interface EarlyEdits {
  /** Notes that a message is being stored. */
  storing(channelId: string, id: string): void;
  /** Notes that it isn't after all. */
  notStored(channelId: string, id: string): void;
  /** Takes in what was said: `store` is called at once, unless it has to wait, or is known to be changed. */
  said(channelId: string, id: string, store: () => Promise<void>): Promise<void>;
  /** Takes in a change: `store` is called at once where the message is known. */
  changed(channel: TiedChannel, id: string, store: () => Promise<void>): Promise<void>;
  /** Returns how many changes and messages are waiting at the moment. */
  waiting(): number;
  /** Ends every wait: nothing is read back any more. */
  stop(): void;
}

/** A change whose message isn't known. */
interface Early {
  readonly channelId: string;
  readonly id: string;
  /** Resolves when it is stored. */
  stored: Promise<void>;
  /** Whether its message is told, or about to be stored. */
  isHere: boolean;
  /** Ends its wait. */
  come: () => void;
}

interface Behind {
  readonly channelId: string;
  readonly id: string;
  readonly goOn: () => void;
}

export function createEarlyEdits({ pace, isStored, readBack }: EarlyEditsOptions): EarlyEdits {
  const known = new RecentMap<string, true>(MOST_KNOWN);
  const early = new Set<Early>();
  const behind: Behind[] = [];
  let inTime = 0;
  let stopped = false;

  const nameOf = (channelId: string, id: string) => `${channelId} ${id}`;

  /** Ends the wait of all changes of a message, which is there now. Returns the first of them. */
  function isHere(channelId: string, id: string): Early | undefined {
    const changes = [...early].filter((one) => one.channelId === channelId && one.id === id);
    for (const one of changes) {
      one.isHere = true;
      one.come();
    }
    return changes[0];
  }

  function hasToWait(channelId: string, id: string): boolean {
    return [...early].some((one) => one.channelId === channelId && byTime(id, one.id) > 0);
  }

  function end(one: Early): void {
    early.delete(one);
    for (const next of behind.splice(0)) {
      if (hasToWait(next.channelId, next.id)) behind.push(next);
      else next.goOn();
    }
  }

  /** Resolves when the message of a change is told, or after a while. */
  function comes(one: Early): Promise<void> {
    if (one.isHere || stopped) return Promise.resolve();
    inTime += 1;
    return new Promise((resolve) => {
      const cancel = pace.after(MOST_MS, come);
      one.come = come;
      function come(): void {
        cancel();
        one.come = () => {};
        inTime -= 1;
        resolve();
      }
    });
  }

  async function storeInPlace(channel: TiedChannel, one: Early, store: () => Promise<void>): Promise<void> {
    try {
      if (!(await isStored(channel.id, one.id))) {
        await comes(one);
        if (!one.isHere && !stopped) await readBack(channel);
      }
      return store();
    } finally {
      end(one);
    }
  }

  return {
    storing(channelId, id) {
      known.set(nameOf(channelId, id), true);
      isHere(channelId, id);
    },
    notStored: (channelId, id) => known.delete(nameOf(channelId, id)),
    said(channelId, id, store) {
      if (early.size === 0) return store();
      const changed = isHere(channelId, id);
      if (changed) return changed.stored;
      if (!hasToWait(channelId, id)) return store();
      return new Promise((resolve) => {
        behind.push({ channelId, id, goOn: () => resolve(store()) });
      });
    },
    changed(channel, id, store) {
      if (known.has(nameOf(channel.id, id))) return store();
      const one: Early = { channelId: channel.id, id, stored: Promise.resolve(), isHere: false, come: () => {} };
      early.add(one);
      one.stored = storeInPlace(channel, one, store);
      return one.stored;
    },
    waiting: () => inTime + behind.length,
    stop() {
      stopped = true;
      for (const { come } of early) come();
    },
  };
}
