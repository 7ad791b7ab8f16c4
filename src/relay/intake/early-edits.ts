import { RecentMap } from '../../chat/recent-map.ts';
import type { Pace } from '../../timers/pace.ts';
import type { TiedChannel } from '../ties/tied-store.ts';

/** The milliseconds that a change waits for its message before the messages up to then are read back. */
const MOST_MS = 1_000;
/** The number of messages that are known, without asking the database, to be stored or about to be. */
const MOST_KNOWN = 10_000;

export interface EarlyEditsOptions {
  readonly pace: Pace;
  /** Compares the ids of two messages by time; negative when the first was said earlier. */
  readonly compare: (id: string, other: string) => number;
  readonly isStored: (channelId: string, sourceId: string) => Promise<boolean>;
  /** Resolves when the messages missed in a channel are stored, as far as they can be read. */
  readonly readBack: (channel: TiedChannel) => Promise<void>;
}

/**
 * Changes that are told before their messages. Such a message is stored with its change, in its own place: with its
 * event, or once the messages before it are read back. Later messages wait for that, and nothing else does.
 */
export interface EarlyEdits {
  /** Notes that a message is being stored. */
  storing(channelId: string, id: string): void;
  /** Notes that a message isn't being stored after all. */
  notStored(channelId: string, id: string): void;
  /** Takes in a message. `store` is called at once, unless the message has to wait or is known to be changed. */
  said(channelId: string, id: string, store: () => Promise<void>): Promise<void>;
  /** Takes in a change: `store` is called at once where the message is known. */
  changed(channel: TiedChannel, id: string, store: () => Promise<void>): Promise<void>;
  /** Returns how many changes and messages are waiting at the moment. */
  waiting(): number;
  /** Ends every wait: nothing is read back any more. */
  stop(): void;
}

/** The changes of one message that isn't known. */
interface Early {
  /** The number of them that aren't stored. */
  count: number;
  /** Resolves when the first of them is stored. */
  stored: Promise<void>;
  /** Whether the message is told, or about to be stored. */
  isHere: boolean;
  /** The functions that end their waits. */
  readonly waits: Set<() => void>;
}

/**
 * The messages and edits that wait in one channel. Both lists are in the order of the conversation, so that only those
 * concerned are looked at.
 */
interface Waiting {
  readonly early: Map<string, Early>;
  /** The ids of `early`. */
  readonly ids: string[];
  /** The messages that were said after the first of them. */
  readonly behind: Behind[];
}

interface Behind {
  readonly id: string;
  readonly goOn: () => void;
}

/** Returns the index in an ordered list of this length from which `compared` is positive. */
function placeAfter(length: number, compared: (index: number) => number): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compared(middle) > 0) to = middle;
    else from = middle + 1;
  }
  return from;
}

export function createEarlyEdits({ pace, compare, isStored, readBack }: EarlyEditsOptions): EarlyEdits {
  const known = new RecentMap<string, true>(MOST_KNOWN);
  const channels = new Map<string, Waiting>();
  let inTime = 0;
  let stopped = false;

  const nameOf = (channelId: string, id: string) => `${channelId} ${id}`;

  /** Ends the waits of all changes of a message that has come. Returns the changes. */
  function isHere(channelId: string, id: string): Early | undefined {
    const found = channels.get(channelId)?.early.get(id);
    if (found === undefined) return undefined;
    found.isHere = true;
    for (const come of [...found.waits]) come();
    return found;
  }

  function hasToWait({ ids: [first] }: Waiting, id: string): boolean {
    return first !== undefined && compare(id, first) > 0;
  }

  const placeOf = ({ ids }: Waiting, id: string) => placeAfter(ids.length, (index) => compare(ids[index] ?? '', id));
  const placeBehind = ({ behind }: Waiting, id: string) =>
    placeAfter(behind.length, (index) => compare(behind[index]?.id ?? '', id));

  function begin(channelId: string, id: string): Early {
    const waiting = channels.get(channelId) ?? { early: new Map<string, Early>(), ids: [], behind: [] };
    channels.set(channelId, waiting);
    const one = waiting.early.get(id) ?? { count: 0, stored: Promise.resolve(), isHere: false, waits: new Set() };
    if (one.count === 0) {
      waiting.early.set(id, one);
      waiting.ids.splice(placeOf(waiting, id), 0, id);
    }
    one.count += 1;
    return one;
  }

  function end(channelId: string, id: string, one: Early): void {
    one.count -= 1;
    const waiting = channels.get(channelId);
    if (one.count > 0 || waiting === undefined) return;
    waiting.early.delete(id);
    waiting.ids.splice(placeOf(waiting, id) - 1, 1);
    const [first] = waiting.ids;
    const free = first === undefined ? waiting.behind.length : placeBehind(waiting, first);
    if (first === undefined) channels.delete(channelId);
    for (const { goOn } of waiting.behind.splice(0, free)) goOn();
  }

  /** Resolves when the message of a change is told, or after some time. */
  function comes(one: Early): Promise<void> {
    if (one.isHere || stopped) return Promise.resolve();
    inTime += 1;
    return new Promise((resolve) => {
      const cancel = pace.after(MOST_MS, come);
      one.waits.add(come);
      function come(): void {
        cancel();
        if (!one.waits.delete(come)) return;
        inTime -= 1;
        resolve();
      }
    });
  }

  async function storeInPlace(
    channel: TiedChannel,
    { id, one, store }: { readonly id: string; readonly one: Early; readonly store: () => Promise<void> },
  ): Promise<void> {
    try {
      if (!(await isStored(channel.id, id))) {
        await comes(one);
        if (!one.isHere && !stopped) await readBack(channel);
      }
      return store();
    } finally {
      end(channel.id, id, one);
    }
  }

  return {
    storing(channelId, id) {
      known.set(nameOf(channelId, id), true);
      isHere(channelId, id);
    },
    notStored: (channelId, id) => known.delete(nameOf(channelId, id)),
    said(channelId, id, store) {
      const waiting = channels.get(channelId);
      if (waiting === undefined) return store();
      const changed = isHere(channelId, id);
      if (changed) return changed.stored;
      if (!hasToWait(waiting, id)) return store();
      return new Promise((resolve) => {
        waiting.behind.splice(placeBehind(waiting, id), 0, { id, goOn: () => resolve(store()) });
      });
    },
    changed(channel, id, store) {
      if (known.has(nameOf(channel.id, id))) return store();
      const one = begin(channel.id, id);
      const stored = storeInPlace(channel, { id, one, store });
      if (one.count === 1) one.stored = stored;
      return stored;
    },
    waiting: () => [...channels.values()].reduce((all, { behind }) => all + behind.length, inTime),
    stop() {
      stopped = true;
      for (const { early } of channels.values()) {
        for (const { waits } of early.values()) for (const come of [...waits]) come();
      }
    },
  };
}
