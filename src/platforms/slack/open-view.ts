import { setTimeout as wait } from 'node:timers/promises';
import type { types } from '@slack/bolt';
import { DeliveryError } from '../../chat/platform.ts';
import { within } from '../../concurrency/within.ts';
import type { SlackClient } from './client.ts';
import { attemptCall, slackCode } from './errors.ts';

/** Milliseconds left of a trigger, which is good for three seconds; some of them have passed before it arrives. */
const WINDOW_MS = 2_700;
/** For one try, so that another fits into the window when no answer comes. */
const TRY_MS = 1_000;
const PAUSE_MS = 100;

/**
 * Opens a form. While its trigger is still good, a call that didn't arrive, or may not have, is made again: if the form
 * has opened, Slack says that the trigger is used.
 */
export async function openView(client: SlackClient, trigger: string, view: types.View): Promise<void> {
  const until = performance.now() + WINDOW_MS;
  for (let tries = 1; ; tries += 1) {
    const call = attemptCall(() => client.views.open({ trigger_id: trigger, view })).then(() => true);
    try {
      if (await within(TRY_MS, call)) return;
      throw new DeliveryError({ kind: 'ambiguous' });
    } catch (error) {
      call.catch(() => {});
      if (tries > 1 && slackCode(error) === 'exchanged_trigger_id') return;
      if (!mayPass(error) || until - performance.now() < PAUSE_MS) throw error;
      await wait(PAUSE_MS);
    }
  }
}

function mayPass(error: unknown): boolean {
  const kind = error instanceof DeliveryError ? error.failure.kind : null;
  return kind === 'ambiguous' || kind === 'unavailable';
}
