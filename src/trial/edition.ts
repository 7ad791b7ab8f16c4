import { readFile } from 'node:fs/promises';
import { gatherCast } from '../demo/cast.ts';
import type { PlayProgress } from '../demo/chapters.ts';
import type { EditionFile } from '../demo/edition-file.ts';
import { PICARDIE } from '../demo/picardie.ts';
import { beginningOfPlay, stepsOf } from '../demo/play-edition.ts';
import { readEditionFile } from '../demo/read-edition-file.ts';
import { playTimeline } from '../demo/timeline.ts';
import { type LocalPlatformName, localPlatformNames } from '../playground/local-platform.ts';
import { Person } from '../playground/person.ts';
import { channelNames } from '../playground/stage.ts';
import { allQuiet } from '../playground/time/quiet.ts';
import type { Trial } from '../playground/trial.ts';
import type { TrialBot } from '../playground/trial-bot.ts';

/** An edition that is ready to be played in a trial. */
export interface EditionToPlay {
  readonly file: EditionFile;
  /** When its people begin. */
  readonly begins: Date;
  readonly year: number;
}

/** Reads the edition that the demonstration plays. */
export async function readPicardie(): Promise<EditionToPlay> {
  const json: unknown = JSON.parse(await readFile(PICARDIE, 'utf8'));
  const read = readEditionFile(json);
  if (!read.ok) throw new Error('the edition of 2008 cannot be played');
  return { file: read.file, begins: beginningOfPlay(read.file), year: read.file.edition.year };
}

/** Opens the channels and brings in the people of an edition. Returns what plays it once the bot is connected. */
export function settleEdition(
  { platforms, time }: Pick<Trial, 'platforms' | 'time'>,
  { file }: EditionToPlay,
): (bot: TrialBot, progress: PlayProgress) => Promise<void> {
  const { coordination, ...open } = channelNames;
  for (const name of ['general', ...Object.values(open)]) {
    for (const platform of Object.values(platforms)) platform.addChannel({ name });
  }
  let running: TrialBot | undefined;
  const settle = async () => {
    if (!running) return;
    // This is repeated: what one side takes in may still make the other one move.
    for (let quiet = 0; quiet < 2; quiet += 1) await allQuiet(platforms, running);
  };
  const person = (platform: LocalPlatformName, name: string, options = {}) =>
    new Person(platforms[platform], platforms[platform].addUser({ name, ...options }), settle);
  const cast = gatherCast({ person }, file);
  for (const name of localPlatformNames) {
    const members = cast.coordinators.filter(({ platform }) => platform.name === name).map(({ user }) => user.id);
    platforms[name].addChannel({ name: coordination, private: true, members });
  }
  return async (bot, progress) => {
    running = bot;
    const steps = stepsOf({ settle }, file, cast);
    const clock = { now: time.now, set: time.set };
    await playTimeline({ steps, bot: () => bot, clock, settle, progress });
  };
}
