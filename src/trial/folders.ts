import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names, in the trial's folder, the one that the present trial is in. */
const POINTER = 'current';
/** A trial's folder is a number. */
const NUMBER = /^\d{1,9}$/;

/** The folders of the trials in a data folder: the present one, and one that is being prepared. */
export class TrialFolders {
  readonly #directory: string;

  constructor(dataDir: string) {
    this.#directory = join(dataDir, 'trial');
  }

  /** Returns the folder of the present trial; null where there is none. */
  async current(): Promise<string | null> {
    const named = await readFile(join(this.#directory, POINTER), 'utf8').catch(() => '');
    return NUMBER.test(named) ? join(this.#directory, named) : null;
  }

  /** Makes an empty folder for another trial. */
  async fresh(): Promise<string> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const taken = (await readdir(this.#directory)).filter((name) => NUMBER.test(name)).map(Number);
    const made = join(this.#directory, String(Math.max(0, ...taken) + 1));
    await mkdir(made, { mode: 0o700 });
    return made;
  }

  /** Makes a folder the present one, at once or not at all. */
  async choose(folder: string): Promise<void> {
    const pointer = join(this.#directory, POINTER);
    await writeFile(`${pointer}.new`, folder.slice(this.#directory.length + 1));
    await rename(`${pointer}.new`, pointer);
  }

  async remove(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }

  /** Removes all but one folder, also what earlier versions have left. */
  async removeAllBut(folder: string): Promise<void> {
    for (const name of await readdir(this.#directory)) {
      const path = join(this.#directory, name);
      if (name !== POINTER && path !== folder) await this.remove(path);
    }
  }
}
