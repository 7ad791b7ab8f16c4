import { type Bot, startBot } from '../../src/bot.ts';
import type { Database } from '../../src/database/database.ts';
import { readEnvironment } from '../../src/env.ts';
import { silentLog } from '../../src/log.ts';
import { type ManualClock, manualClock } from '../../src/playground/clock.ts';
import { beginningOf } from '../../src/playground/demonstration/days.ts';
import { type PartName, PartsMissing } from '../../src/playground/demonstration/parts.ts';
import { populateRegion } from '../../src/playground/demonstration/populate.ts';
import { settleTown, type TownUsers } from '../../src/playground/demonstration/settle-town.ts';
import { startTrial, type Trial } from '../../src/playground/trial.ts';
import { testDatabase } from '../support/database.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The parts of one message that the page shows. */
export interface Shown {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly controls: readonly { readonly id: string; readonly label: string }[];
}

export const host = '127.0.0.1:3000';
const url = `http://${host}`;

/** A trial with the bot, on which time stands still unless it is skipped, and what its page asks and does. */
export interface RunningTrial {
  readonly trial: Trial;
  readonly bot: Bot;
  readonly database: Database;
  /** The parts that couldn't be prepared. */
  readonly missing: readonly PartName[];
  look<T>(what: string, query?: Readonly<Record<string, string>>): Promise<T>;
  /** Sends what the page would send. Returns the status and the answer. */
  act<T>(
    what: string,
    body: object,
  ): Promise<{ readonly status: number; readonly result?: T; readonly refusal?: string }>;
  /** Returns somebody's id, and that of a channel that they see; their conversation with the bot where they see none of that name. */
  find(
    platform: 'slack' | 'discord',
    name: string,
    channel: string,
  ): Promise<{ readonly user: string; readonly id: string }>;
  write(platform: 'slack' | 'discord', name: string, channel: string, text: string): Promise<void>;
  /** Returns the messages in a channel, as this person sees them. */
  messages(platform: 'slack' | 'discord', name: string, channel: string): Promise<readonly Shown[]>;
  /** Returns everything in a channel, as this person reads it. */
  read(platform: 'slack' | 'discord', name: string, channel: string): Promise<string>;
  /** Presses the last button of this name that somebody sees in a channel. */
  press(platform: 'slack' | 'discord', name: string, channel: string, label: string): Promise<void>;
  close(): Promise<void>;
}

/** Makes something go wrong while a trial is prepared. */
export type Spoil = (trial: Trial, clock: ManualClock, users: TownUsers) => void;

/** Starts a trial, whenever the test runs, at the beginning of that of 2026. */
export async function runTrial(spoil?: Spoil): Promise<RunningTrial> {
  const database = await testDatabase();
  const clock = manualClock(beginningOf(new Date('2026-09-01T12:00:00Z')).getTime());
  const trial = await startTrial(readEnvironment({ DATA_DIR: 'unused' }), { clock });
  const users = settleTown(trial.platforms);
  const bot = await startBot({
    environment: trial.environment,
    database,
    log: silentLog,
    now: trial.now,
    ticks: true,
    // The platforms' clock stands still, so they wait for an answer as long as it takes.
    readMs: 60_000,
  });
  spoil?.(trial, clock, users);
  const missing = await populateRegion({ platforms: trial.platforms, users, bot, now: trial.now() }).then(
    () => [],
    (error: unknown) => {
      if (spoil && error instanceof PartsMissing) return error.names;
      throw error;
    },
  );
  trial.time.begin(bot);

  const look: RunningTrial['look'] = async (what, query = {}) => {
    const response = await trial.pages.request(`/essai/api/${what}?${new URLSearchParams(query)}`, {
      headers: { host },
    });
    const answer = (await response.json()) as { result: never };
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer.result;
  };
  const act: RunningTrial['act'] = async (what, body) => {
    const response = await trial.pages.request(`/essai/api/${what}`, {
      method: 'POST',
      headers: { host, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const find: RunningTrial['find'] = async (platform, name, channel) => {
    const people = (await look<{ name: string; people: Named[] }[]>('people')).find((one) => one.name === platform);
    const user = people?.people.find((person) => person.name.startsWith(name))?.id ?? '';
    const { channels } = await look<{ channels: Named[] }>('screen', { platform, user, channel: 'direct' });
    return { user, id: channels.find((one) => one.name === channel)?.id ?? 'direct' };
  };
  const messages: RunningTrial['messages'] = async (platform, name, channel) => {
    const { user, id } = await find(platform, name, channel);
    return (await look<{ messages: readonly Shown[] }>('screen', { platform, user, channel: id })).messages;
  };
  return {
    ...{ trial, bot, database, missing, look, act, find, messages },
    async write(platform, name, channel, text) {
      const { user, id } = await find(platform, name, channel);
      const said = await act('say', { platform, user, place: { channel: id, thread: null }, text, files: [] });
      if (said.refusal) throw new Error(said.refusal);
    },
    read: async (platform, name, channel) =>
      (await messages(platform, name, channel)).map(({ text }) => text).join('\n'),
    async press(platform, name, channel, label) {
      const { user } = await find(platform, name, channel);
      const shown = (await messages(platform, name, channel)).findLast(({ controls }) =>
        controls.some((control) => control.label === label),
      );
      const control = shown?.controls.find((one) => one.label === label);
      if (!shown || !control) throw new Error(`${name} sees no button "${label}" in ${channel}`);
      const pressed = await act('press', { platform, user, message: shown.id, control: control.id });
      if (pressed.refusal) throw new Error(pressed.refusal);
    },
    async close() {
      await bot.stop();
      await trial.close();
      await database.close();
    },
  };
}
