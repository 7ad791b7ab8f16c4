import {
  type LocalPlatformName,
  localPlatformNames,
  PlatformRefusal,
  type SeenButton,
} from '../../src/playground/local-platform.ts';
import type { Somebody, Town, Towns } from './platforms.ts';
import { isAnswer } from './requests.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** The gestures that are measured: reading the programme, or pressing a button that stores something. */
export const GESTURES = ['read', 'write'] as const;
export type Gesture = (typeof GESTURES)[number];

/** Times from the moment a platform sends what somebody did. */
export interface Latency {
  readonly platform: LocalPlatformName;
  readonly gesture: Gesture;
  readonly people: number;
  /** Interactions that weren't acknowledged within the platform's three seconds. */
  readonly refused: number;
  readonly acknowledged: Spread;
  /** The time until the platform has stored the answer. */
  readonly answered: Spread;
  /** Milliseconds of processor time that the bot takes for one of them, with what follows from it. */
  readonly processor: number;
}

export interface LatencyOptions {
  /** The numbers of people who act at once, and of the times they all do. */
  readonly crowds: readonly { readonly people: number; readonly rounds: number }[];
  /** Rounds before anything counts. */
  readonly warmUp: number;
}

/** Lets one person do one thing, in the round with this number. */
type Act = (person: Somebody, round: number) => Promise<void>;

/**
 * Measures one bot on both platforms. `buttons` is the channel with the message that holds the buttons; `processorTime` returns the
 * milliseconds of processor time that the bot has taken since it started.
 */
export async function measureLatency(
  towns: Towns,
  buttons: (town: Town) => string,
  processorTime: () => number,
  { crowds, warmUp }: LatencyOptions,
): Promise<readonly Latency[]> {
  const measured: Latency[] = [];
  for (const platform of localPlatformNames) {
    const town = towns[platform];
    for (const gesture of GESTURES) {
      const act = gesture === 'read' ? reading(town) : pressing(town, buttons(town));
      for (const { people, rounds } of crowds) {
        const crowd = town.crowd.slice(0, people);
        for (let round = 0; round < warmUp; round += 1) await together(town, crowd, act, round);
        const acknowledged: number[] = [];
        const answered: number[] = [];
        let refused = 0;
        const before = processorTime();
        for (let round = 0; round < rounds; round += 1) {
          const times = await together(town, crowd, act, warmUp + round);
          acknowledged.push(...times.acknowledged);
          answered.push(...times.answered);
          refused += times.refused;
        }
        const processor = (processorTime() - before) / (rounds * crowd.length);
        const spreads = { acknowledged: spreadOf(acknowledged), answered: spreadOf(answered) };
        measured.push({ platform, gesture, people, refused, processor, ...spreads });
      }
    }
  }
  return measured;
}

/**
 * Lets everybody act at once, until each has an answer. Not every platform says which answer belongs to whom; as all
 * have begun at the same moment, the first answer counts as the first person's, and so on: that makes no difference to
 * the percentiles.
 */
async function together(town: Town, crowd: readonly Somebody[], act: Act, round: number) {
  const stored = town.requests.next(crowd.length, isAnswer, 'answers');
  const began: number[] = [];
  let refused = 0;
  const [acknowledged, moments] = await Promise.all([
    Promise.all(
      crowd.map(async (person) => {
        const begin = performance.now();
        began.push(begin);
        // An interaction that isn't acknowledged in time gets no answer: the platform has told the person so.
        await act(person, round).catch((error: unknown) => {
          if (!(error instanceof PlatformRefusal)) throw error;
          refused += 1;
          stored.oneLess();
        });
        return performance.now() - begin;
      }),
    ),
    stored.moments,
  ]);
  // Consequences, such as counters that change, must not slow down the next round.
  await town.requests.quiet(crowd.length === 1 ? SHORT_MS : LONG_MS);
  return { refused, acknowledged, answered: moments.map((moment, index) => moment - (began[index] ?? moment)) };
}

const SHORT_MS = 25;
const LONG_MS = 60;

function reading({ platform, channels }: Town): Act {
  return ({ id }) => platform.command(id, { channel: channels.general, thread: null }, '/evenement liste');
}

/** Returns a gesture that presses another button than the last time, where there are several. */
export function pressing({ platform, coordinator }: Town, channel: string): Act {
  const message = platform
    .messages(coordinator.id, { channel, thread: null })
    .findLast(({ controls }) => controls.some(({ kind }) => kind === 'button'));
  if (!message) throw new Error('no message with a button');
  const buttons = message.controls.filter((control): control is SeenButton => control.kind === 'button').slice(0, 2);
  return ({ id }, round) => platform.press(id, message.id, buttons[round % buttons.length]?.id ?? '');
}
