import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { FileRef } from '../../src/chat/message.ts';
import type { PlatformName } from '../../src/chat/place.ts';

/** The instructions for a process. */
export interface Task {
  /** The file of what is intended, one JSON a line. */
  readonly intended: string;
  /** It stores every `of`-th conversation, from this one on. */
  readonly share: number;
  readonly of: number;
  /** How many loops send. */
  readonly loops: number;
  readonly settleMs: number;
  /** Milliseconds it pauses between the transactions that store. */
  readonly storeMs: number;
  /** The picture some messages carry, under a unique name each; null for a sender without any. */
  readonly picture: FileRef | null;
}

/** What a process prints, a line of JSON several times a second. */
export interface Progress {
  /** Stored deliveries of what is intended, without edits, and how many of all aren't finished. */
  readonly stored: number;
  readonly open: number;
  /** Whether it has stored its whole share, and changed what is to be changed. */
  readonly storedAll: boolean;
  readonly sent: number;
  readonly refused: number;
  readonly unknown: number;
  /** The platforms it is its turn to send to. */
  readonly sendsTo: readonly PlatformName[];
}

/**
 * Returns the task in the first line of the process's standard input. Everything is loaded by then, so it can begin at
 * once.
 */
export async function taskGiven(): Promise<Task> {
  const lines = createInterface({ input: process.stdin });
  // The process that started it is gone.
  lines.once('close', () => process.exit());
  const [line] = await once(lines, 'line');
  return JSON.parse(line);
}
