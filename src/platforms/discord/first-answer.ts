import { setTimeout as wait } from 'node:timers/promises';
import { type APIInteractionResponse, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { apiCodeOf, toDeliveryError } from './errors.ts';

/**
 * Milliseconds left for the first answer. Discord waits three seconds; some of them have passed before the interaction
 * arrives.
 */
const WINDOW = 2_700;
/** Milliseconds for one try, so that another fits into the window when no answer comes. */
const TRY = 1_000;
const PAUSE = 100;

/** An interaction whose first answer Discord waits for. */
export interface AwaitedInteraction {
  readonly rest: REST;
  readonly id: string;
  readonly token: string;
  /** When it arrived, as `performance.now()` tells it. */
  readonly since: number;
}

/**
 * Gives an interaction its first answer. While Discord still waits, an answer that didn't arrive, or may not have, is
 * given again: if it had arrived, Discord says that there already is one.
 */
export async function answerFirst(
  { rest, id, token, since }: AwaitedInteraction,
  body: APIInteractionResponse,
): Promise<void> {
  const left = () => since + WINDOW - performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      const signal = AbortSignal.timeout(TRY);
      await rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal });
      return;
    } catch (error) {
      if (tries > 1 && apiCodeOf(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return;
      const { kind } = toDeliveryError(error).failure;
      if ((kind !== 'ambiguous' && kind !== 'unavailable') || left() < PAUSE) throw error;
      await wait(PAUSE);
    }
  }
}
