import type { Context } from '../../access/operation/context.ts';
import type { Option } from '../../chat/message.ts';
import type { Source } from '../../dispatch/registry.ts';
import { findExcludable } from './operations/exclude.ts';
import { findOrganisations } from './operations/view.ts';
import { organisationOption } from './rules.ts';

const source =
  (which: 'all' | 'others' | 'own' | 'mine') =>
  async (context: Context, typed: string): Promise<readonly Option[]> =>
    (await context.do(findOrganisations, { typed, which })).map(organisationOption);

export const organisationSources = {
  /** All organisations of the region. */
  organisations: source('all'),
  /** All organisations but the one that the person surely acts for. */
  'other-organisations': source('others'),
  /** Those the person may act for: their own and then, for a coordinator, all others. */
  'my-organisations': source('mine'),
  /** Those the person is a member of. */
  'own-organisations': source('own'),
  /** Memberships that the person may end by excluding the member. */
  'excludable-members': async (context, typed) =>
    (await context.do(findExcludable, { typed })).map(({ id, person, organisation }) => ({
      value: id,
      label: person.name,
      description: organisation.name,
    })),
} as const satisfies Readonly<Record<string, Source>>;
