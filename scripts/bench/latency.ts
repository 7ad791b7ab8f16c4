import {
  type LocalPlatformName,
  localPlatformNames,
  PlatformRefusal,
  type SeenButton,
} from '../../src/playground/local-platform.ts';
import type { Somebody, Town, Towns } from './platforms.ts';
import { isAnswer } from './requests.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** What people do: read the programme, or press a button that stores something. */
export const GESTURES = ['read', 'write'] as const;
export type Gesture = (typeof GESTURES)[number];

/** From the moment a platform sends what somebody did. */
export interface Latency {
  readonly platform: LocalPlatformName;
  readonly gesture: Gesture;
  readonly people: number;
  /** Those that were not acknowledged within the platform's three seconds. */
  readonly refused: number;
  readonly acknowledged: Spread;
  /** Until the platform has stored the answer. */
  readonly answered: Spread;
}

export interface LatencyOptions {
  /** How many act at once, and how often all of them do. */
  readonly crowds: readonly { readonly people: number; readonly rounds: number }[];
  /** Rounds before anything counts. */
  readonly warmUp: number;
}

/** How one person does one thing, in their so-manieth round. */
type Act = (person: Somebody, round: number) => Promise<void>;

/** Measures one bot on both platforms. `buttons`: the channel in which a message with the buttons stands. */
export async function measureLatency(
  towns: Towns,
  buttons: (town: Town) => string,
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
        for (let round = 0; round < rounds; round += 1) {
          const times = await together(town, crowd, act, warmUp + round);
          acknowledged.push(...times.acknowledged);
          answered.push(...times.answered);
          refused += times.refused;
        }
        const spreads = { acknowledged: spreadOf(acknowledged), answered: spreadOf(answered) };
        measured.push({ platform, gesture, people, refused, ...spreads });
      }
    }
  }
  return measured;
}

/**
 * All at once, until each has an answer. Which answer is whose isn't told by every platform; as all have begun at the
 * same moment, the first answer is taken for the first person's, and so on: it makes no difference to the percentiles.
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
        // Not acknowledged in time: the platform has told the person so, and nobody answers them.
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
  // What follows from it, such as counters that change, is not to slow down the next round.
  await town.requests.quiet(crowd.length === 1 ? SHORT_MS : LONG_MS);
  return { refused, acknowledged, answered: moments.map((moment, index) => moment - (began[index] ?? moment)) };
}

const SHORT_MS = 25;
const LONG_MS = 60;

function reading({ platform, channels }: Town): Act {
  return ({ id }) => platform.command(id, { channel: channels.general, thread: null }, '/evenement liste');
}

/** Another button than the last time, where there are several. */
export function pressing({ platform, coordinator }: Town, channel: string): Act {
  const message = platform
    .messages(coordinator.id, { channel, thread: null })
    .findLast(({ controls }) => controls.some(({ kind }) => kind === 'button'));
  if (!message) throw new Error('no message with a button');
  const buttons = message.controls.filter((control): control is SeenButton => control.kind === 'button').slice(0, 2);
  return ({ id }, round) => platform.press(id, message.id, buttons[round % buttons.length]?.id ?? '');
}
