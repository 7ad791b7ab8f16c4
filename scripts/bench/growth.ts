import type { RecordedRequest } from '../../src/playground/local-platform.ts';
import { type LocalPlatformName, localPlatformNames } from '../../src/playground/local-platform.ts';
import { textIn } from '../../src/texts/index.ts';
import type { Towns } from './platforms.ts';
import { carries, isAnswer } from './requests.ts';
import { type Spread, spreadOf } from './statistics.ts';

const QUIET_MS = 60;
const WARM_UP = 1;
const REPORT = '/bilan document';

/** Times that grow with the number of events. */
export interface GrowthTime {
  readonly platform: LocalPlatformName;
  readonly events: number;
  /**
   * /bilan document, until the answer says that the documents are on their way, or that it is being read. Null when the
   * answer says that it failed.
   */
  readonly report: Spread | null;
  /** /evenement liste. Null when it failed. */
  readonly list: Spread | null;
}

export async function measureGrowth(towns: Towns, events: number, samples: number): Promise<readonly GrowthTime[]> {
  const times: GrowthTime[] = [];
  for (const platform of localPlatformNames) {
    const report = await timeOf(towns, platform, REPORT, samples);
    times.push({ platform, events, report, list: await timeOf(towns, platform, '/evenement liste', samples) });
  }
  return times;
}

async function timeOf(towns: Towns, name: LocalPlatformName, command: string, samples: number): Promise<Spread | null> {
  const { platform, channels, coordinator, requests } = towns[name];
  const durations: number[] = [];
  let failed = false;
  const isTheirs = (request: RecordedRequest) => {
    if (!isAnswer(request)) return false;
    failed ||= JSON.stringify(request.body).includes(FAILURE);
    return true;
  };
  for (let sample = -WARM_UP; sample < samples && !failed; sample += 1) {
    const stored = requests.next(1, isTheirs, command);
    // What is still being read or laid out would slow down whatever is measured next.
    const documents = command === REPORT ? requests.next(1, carries('.docx'), 'the documents') : null;
    const began = performance.now();
    await platform.command(coordinator.id, { channel: channels.general, thread: null }, command);
    const [moment = began] = await stored.moments;
    if (sample >= 0) durations.push(moment - began);
    if (failed) documents?.oneLess();
    await documents?.moments;
    await requests.quiet(QUIET_MS);
  }
  return failed ? null : spreadOf(durations);
}

const FAILURE = textIn('fr', 'common.errors.unexpected').slice(0, 20);
