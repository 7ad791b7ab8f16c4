import { z } from 'zod';
import { operation } from '../../access/operation/operation.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { allOrganisations, theOrganisation } from '../organisations/queries.ts';

export const viewDirectory = operation({
  name: 'directory.view',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: (scope): Promise<readonly Organisation[]> => allOrganisations(scope),
});

export const viewEntry = operation({
  name: 'directory.viewEntry',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({ organisation: z.uuid() }),
  run: (scope, { organisation }): Promise<Organisation> => theOrganisation(scope, organisation),
});
