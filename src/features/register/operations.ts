import { z } from 'zod';
import { enforceLimit } from '../../access/operation/limits.ts';
import { operation } from '../../access/operation/operation.ts';
import type { RegisterFacts } from './facts.ts';
import { registerFacts } from './gather.ts';
import { planRegister } from './jobs.ts';

/** Has the region's register of processing laid out, and sent to the coordinator who asks. Returns what it will tell. */
export const makeRegister = operation({
  name: 'register.make',
  who: 'coordinator',
  input: z.object({}),
  // It names nobody, and changes nothing of anybody's.
  journal: { silent: 'is their own' },
  async run(scope): Promise<RegisterFacts> {
    await enforceLimit(scope, 'export');
    await planRegister(scope, scope.actor.personId);
    return registerFacts(scope);
  },
});
