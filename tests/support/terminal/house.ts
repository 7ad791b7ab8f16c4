import type { BotOptions } from '../../../src/bot.ts';
import { register } from '../../../src/platforms/registered.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { Hall, type Inhabitant } from './hall.ts';
import { TerminalPerson } from './person.ts';
import { createTerminal } from './platform.ts';
import { terminalTraits } from './traits.ts';

/** A house of terminals with its rooms and people, registered as a platform until it is closed. */
export class TerminalHouse {
  readonly hall = new Hall();
  readonly #people: TerminalPerson[] = [];
  readonly #unregister: () => void;
  #port = 0;

  private constructor(unregister: () => void) {
    this.#unregister = unregister;
  }

  static async open(): Promise<TerminalHouse> {
    const house = new TerminalHouse(register(terminalTraits));
    for (const name of ['general', 'organisateurs', 'annonces', 'coordination', 'chiffres']) house.hall.addRoom(name);
    house.#port = await house.hall.listen();
    return house;
  }

  /** The adapter to it, for a bot that is started. */
  readonly furtherPlatforms: NonNullable<BotOptions['furtherPlatforms']> = ({ commands }) => [
    createTerminal({ hall: this.hall, commands }),
  ];

  /** Somebody new sits down; `settle` is awaited after each thing they do. */
  async person(name: string, options: PersonHere, settle: () => Promise<void>): Promise<Sitting> {
    const person = await TerminalPerson.sitDown(this.hall, this.#port, this.hall.addPerson(name, options));
    this.#people.push(person);
    await settle();
    return new Sitting(person, settle);
  }

  /**
   * Resolves when nothing moves any more, the rest of the bot's world included: what one side takes in may still make the
   * other one move.
   */
  async settle(rest: () => Promise<void>): Promise<void> {
    for (let quiet = 0; quiet < 2; ) {
      const before = this.hall.said.length;
      while (!this.#people.every((person) => person.atRest())) await nextTurn();
      await this.hall.printed();
      await rest();
      quiet = before === this.hall.said.length && this.#people.every((person) => person.atRest()) ? quiet + 1 : 0;
    }
  }

  async close(): Promise<void> {
    for (const person of this.#people) person.leave();
    await this.hall.close();
    this.#unregister();
  }
}

export type PersonHere = Parameters<Hall['addPerson']>[1];

/** Somebody at a terminal, each act of whom waits until all is quiet again. */
export class Sitting {
  readonly self: Inhabitant;
  readonly #person: TerminalPerson;
  readonly #settle: () => Promise<void>;

  constructor(person: TerminalPerson, settle: () => Promise<void>) {
    this.self = person.self;
    this.#person = person;
    this.#settle = settle;
  }

  async type(line: string): Promise<void> {
    await this.#person.type(line);
    await this.#settle();
  }

  /** Types the number of the newest button or option of this label. */
  async choose(label: string): Promise<void> {
    await this.#person.choose(label);
    await this.#settle();
  }

  /** Answers what is asked, each by its label, and leaves the rest empty. */
  async answer(answers: Readonly<Record<string, string>>): Promise<void> {
    let before: string | null = null;
    for (let asked = this.asked(); asked !== null; asked = this.asked()) {
      if (asked === before) throw new Error(`asked again: ${this.read()}`);
      await this.type(answers[asked] ?? '');
      before = asked;
    }
  }

  /** Returns the question they are asked now; null when there is none. */
  asked(): string | null {
    const lines = this.read().split('\n');
    const last = lines.findLast((line) => !line.startsWith('?   '));
    return last?.startsWith('? ') ? (/^\? ([^*[(]*[^*[( ])/.exec(last)?.[1] ?? null) : null;
  }

  read(): string {
    return this.#person.read();
  }

  /** Returns everything they can read by now. */
  look(): string {
    const texts = this.#person.screen().map(({ text }) => text);
    return asTyped(texts.join('\n---\n'));
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
