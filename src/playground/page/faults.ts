import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { faultKinds, type TrialFaults } from '../faults/trial-faults.ts';
import { localPlatformNames } from '../local-platform.ts';
import { answer } from './answer.ts';

const fault = z.object({ platform: z.enum(localPlatformNames), kind: z.enum(faultKinds) });
const LARGEST_BODY = 1_000;

/** Adds what the page shows of the faults, and how one is begun. */
export function addFaults(app: Hono, faults: TrialFaults): void {
  app.get('/api/faults', (context) => answer(context, () => faults.all()));
  app.post('/api/faults', bodyLimit({ maxSize: LARGEST_BODY }), (context) =>
    answer(context, async () => {
      const body: unknown = await context.req.json();
      const { platform, kind } = fault.parse(body);
      faults.begin(platform, kind);
    }),
  );
}
