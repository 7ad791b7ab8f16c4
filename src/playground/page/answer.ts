import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { PlatformRefusal } from '../local-platform.ts';

/**
 * Answers with the result. A refusal carries the words that the person reads; any other error comes from a request
 * that the page can't have meant.
 */
export async function answer(context: Context, work: () => unknown): Promise<Response> {
  try {
    return context.json({ result: (await work()) ?? null });
  } catch (error) {
    if (error instanceof PlatformRefusal) return refusedWith(context, 409, error.message);
    if (error instanceof z.ZodError) return refusedWith(context, 400, z.prettifyError(error));
    return refusedWith(context, 400, error instanceof Error ? error.message : String(error));
  }
}

export function refusedWith(context: Context, status: ContentfulStatusCode, refusal: string): Response {
  return context.json({ refusal }, status);
}
