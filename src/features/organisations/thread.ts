import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { OrganisationTarget } from '../../delivery/outbox/index.ts';
import { theOrganisation } from './queries.ts';

/**
 * The private thread of this organisation's members on Discord. `to`: of which of them, by Discord's id, a message is first
 * of all, who gets it alone where they can't be in the thread. `calls`: who of them is to hear of it, likewise.
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
    // Its members may read other languages.
    title: regionWords(scope.region).text('organisations.thread', { name }),
    to,
    calls,
  };
}
