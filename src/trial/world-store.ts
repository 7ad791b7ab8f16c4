import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { PartName } from '../playground/demonstration/parts.ts';
import type { Beginning } from '../playground/page/frame.ts';
import type { SavedPlatforms } from '../playground/trial.ts';

/** Raised whenever what is stored has another shape. */
const FORMAT = 1;
/** The milliseconds after which changes are stored that nobody waits for. */
const GATHER_MS = 100;
const CLOCK_MS = 5_000;

/** A trial as it is stored beside its database. */
export interface SavedTrial extends SavedPlatforms {
  readonly format: typeof FORMAT;
  readonly beginning: Beginning;
  /** When its people began, in milliseconds since 1970. */
  readonly begins: number;
  /** The platforms' clock, in milliseconds since 1970, and by how many it is ahead of the bot's. */
  readonly now: number;
  readonly offset: number;
  /** The year of its edition. */
  readonly year: number;
  /** The parts that couldn't be prepared; left out where all is there. */
  readonly missing?: readonly PartName[];
}

/**
 * Stores a trial whole whenever something has changed. Whoever is told that something was done waits until it is stored, so that
 * the bot's database never knows of what the platforms have forgotten: several who wait at once share one writing.
 */
export class WorldStore {
  readonly #folder: string;
  readonly #take: () => Omit<SavedTrial, 'format'>;
  readonly #clock: NodeJS.Timeout;
  #isDirty = true;
  #writing: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(folder: string, take: () => Omit<SavedTrial, 'format'>) {
    this.#folder = folder;
    this.#take = take;
    this.#clock = setInterval(() => void this.#writeClock().catch(complain), CLOCK_MS);
    this.#clock.unref();
  }

  /** Notes that something has changed. */
  touch(): void {
    this.#isDirty = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.kept();
    }, GATHER_MS).unref();
  }

  /** Resolves once everything that has changed up to now is stored, or can't be. */
  kept(): Promise<void> {
    if (!this.#isDirty) return this.#writing ?? Promise.resolve();
    this.#next ??= (this.#writing ?? Promise.resolve()).then(() => {
      this.#next = null;
      this.#isDirty = false;
      const written = this.#write().catch(complain);
      this.#writing = written;
      return written;
    });
    return this.#next;
  }

  /** Stores the latest, and nothing more afterwards. */
  async close(): Promise<void> {
    clearInterval(this.#clock);
    clearTimeout(this.#timer);
    this.#isDirty = true;
    await this.kept();
  }

  async #write(): Promise<void> {
    const saved: SavedTrial = { format: FORMAT, ...this.#take() };
    await replace(join(this.#folder, 'world'), serialize(saved));
  }

  async #writeClock(): Promise<void> {
    await replace(join(this.#folder, 'clock'), String(this.#take().now));
  }
}

/**
 * Reads a stored trial; null where there is none that this version can read. Its clock stands where it was last, or a little
 * later, never before.
 */
export async function readSavedTrial(folder: string): Promise<SavedTrial | null> {
  try {
    const saved: unknown = deserialize(await readFile(join(folder, 'world')));
    if (!isSavedTrial(saved)) return null;
    const clock = Number(await readFile(join(folder, 'clock'), 'utf8').catch(() => '0'));
    return { ...saved, now: Math.max(saved.now, Number.isFinite(clock) ? clock : 0) + CLOCK_MS };
  } catch {
    return null;
  }
}

function isSavedTrial(value: unknown): value is SavedTrial {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
}

/** Writes a file at once or not at all: whoever is killed meanwhile leaves the one before. */
async function replace(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

function complain(error: unknown): void {
  console.error("L'essai n'a pas pu être enregistré :", error instanceof Error ? error.message : error);
}
