import { storeWatermark } from '../../access/region/watermark-store.ts';
import { alarm } from '../../timers/alarm.ts';
import { realPace } from '../../timers/pace.ts';
import type { InboxOptions } from '../options.ts';
import type { Watermark } from './watermark.ts';

/** The most milliseconds between a message that was heard and the stored watermark that includes it. */
const NOTE_MS = 30_000;

/** Stores the watermark of a platform: what was said up to it needn't be looked for. */
export interface WatermarkNotes {
  soon(): void;
  now(): Promise<void>;
  cancel(): void;
}

/** Creates the storing. `listed` resolves once the places to read are stored; no watermark is stored before that. */
export function createWatermarkNotes(
  { database, platform, log, pace = realPace }: InboxOptions,
  watermark: Watermark,
  listed: () => Promise<unknown>,
): WatermarkNotes {
  const noted = new Map<string, string>();
  const toNote = alarm(pace, () => void note());

  async function note(): Promise<void> {
    await listed();
    try {
      for (const [team, until] of watermark.soFar()) {
        if (noted.get(team) === until) continue;
        await storeWatermark(database, platform.name, { team, until });
        noted.set(team, until);
      }
    } catch (error) {
      log.error('catch-up.not-noted', error, { platform: platform.name });
    }
  }

  return { soon: () => toNote.in(NOTE_MS), now: note, cancel: () => toNote.cancel() };
}
