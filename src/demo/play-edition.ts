import type { Database } from '../database/database.ts';
import { createLog } from '../log.ts';
import { manualClock } from '../playground/clock.ts';
import type { LocalPlatform } from '../playground/local-platform.ts';
import { type Stage, startStage } from '../playground/stage.ts';
import { type Cast, gatherCast } from './cast.ts';
import type { PlayProgress } from './chapters.ts';
import { demoClock } from './clock.ts';
import { collection } from './collection.ts';
import type { EditionFile } from './edition-file.ts';
import { type Effort, type Efforts, effortOf } from './efforts.ts';
import { instant } from './play-questionnaires.ts';
import { preparation } from './prepare.ts';
import { programme } from './programme.ts';
import { publication } from './publication.ts';
import { type DemoStep, playTimeline } from './timeline.ts';

/** The results of an edition that was played. */
export interface Played {
  /** The bilan's files, as the coordinator received them in chat. */
  readonly documents: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Says in a few lines what happened. */
  readonly summary: string;
  /** The effort that it asked of people. */
  readonly efforts: Efforts;
  /** The people, whose screens can still be read. */
  readonly cast: Cast;
  /** Both platforms, closed, with every request that they received. */
  readonly platforms: readonly LocalPlatform[];
}

/**
 * Plays a whole edition through a local Slack and a local Discord, every step by what people type and press there.
 * Throws at the first thing that doesn't go as the file says.
 */
export async function playEdition(file: EditionFile, database: Database, progress: PlayProgress): Promise<Played> {
  const clock = demoClock(beginningOfPlay(file));
  const stage = await startStage({
    database,
    log: createLog({ level: 'error' }),
    now: clock.now,
    teamName: `ESS ${file.region.name}`,
    // A busy machine must not look like a bot that doesn't answer.
    clock: manualClock(),
  });
  try {
    const cast = gatherCast(stage, file);
    const documents: { name: string; bytes: Uint8Array }[] = [];
    const organisationSheets: Effort[] = [];
    const steps = stepsOf(stage, file, cast, { documents, organisationSheets });
    await playTimeline({ steps, bot: stage.bot, clock, settle: stage.settle, progress });
    const { slack, discord } = stage;
    return {
      documents,
      summary: summary(file, slack.requests.length, discord.requests.length),
      efforts: {
        organiser: effortOf(cast.person(file.organisationSheets[0]?.by ?? file.people[0]?.id ?? '')),
        coordinator: effortOf(cast.coordinator),
        organisationSheets,
      },
      cast,
      platforms: [slack, discord],
    };
  } finally {
    await stage.close();
  }
}

/** The results that are gathered while an edition is played. */
interface Gathered {
  readonly documents: { name: string; bytes: Uint8Array }[];
  readonly organisationSheets: Effort[];
}

/** Returns when an edition begins to be played: four days before it opens. */
export function beginningOfPlay({ edition, region }: EditionFile): Date {
  return new Date(instant(edition.opensAt, region.timeZone).getTime() - 4 * 86_400_000);
}

/** Returns all the steps of an edition, from an empty workspace and server to its bilan. */
export function stepsOf(
  stage: Pick<Stage, 'settle'>,
  file: EditionFile,
  cast: Cast,
  { documents, organisationSheets }: Gathered = { documents: [], organisationSheets: [] },
): readonly DemoStep[] {
  return [
    ...preparation(stage, file, cast),
    ...programme(file, cast),
    ...collection(stage, file, cast, organisationSheets),
    ...publication(file, cast, documents),
  ];
}

function summary(file: EditionFile, slack: number, discord: number): string {
  return [
    `${file.edition.name} · ${file.region.name} : ${file.events.length} événements, ${file.eventSheets.length} questionnaires d'événement, ${file.organisationSheets.length} questionnaires de structure.`,
    `Le bot a fait ${slack} requêtes à Slack et ${discord} à Discord.`,
  ].join('\n');
}
