import { join } from 'node:path';
import type { PlayProgress } from '../demo/chapters.ts';
import type { Environment } from '../env.ts';
import { type PatientClock, patientClock, skippableClock } from '../playground/clock.ts';
import { beginningOf, meetingAhead } from '../playground/demonstration/days.ts';
import { type PartName, partsText } from '../playground/demonstration/parts.ts';
import { populateRegion } from '../playground/demonstration/populate.ts';
import { settleTown } from '../playground/demonstration/settle-town.ts';
import type { Beginning, Frame } from '../playground/page/frame.ts';
import { startTrial, type Trial } from '../playground/trial.ts';
import { TrialRefusal } from '../playground/trial-refusal.ts';
import type { Locale } from '../texts/index.ts';
import { BotProcess, type UnaskedEnd } from './bot-process.ts';
import { type EditionToPlay, readPicardie, settleEdition } from './edition.ts';
import { endedText } from './ended-text.ts';
import { type SavedTrial, WorldStore } from './world-store.ts';

/** The part of a scene's frame that is about beginning anew. */
export type Beginnings = Pick<Frame, 'beginAnew' | 'interrupt'> & {
  preparing(locale: Locale): Pick<ReturnType<Frame['state']>, 'preparing' | 'failure'>;
  onChange: Frame['onChange'];
};

export interface SceneOptions {
  readonly environment: Environment;
  readonly folder: string;
  readonly beginning: Beginning;
  readonly beginnings: Beginnings;
  readonly saved?: SavedTrial;
}

/** By how many years the clocks of Slack and Discord are ahead of an edition of before there was a Discord. */
const YEARS_AHEAD = 20;
const YEAR_MS = 365.25 * 86_400_000;

/** A trial with its bot, in a folder of its own. */
export class Scene {
  readonly beginning: Beginning;
  readonly folder: string;
  readonly trial: Trial;
  readonly bot: BotProcess;
  readonly #clock: PatientClock;
  readonly #over: AbortController;
  /** When its people begin, by the bot's clock, in milliseconds since 1970. */
  readonly #begins: number;
  readonly #prepare: (progress: PlayProgress) => Promise<void>;
  #store: WorldStore | undefined;
  #ticks: boolean;
  /** The parts that couldn't be prepared. */
  missing: readonly PartName[];

  private constructor(parts: {
    readonly options: SceneOptions;
    readonly trial: Trial;
    readonly bot: (ticks: () => boolean) => BotProcess;
    readonly clock: PatientClock;
    readonly over: AbortController;
    readonly edition: EditionToPlay | null;
    readonly begins: number;
  }) {
    const { options, trial, edition } = parts;
    this.beginning = options.beginning;
    this.folder = options.folder;
    this.trial = trial;
    this.#clock = parts.clock;
    this.#over = parts.over;
    this.#begins = parts.begins;
    // While an edition is played, what is due is done when it is its time only.
    this.#ticks = edition === null || options.saved !== undefined;
    this.missing = options.saved?.missing ?? [];
    this.bot = parts.bot(() => this.#ticks);
    this.#prepare = options.saved ? async () => {} : preparationOf(trial, edition, this.bot);
  }

  /** Starts the platforms of a trial that is new or was stored, with everybody in it. The bot doesn't run yet. */
  static async open(options: SceneOptions): Promise<Scene> {
    const { environment, beginning, beginnings, saved } = options;
    const edition = beginning === 'picardie' && !saved ? await readPicardie() : null;
    const offset = saved?.offset ?? (edition ? YEARS_AHEAD * YEAR_MS : 0);
    const begins = saved?.begins ?? (edition?.begins ?? beginningOf(new Date())).getTime();
    const clock = patientClock(skippableClock(saved?.now ?? begins + offset), async () => scene?.bot.quiet());
    const over = new AbortController();
    const listeners = new Set<() => void>();
    const changed = () => {
      for (const listener of listeners) listener();
    };
    let scene: Scene | undefined;
    const tourUntil = beginning === 'town' ? meetingAhead(new Date(begins)).getTime() : null;
    const frame = frameOf({
      ...{ beginning, tourUntil, beginnings, listeners },
      over: over.signal,
      bot: () => scene?.bot,
      missing: () => scene?.missing ?? [],
    });
    const year = saved?.year ?? edition?.year;
    const trial = await startTrial(environment, {
      ...{ clock, offset, frame, saved: saved ?? null, tellBot: async () => scene?.bot.setClock() },
      ...(year === undefined ? {} : { year }),
    });
    const ahead = () => clock.now() - offset - Date.now();
    const ended = (end: UnaskedEnd) => console.error(endedText(end, environment.locale));
    const settings = { environment: trial.environment, dataDir: join(options.folder, 'database') };
    const bot = (ticks: () => boolean) =>
      new BotProcess({ settings: () => ({ ...settings, ahead: ahead(), ticks: ticks() }), changed, ended });
    scene = new Scene({ options, trial, bot, clock, over, edition, begins });
    return scene;
  }

  /** Lets everything happen that a new trial begins with. A machine that is too slow leaves a part of it out: rejects with PartsMissing. */
  async prepare(progress: PlayProgress): Promise<void> {
    const { discord } = this.trial.platforms;
    this.#clock.isPatient = true;
    // In months that pass within a minute, nobody waits for twenty seconds because of what is older than an hour.
    discord.limitOldEdits(false);
    try {
      await this.#prepare(progress);
    } finally {
      this.#clock.isPatient = false;
      discord.limitOldEdits(true);
    }
    if (this.#ticks) return;
    await this.bot.stop();
    this.#ticks = true;
    await this.bot.start();
  }

  /** Stores it from now on, and lets time be skipped. Resolves once it is stored. */
  async begin(): Promise<void> {
    const { platforms, time } = this.trial;
    const { slack, discord } = platforms;
    const store = new WorldStore(this.folder, () => ({
      ...{ beginning: this.beginning, begins: this.#begins, now: this.#clock.now(), missing: this.missing },
      ...whatIsThere(this.trial),
    }));
    this.#store = store;
    for (const changing of [slack, discord, time]) changing.onChange(() => store.touch());
    for (const platform of [slack, discord]) platform.keepBeforeAnswering(() => store.kept());
    await store.kept();
    time.begin(this.bot);
  }

  /** Stops the bot and the platforms, and lets go of the pages. */
  async close(): Promise<void> {
    this.#over.abort();
    await this.bot.stop();
    await this.#store?.close();
    await this.trial.close();
  }

  /** The same without waiting for anything: what is given up needs no end. */
  async giveUp(): Promise<void> {
    this.#over.abort();
    await this.bot.kill();
    await this.trial.close();
  }
}

/** Returns what is stored of the platforms and of how their time goes. */
function whatIsThere({ platforms: { slack, discord }, time: { offset, year } }: Trial) {
  const ports = {
    slack: portOf(slack.environment.SLACK_API_URL),
    discord: portOf(discord.environment.DISCORD_API_URL),
  };
  return { offset, year, slack: slack.saved(), discord: discord.saved(), ports };
}

/** Brings everybody in. Returns what they then do. */
function preparationOf(
  trial: Trial,
  edition: EditionToPlay | null,
  bot: BotProcess,
): (progress: PlayProgress) => Promise<void> {
  const { platforms } = trial;
  if (edition) {
    const play = settleEdition(trial, edition);
    return (progress) => play(bot, progress);
  }
  const users = settleTown(platforms);
  return () => populateRegion({ platforms, users, bot, now: trial.now() });
}

const portOf = (address = ''): number => Number(new URL(address).port);

interface FrameParts {
  readonly beginning: Beginning;
  readonly tourUntil: number | null;
  readonly beginnings: Beginnings;
  readonly listeners: Set<() => void>;
  readonly over: AbortSignal;
  readonly bot: () => BotProcess | undefined;
  readonly missing: () => readonly PartName[];
}

function frameOf({ beginning, tourUntil, beginnings, listeners, over, bot, missing }: FrameParts): Frame {
  return {
    state: (locale) => ({
      ...{ beginning, tourUntil, ...beginnings.preparing(locale) },
      ...{ bot: bot()?.state ?? 'starting', endedBy: bot()?.endedBy ?? null, cameBackIn: bot()?.cameBackIn ?? null },
      missing: missing().length === 0 ? null : partsText(locale, missing()),
    }),
    async kill() {
      if (bot()?.state !== 'running') throw new TrialRefusal('killed');
      await bot()?.kill();
    },
    async start() {
      const state = bot()?.state;
      if (state === 'running' || state === 'starting') throw new TrialRefusal('running');
      await bot()?.startAgain();
    },
    beginAnew: beginnings.beginAnew,
    interrupt: beginnings.interrupt,
    onChange(listener) {
      listeners.add(listener);
      const forget = beginnings.onChange(listener);
      return () => {
        listeners.delete(listener);
        forget();
      };
    },
    over,
  };
}
