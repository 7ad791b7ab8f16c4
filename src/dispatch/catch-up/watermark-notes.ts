import { storeWatermark } from '../../access/region/watermark-store.ts';
import { alarm } from '../../timers/alarm.ts';
import { realPace } from '../../timers/pace.ts';
import type { InboxOptions } from '../options.ts';
import type { Watermark } from './watermark.ts';

/** How far the platform was heard is stored within so many milliseconds. */
const NOTE_MS = 30_000;

/** Stores how far the platform was heard: what was said until then needn't be looked for. */
export interface WatermarkNotes {
  soon(): void;
  now(): Promise<void>;
  cancel(): void;
}

/** `listed`: resolves once what is to be read is stored; nothing is noted before. */
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
