import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { skips, type TrialTime } from '../time/trial-time.ts';
import { answer, tooLarge } from './answer.ts';

const skip = z.object({ to: z.enum(skips) });
const limited = bodyLimit({
  maxSize: 1_000,
  onError: tooLarge('long'),
});

/** Adds what the page shows of the trial's time, and how it is skipped. */
export function addTime(app: Hono, time: TrialTime): void {
  app.get('/api/time', (context) => answer(context, () => time.state()));
  app.post('/api/time', limited, (context) =>
    answer(context, async () => {
      const body: unknown = await context.req.json();
      return time.skipTo(skip.parse(body).to);
    }),
  );
}
