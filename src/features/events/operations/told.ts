import { z } from 'zod';
import type { Departure } from '../../../access/contacts/departure.ts';
import { operation } from '../../../access/operation/operation.ts';
import { departureToOrganisations } from '../../../delivery/outbox/index.ts';
import { requireEvent } from '../permission.ts';
import { noticeKeyPrefixes } from '../tell.ts';

/** Returns how the notices about what was just done with an event leave. */
export const departureOfNotices = operation({
  name: 'events.howTold',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.string() }),
  run: async (scope, { id }): Promise<Departure> =>
    departureToOrganisations(scope, ...noticeKeyPrefixes(await requireEvent(scope, id))),
});
