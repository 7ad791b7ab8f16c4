import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { FileRef } from '../../src/chat/message.ts';
import type { PlatformName } from '../../src/chat/place.ts';

/** What a process is told to do. */
export interface Task {
  /** The file of what is intended, one JSON a line. */
  readonly intended: string;
  /** It stores every `of`-th conversation, from this one on. */
  readonly share: number;
  readonly of: number;
  /** How many loops send. */
  readonly loops: number;
  readonly settleMs: number;
  /** It pauses so long between the transactions that store, in milliseconds. */
  readonly storeMs: number;
  /** The picture that goes with some, under a name of its own each; null for a sender that has none. */
  readonly picture: FileRef | null;
}

/** What a process prints, a line of JSON several times a second. */
export interface Progress {
  /** Deliveries of what is intended that are stored, edits apart, and how many of all aren't finished. */
  readonly stored: number;
  readonly open: number;
  /** Whether it has stored the whole of its share, and changed what is to be changed. */
  readonly storedAll: boolean;
  readonly sent: number;
  readonly refused: number;
  readonly unknown: number;
  /** The platforms it is its turn to send to. */
  readonly sendsTo: readonly PlatformName[];
}

/** What the process is told in the first line of its standard input. Everything is loaded by then: it can begin at once. */
export async function taskGiven(): Promise<Task> {
  const lines = createInterface({ input: process.stdin });
  // Whoever started it is gone.
  lines.once('close', () => process.exit());
  const [line] = await once(lines, 'line');
  return JSON.parse(line);
}
