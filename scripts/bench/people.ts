import { setTimeout as delay } from 'node:timers/promises';
import { Person } from '../../src/playground/person.ts';
import type { Somebody, Town } from './platforms.ts';

const PATIENCE_MS = 30_000;
const LOOK_MS = 20;

/**
 * Somebody of a town in front of their screen. They look again and again for what they wait for, since the bot is in
 * another process.
 */
export class Townsperson {
  readonly #person: Person;

  constructor({ platform }: Town, user: Somebody, channel: string) {
    this.#person = new Person(platform, user, () => platform.settled());
    this.#person.place = { channel, thread: null };
  }

  async command(path: string, options: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#person.command(path, options);
  }

  /** Presses the newest button with this label, below a message that contains this text, once there is one. */
  async press(label: string, reads = ''): Promise<void> {
    await this.until(label, reads);
    await this.#person.press(label, { in: reads });
  }

  /** Types in the thread of a message, once it is there. */
  async say(text: string, reads: string): Promise<void> {
    await this.until(null, reads);
    await this.#person.say(text, reads);
  }

  /** Waits for a message that contains this text, with a button of this label if one is given. */
  async until(label: string | null, reads: string): Promise<void> {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(LOOK_MS)) {
      const there = this.#person.screen().some(({ text, controls }) => {
        return (
          text.includes(reads) && (label === null || controls.some((one) => 'label' in one && one.label === label))
        );
      });
      if (there) return;
    }
    throw new Error(`${this.#person.name} doesn't see "${label ?? reads}"`);
  }
}
