import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { PlatformRefusal } from '../local-platform.ts';
import { messageOf, type TrialReason, trialRefusalText } from '../trial-refusal.ts';
import { languageOf } from './language.ts';

/**
 * Answers with the result. A refusal carries the words that the person reads, in the language that is asked for where the trial itself refuses; any other error comes from a request
 * that the page can't have meant.
 */
export async function answer(context: Context, work: () => unknown): Promise<Response> {
  try {
    return context.json({ result: (await work()) ?? null });
  } catch (error) {
    if (error instanceof PlatformRefusal) return refused(context, 409, messageOf(error, languageOf(context)));
    if (error instanceof z.ZodError) return refused(context, 400, z.prettifyError(error));
    return refused(context, 400, error instanceof Error ? error.message : String(error));
  }
}

/** Refuses what is too large to be read. */
export function tooLarge(reason: TrialReason): (context: Context) => Response {
  return (context) => refused(context, 413, trialRefusalText(languageOf(context), reason));
}

function refused(context: Context, status: ContentfulStatusCode, refusal: string): Response {
  return context.json({ refusal }, status);
}
