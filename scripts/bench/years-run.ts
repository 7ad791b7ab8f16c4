import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeRegistry } from '../../src/composition.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { type LocalPlatformName, localPlatformNames } from '../../src/playground/local-platform.ts';
import { startPostgres } from '../throwaway-postgres.ts';
import { Child, stopChildren, type Variables } from './child.ts';
import { pressing } from './latency.ts';
import { announceMeeting } from './meeting.ts';
import { startTowns, type Town, type Towns } from './platforms.ts';
import { isAnswer, isForm } from './requests.ts';
import { type DatabaseKind, failing, type Say } from './run.ts';
import { seedRegion } from './seed.ts';
import { AS_STARTED, MAIN } from './started.ts';
import { type Spread, spreadOf } from './statistics.ts';
import { answerOnce, openSurvey, showTallies } from './survey.ts';
import { FIRST_DAY, fillYears, THREE_YEARS } from './years.ts';

/** Returns every command, as it is typed without options: it is answered, or its form is opened. */
export function everyCommand(): readonly string[] {
  return composeRegistry().commands.map(({ path }) => `/${path.fr.join(' ')}`);
}

const RSVP = 'RSVP button';
const SURVEY_ANSWER = 'survey answer';

/** The time something takes on a database with nothing but its region's organisations, and after years. */
export interface YearsTime {
  readonly database: DatabaseKind;
  readonly platform: LocalPlatformName;
  readonly gesture: string;
  readonly empty: Spread;
  readonly full: Spread;
}

/** A bot with its towns and its database. */
interface House {
  readonly towns: Towns;
  readonly bot: Child;
}

const QUIET_MS = 40;
const WARM_UP = 4;

/** Measures two bots side by side, in turns, so that a busy machine is busy for both. */
export async function measureYears(
  database: DatabaseKind,
  samples: number,
  say: Say,
  interrupted: AbortSignal,
): Promise<readonly YearsTime[]> {
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-bench-'));
  const closing: (() => Promise<unknown>)[] = [];
  const houseOf = async (name: string, full: boolean): Promise<House> => {
    const server = database === 'server' ? await startPostgres() : null;
    if (server) closing.unshift(server.stop);
    const variables: Variables = server ? { DATABASE_URL: server.url } : { DATA_DIR: join(directory, name) };
    const towns = await startTowns(1);
    closing.push(towns.close);
    const opened = await openDatabase({ url: server?.url, dataDir: join(directory, name), log: silentLog });
    await seedRegion(opened, towns, new Date());
    await fillYears(opened, full ? THREE_YEARS : FIRST_DAY, new Date());
    await opened.close();
    const bot = new Child(MAIN, { ...towns.environment, ...variables }, AS_STARTED);
    await bot.healthy();
    await announceMeeting(towns);
    await showTallies(towns);
    await openSurvey(towns);
    return { towns, bot };
  };
  const work = async () => {
    say('the first day');
    const empty = await houseOf('empty', false);
    say('three years');
    const full = await houseOf('full', true);
    say('asking both in turns');
    const times: YearsTime[] = [];
    for (const platform of localPlatformNames) {
      for (const [gesture, ask] of gestures()) {
        const [before, after] = await inTurns(empty.towns[platform], full.towns[platform], ask, samples);
        times.push({ database, platform, gesture, empty: spreadOf(before), full: spreadOf(after) });
      }
    }
    return times;
  };
  try {
    return await Promise.race([work(), failing(interrupted)]);
  } finally {
    await stopChildren();
    for (const close of closing) await close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Returns how long one of it takes, in milliseconds; `round` differs each time. */
type Ask = (town: Town, round: number) => Promise<number>;

function gestures(): readonly (readonly [string, Ask])[] {
  const answered = async (town: Town, act: () => Promise<unknown>, what: string) => {
    const stored = town.requests.next(1, (request) => isAnswer(request) || isForm(request), what);
    const began = performance.now();
    await act();
    const [moment = began] = await stored.moments;
    return moment - began;
  };
  const commands = everyCommand().map((command): readonly [string, Ask] => [
    command,
    (town) => {
      const { platform, coordinator, channels } = town;
      const place = { channel: channels.general, thread: null };
      return answered(town, () => platform.command(coordinator.id, place, command), command);
    },
  ]);
  const rsvp: Ask = (town, round) => {
    const [person] = town.crowd;
    if (!person) throw new Error('nobody to press');
    return answered(town, () => pressing(town, town.channels.announcements)(person, round), RSVP);
  };
  return [...commands, [RSVP, rsvp], [SURVEY_ANSWER, (town, round) => answerOnce(town, 41 + round)]];
}

async function inTurns(empty: Town, full: Town, ask: Ask, samples: number): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let sample = -WARM_UP; sample < samples; sample += 1) {
    for (const [index, town] of [empty, full].entries()) {
      const time = await ask(town, sample + WARM_UP);
      await town.requests.quiet(QUIET_MS);
      if (sample >= 0) times[index]?.push(time);
    }
  }
  return times;
}
