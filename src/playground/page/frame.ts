import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Locale } from '../../texts/index.ts';
import { answer } from './answer.ts';
import { languageOf } from './language.ts';

/** The worlds that a trial can begin with: the town in October, or the Month of 2008 in Picardie as it was played to its bilan. */
export const beginnings = ['town', 'picardie'] as const;
export type Beginning = (typeof beginnings)[number];

/** A trial that is being prepared while the present one goes on. */
export interface Preparing {
  readonly to: Beginning;
  readonly done: number;
  /** 0 until it is known. */
  readonly total: number;
  /** The part that is being played, in words. Empty at first. */
  readonly chapter: string;
  /** Milliseconds since it began. */
  readonly took: number;
}

export interface FrameState {
  /** The world that the present trial began with. */
  readonly beginning: Beginning;
  /** Until when the whole tour can be taken, in milliseconds since 1970; null where its people don't live. */
  readonly tourUntil: number | null;
  /** 'killed' until somebody starts it again, 'crashed' until it is started again by itself, 'givenUp' when that was tried too often. */
  readonly bot: 'running' | 'starting' | 'killed' | 'crashed' | 'givenUp';
  /** How it has last ended by itself, a signal or an exit code; null where it hasn't. */
  readonly endedBy: string | null;
  /** Milliseconds that its last start took, with what it had missed; null before the second. */
  readonly cameBackIn: number | null;
  readonly preparing: Preparing | null;
  /** Why the last preparation has come to nothing; null where it hasn't. */
  readonly failure: string | null;
  /** The parts of the present trial that couldn't be prepared, in words; null where all is there. */
  readonly missing: string | null;
}

/** The page's own offers around the platforms: the bot's process, and beginning anew. */
export interface Frame {
  /** Returns how it stands, worded in a language. */
  state(locale: Locale): FrameState;
  /** Kills the bot's process. */
  kill(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  /** Prepares another trial, which takes the place of the present one once it is ready. */
  beginAnew(to: Beginning): void;
  /** Gives up what is being prepared. */
  interrupt(): void;
  onChange(listener: () => void): () => void;
  /** Ends the pages' listening once another trial has taken the place of this one. */
  readonly over: AbortSignal;
}

const bot = z.object({ to: z.enum(['kill', 'start']) });
const beginning = z.object({ to: z.enum(beginnings).nullable() });
const LARGEST_BODY = 1_000;

/** Adds the bot's process and the beginnings. */
export function addFrame(app: Hono, frame: Frame): void {
  const limited = bodyLimit({ maxSize: LARGEST_BODY });
  app.get('/api/frame', (context) => answer(context, () => frame.state(languageOf(context))));
  app.post('/api/bot', limited, (context) =>
    answer(context, async () => {
      const body: unknown = await context.req.json();
      await frame[bot.parse(body).to]();
    }),
  );
  app.post('/api/beginning', limited, (context) =>
    answer(context, async () => {
      const body: unknown = await context.req.json();
      const { to } = beginning.parse(body);
      if (to === null) frame.interrupt();
      else frame.beginAnew(to);
    }),
  );
}
