import { z } from 'zod';
import { operation } from '../../access/operation/operation.ts';
import { dataSettingsStore } from '../../access/region/data-settings-store.ts';
import { type SettableTerm, settableTermNames, type TermDays } from '../../access/region/terms.ts';
import { readEach } from '../../chat/user-error.ts';
import type { ChamberSettings } from './chamber-settings.ts';
import { readDays } from './rules.ts';

/** Returns the region's settings of how data is kept, which anybody may know. */
export const viewDataSettings = operation({
  name: 'privacy.viewSettings',
  who: 'anyone',
  looks: true,
  input: z.object({}),
  run: async (scope): Promise<ChamberSettings> => ({
    ...(await dataSettingsStore(scope).read()),
    chamber: scope.region.chamber,
  }),
});

/** Sets who answers for the data, and whom people ask about it. */
export const setContact = operation({
  name: 'privacy.setContact',
  who: 'coordinator',
  input: z.object({ chamber: z.string(), contact: z.string() }),
  journal: { deeds: () => ({ verb: 'privacy.journal.contactSet', object: { kind: 'region', id: null, name: null } }) },
  async run(scope, change): Promise<ChamberSettings> {
    const store = dataSettingsStore(scope);
    await store.change(change);
    return { ...(await store.read()), chamber: change.chamber };
  },
});

const typedDays = z.object({
  message: z.string(),
  history: z.string(),
  file: z.string(),
  relay: z.string(),
  edition: z.string(),
  form: z.string(),
  received: z.string(),
} satisfies Record<SettableTerm, z.ZodString>);

/**
 * Sets for how many days each kind of data is kept. Throws UserError for each value that is no number or is out of its
 * bounds.
 */
export const setTerms = operation({
  name: 'privacy.setTerms',
  who: 'coordinator',
  input: typedDays,
  journal: { deeds: () => ({ verb: 'privacy.journal.termsSet', object: { kind: 'region', id: null, name: null } }) },
  async run(scope, typed): Promise<ChamberSettings> {
    const read = await readEach(...settableTermNames.map((term) => () => [term, readDays(term, typed[term])] as const));
    const store = dataSettingsStore(scope);
    await store.change({ days: Object.fromEntries(read) as TermDays });
    return { ...(await store.read()), chamber: scope.region.chamber };
  },
});
