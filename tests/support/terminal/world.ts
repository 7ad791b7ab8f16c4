import { type Bot, startBot } from '../../../src/bot.ts';
import type { Database } from '../../../src/database/database.ts';
import { readEnvironment } from '../../../src/env.ts';
import { silentLog } from '../../../src/log.ts';
import { testDatabase } from '../database.ts';
import { type PersonHere, type Sitting, TerminalHouse } from './house.ts';

/** A bot that is connected to a house of terminals and to nothing else. */
export class TerminalWorld {
  readonly #house: TerminalHouse;
  readonly #database: Database;
  #bot: Bot;

  private constructor(house: TerminalHouse, database: Database, bot: Bot) {
    this.#house = house;
    this.#database = database;
    this.#bot = bot;
  }

  static async start(): Promise<TerminalWorld> {
    const house = await TerminalHouse.open();
    const database = await testDatabase();
    return new TerminalWorld(house, database, await begin(house, database));
  }

  async person(name: string, options: PersonHere = {}): Promise<Sitting> {
    return this.#house.person(name, options, () => this.settle());
  }

  /** Stops the bot and starts it again; the house and all that was said there stay. `meanwhile` runs while it is away. */
  async restartBot(meanwhile: () => Promise<void>): Promise<void> {
    await this.#bot.stop();
    await meanwhile();
    this.#bot = await begin(this.#house, this.#database);
    await this.settle();
  }

  async settle(): Promise<void> {
    await this.#house.settle(() => this.#bot.quiet());
  }

  async close(): Promise<void> {
    await this.#bot.stop();
    await this.#house.close();
    await this.#database.close();
  }
}

async function begin({ furtherPlatforms }: TerminalHouse, database: Database): Promise<Bot> {
  return await startBot({
    environment: readEnvironment({ RATE_LIMITS: 'off' }),
    database,
    log: silentLog,
    now: () => new Date('2026-09-15T09:00:00+02:00'),
    ticks: false,
    readMs: 60_000,
    furtherPlatforms,
  });
}
