import { Hono } from 'hono';
import type { Bot } from '../bot.ts';
import { chapterText, type DemoChapter } from '../demo/chapters.ts';
import type { Environment } from '../env.ts';
import { PartsMissing, partsText } from '../playground/demonstration/parts.ts';
import { welcome } from '../playground/demonstration/welcome.ts';
import type { Beginning, Preparing } from '../playground/page/frame.ts';
import { messageOf, TrialRefusal } from '../playground/trial-refusal.ts';
import { type Locale, textIn } from '../texts/index.ts';
import { TrialFolders } from './folders.ts';
import { OtherVersionError } from './open-calls.ts';
import { type Beginnings, Scene, type SceneOptions } from './scene.ts';
import { readSavedTrial } from './world-store.ts';

/** The trial that is served: the present one, and while it goes on another one that is being prepared. */
export interface ServedTrial {
  readonly pages: Hono;
  /** The bot of the present trial. */
  readonly bot: Pick<Bot, 'health' | 'readiness' | 'metrics' | 'linked' | 'linkedBilan'>;
  /** Goes on with the trial that was stored, or prepares a new one. `url` is the web server's. */
  begin(url: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the trial that was stored, or else a new one. */
export async function openTrial(environment: Environment): Promise<ServedTrial> {
  const trials = new Trials(environment);
  await trials.open();
  const pages = new Hono();
  pages.all('*', (context) => trials.present.trial.pages.fetch(context.req.raw, context.env));
  return {
    pages,
    bot: {
      health: () => trials.present.bot.health(),
      readiness: () => trials.present.bot.readiness(),
      metrics: environment.metrics ? () => trials.present.bot.metrics() : null,
      linked: (link) => trials.present.bot.linked(link),
      linkedBilan: (token) => trials.present.bot.linkedBilan(token),
    },
    async begin(url) {
      await trials.begin();
      console.log(welcome(environment.locale, `${url}/essai`));
    },
    close: () => trials.close(),
  };
}

interface InPreparation {
  at: Omit<Preparing, 'chapter' | 'took'> & { readonly chapter: DemoChapter | null };
  readonly began: number;
  scene: Scene | undefined;
}

function preparationOf(to: Beginning): InPreparation {
  return { at: { to, done: 0, total: 0, chapter: null }, began: performance.now(), scene: undefined };
}

/** Returns how far a preparation is, in the language of whoever watches it. */
function shownAs({ at, began }: InPreparation, locale: Locale): Preparing {
  const chapter = at.chapter === null ? '' : chapterText(locale, at.chapter);
  return { ...at, chapter, took: Math.round(performance.now() - began) };
}

class Trials {
  readonly #environment: Environment;
  readonly #folders: TrialFolders;
  readonly #listeners = new Set<() => void>();
  #present: Scene | undefined;
  #isNew = false;
  #preparing: InPreparation | null = null;
  /** Whether a trial is about to be the only one there is, as the first one is from the beginning: another one's folder would go. */
  #isSettling = true;
  #failure: { readonly error: unknown } | null = null;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#folders = new TrialFolders(environment.dataDir);
  }

  get present(): Scene {
    if (!this.#present) throw new Error('no trial is open');
    return this.#present;
  }

  async open(): Promise<void> {
    const folder = await this.#folders.current();
    const stored = folder === null ? null : await goOn(this.#shared(), folder);
    this.#present = stored ?? (await newScene(this.#shared(), this.#folders, 'town'));
    this.#isNew = stored === null;
  }

  #shared() {
    return { environment: this.#environment, beginnings: this.#beginnings() };
  }

  async begin(): Promise<void> {
    if (this.#isNew) await prepareAsFarAsPossible(this.present, this.#environment.locale);
    await this.#settleOn(this.present);
  }

  /** Makes a scene the present one, also for the next start, in place of another. */
  async #settleOn(scene: Scene, before?: Scene): Promise<void> {
    this.#isSettling = true;
    try {
      await scene.begin();
      await this.#folders.choose(scene.folder);
      this.#present = scene;
      await before?.close();
      await this.#folders.removeAllBut(scene.folder);
    } finally {
      this.#isSettling = false;
    }
  }

  async close(): Promise<void> {
    await this.#preparing?.scene?.giveUp();
    await this.present.close();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #beginnings(): Beginnings {
    return {
      preparing: (locale) => ({
        preparing: this.#preparing && shownAs(this.#preparing, locale),
        failure: this.#failure && reasonOf(this.#failure.error, locale),
      }),
      beginAnew: (to) => {
        if (this.#preparing) throw new TrialRefusal('preparing');
        if (this.#isSettling) throw new TrialRefusal('notReady');
        void this.#change(to);
      },
      interrupt: () => this.#interrupt(),
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  /** Prepares another trial beside the present one, then lets it take its place. */
  async #change(to: Beginning): Promise<void> {
    const mine = preparationOf(to);
    this.#preparing = mine;
    this.#failure = null;
    this.#tell();
    const isGivenUp = () => this.#preparing !== mine;
    try {
      const scene = await newScene(this.#shared(), this.#folders, to);
      mine.scene = scene;
      if (isGivenUp()) return await this.#leave(scene);
      await scene.prepare((done, total, chapter) => {
        mine.at = { ...mine.at, done, total, chapter };
        this.#tell();
      });
      if (isGivenUp()) return;
      this.#preparing = null;
      await this.#settleOn(scene, this.present);
    } catch (error) {
      if (isGivenUp()) return;
      this.#preparing = null;
      this.#failure = { error };
      if (mine.scene) await this.#leave(mine.scene);
    } finally {
      this.#tell();
    }
  }

  #interrupt(): void {
    const given = this.#preparing;
    if (!given) throw new TrialRefusal('notPreparing');
    this.#preparing = null;
    this.#tell();
    if (given.scene) void this.#leave(given.scene);
  }

  async #leave(scene: Scene): Promise<void> {
    await scene.giveUp();
    await this.#folders.remove(scene.folder);
  }
}

type Shared = Pick<SceneOptions, 'environment' | 'beginnings'>;

/** Starts a trial with its bot in a folder of its own. */
async function newScene(shared: Shared, folders: TrialFolders, beginning: Beginning): Promise<Scene> {
  const folder = await folders.fresh();
  const scene = await Scene.open({ ...shared, folder, beginning });
  await scene.bot.start();
  return scene;
}

/** Returns the trial of a folder; null where another version has stored it. */
async function goOn(shared: Shared, folder: string): Promise<Scene | null> {
  const saved = await readSavedTrial(folder);
  if (!saved) return null;
  const { beginning } = saved;
  const scene = await Scene.open({ ...shared, folder, beginning, saved });
  try {
    await scene.bot.start();
    return scene;
  } catch (error) {
    await scene.giveUp();
    if (error instanceof OtherVersionError) return null;
    throw error;
  }
}

/** On a machine that is too slow a platform gives up on the bot, as a real one would; what is there can still be tried. */
async function prepareAsFarAsPossible(scene: Scene, locale: Environment['locale']): Promise<void> {
  await scene
    .prepare(() => {})
    .catch((error: unknown) => {
      console.error(textIn(locale, 'trial.incomplete', { reason: reasonOf(error, locale) }));
      if (!(error instanceof PartsMissing)) return;
      scene.missing = error.names;
      console.error(error.message);
    });
}

/** Says what a trial lacks or, where that isn't known, what went wrong. */
function reasonOf(error: unknown, locale: Environment['locale']): string {
  if (error instanceof PartsMissing) return textIn(locale, 'trial.missing', { parts: partsText(locale, error.names) });
  return messageOf(error, locale);
}
