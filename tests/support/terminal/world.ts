import { type Bot, startBot } from '../../../src/bot.ts';
import type { Database } from '../../../src/database/database.ts';
import { readEnvironment } from '../../../src/env.ts';
import { silentLog } from '../../../src/log.ts';
import { register } from '../../../src/platforms/registered.ts';
import { testDatabase } from '../database.ts';
import { Hall } from './hall.ts';
import { TerminalPerson } from './person.ts';
import { createTerminal } from './platform.ts';
import { terminalTraits } from './traits.ts';

/** A bot that is connected to a house of terminals and to nothing else. */
export class TerminalWorld {
  readonly hall: Hall;
  readonly #port: number;
  readonly #database: Database;
  readonly #people: TerminalPerson[] = [];
  readonly #unregister: () => void;
  #bot: Bot;

  private constructor(hall: Hall, port: number, database: Database, bot: Bot, unregister: () => void) {
    this.hall = hall;
    this.#port = port;
    this.#database = database;
    this.#bot = bot;
    this.#unregister = unregister;
  }

  static async start(): Promise<TerminalWorld> {
    const unregister = register(terminalTraits);
    const hall = new Hall();
    for (const name of ['general', 'organisateurs', 'annonces', 'coordination', 'chiffres']) hall.addRoom(name);
    const port = await hall.listen();
    const database = await testDatabase();
    return new TerminalWorld(hall, port, database, await begin(hall, database), unregister);
  }

  async person(name: string, options: { readonly administrator?: boolean } = {}): Promise<Sitting> {
    const person = await TerminalPerson.sitDown(this.hall, this.#port, this.hall.addPerson(name, options));
    this.#people.push(person);
    await this.settle();
    return new Sitting(person, () => this.settle());
  }

  /** Stops the bot and starts it again; the house and all that was said there stay. `meanwhile` runs while it is away. */
  async restartBot(meanwhile: () => Promise<void>): Promise<void> {
    await this.#bot.stop();
    await meanwhile();
    this.#bot = await begin(this.hall, this.#database);
    await this.settle();
  }

  /** Resolves when nothing moves any more: what one side takes in may still make the other one move. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; ) {
      const before = this.hall.said.length;
      while (!this.#people.every((person) => person.atRest())) await nextTurn();
      await this.hall.printed();
      await this.#bot.quiet();
      quiet = before === this.hall.said.length && this.#people.every((person) => person.atRest()) ? quiet + 1 : 0;
    }
  }

  async close(): Promise<void> {
    await this.#bot.stop();
    for (const person of this.#people) person.leave();
    await this.hall.close();
    await this.#database.close();
    this.#unregister();
  }
}

/** Somebody at a terminal, each act of whom waits until all is quiet again. */
export class Sitting {
  readonly #person: TerminalPerson;
  readonly #settle: () => Promise<void>;

  constructor(person: TerminalPerson, settle: () => Promise<void>) {
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

  /** What they are asked now; null when nothing is. */
  asked(): string | null {
    const lines = this.read().split('\n');
    const last = lines.findLast((line) => !line.startsWith('?   '));
    return last?.startsWith('? ') ? (/^\? ([^*[(]*[^*[( ])/.exec(last)?.[1] ?? null) : null;
  }

  read(): string {
    return this.#person.read();
  }

  /** Everything they can read by now. */
  look(): string {
    return this.#person
      .screen()
      .map(({ text }) => text)
      .join('\n---\n');
  }
}

async function begin(hall: Hall, database: Database): Promise<Bot> {
  return await startBot({
    environment: readEnvironment({ RATE_LIMITS: 'off' }),
    database,
    log: silentLog,
    now: () => new Date('2026-09-15T09:00:00+02:00'),
    ticks: false,
    readMs: 60_000,
    furtherPlatforms: ({ commands }) => [createTerminal({ hall, commands })],
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
