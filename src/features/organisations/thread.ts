import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { OrganisationTarget } from '../../delivery/outbox/index.ts';
import { theOrganisation } from './queries.ts';

/**
 * Returns the private thread of this organisation's members on Discord. `to` is the Discord id of the member a
 * message is mainly for: they get it alone when they can't be in the thread. `calls` holds the Discord ids of the
 * members it mentions.
 */
export async function threadOf(
  scope: RegionScope,
  organisationId: string,
  to: string | null,
  calls: readonly string[] = [],
): Promise<OrganisationTarget> {
  const { name } = await theOrganisation(scope, organisationId);
  return {
    kind: 'organisation',
    platform: 'discord',
    organisation: organisationId,
    // Its members may read different languages.
    title: regionWords(scope.region).text('organisations.thread', { name }),
    to,
    calls,
  };
}
