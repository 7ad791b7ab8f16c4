import { setTimeout as delay } from 'node:timers/promises';
import type { SeenControl } from '../../src/playground/local-platform.ts';
import { Person } from '../../src/playground/person.ts';
import { textIn } from '../../src/texts/index.ts';
import type { Somebody, Town } from './platforms.ts';

const PATIENCE_MS = 30_000;
const LOOK_MS = 20;

/** Returns the bot's words with the spaces that one types, by which a person finds them on their screen. */
export const asRead = (key: string) => textIn('fr', key, {}, 'typed');

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

  /** Chooses in the newest list with this placeholder, once there is one. */
  async choose(placeholder: string, label: string): Promise<void> {
    await this.until(placeholder, '');
    await this.#person.choose(placeholder, label);
  }

  /** Types in the thread of a message, once it is there. */
  async say(text: string, reads: string): Promise<void> {
    await this.until(null, reads);
    await this.#person.say(text, reads);
  }

  /** Waits for a message that contains this text, with a button of this label, or a list with this placeholder, if one is given. */
  async until(label: string | null, reads: string): Promise<void> {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(LOOK_MS)) {
      const there = this.#person.screen().some(({ text, controls }) => {
        return text.includes(reads) && (label === null || controls.some((one) => wordsOf(one) === label));
      });
      if (there) return;
    }
    const newest = this.#person.screen().at(-1);
    throw new Error(`${this.#person.name} doesn't see "${label ?? reads}", but "${newest?.text ?? ''}"`);
  }
}

function wordsOf(control: SeenControl): string {
  return control.kind === 'select' ? control.placeholder : control.label;
}
