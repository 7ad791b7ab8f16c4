import { setTimeout as wait } from 'node:timers/promises';
import { type APIInteractionResponse, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { apiCodeOf, toDeliveryError } from './errors.ts';

/** Discord waits three seconds for the first answer to an interaction; some of them have passed before it came to us. */
const WINDOW = 2_700;
/** Milliseconds for one try, so that another fits into the window when no answer comes. */
const TRY = 1_000;
const PAUSE = 100;

/** An interaction that Discord waits for. */
export interface AwaitedInteraction {
  readonly rest: REST;
  readonly id: string;
  readonly token: string;
  /** When it came, by `performance.now()`. */
  readonly since: number;
}

/**
 * Gives an interaction its first answer. While Discord still waits for it, one that didn't arrive, or of which nobody knows, is
 * given again: where it had arrived Discord says that there is one already.
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
