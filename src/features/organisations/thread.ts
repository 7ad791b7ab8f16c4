import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { OrganisationTarget } from '../../delivery/outbox/index.ts';
import { theOrganisation } from './queries.ts';

/**
 * Returns the private thread of this organisation's members, on a platform that has such threads. `to` is the
 * platform's id of the member a message is mainly for: they get it alone when they can't be in the thread. `calls`
 * holds the platform's ids of the members it mentions.
 */
export async function threadOf(
  scope: RegionScope,
  { platform, organisation }: { readonly platform: PlatformName; readonly organisation: string },
  to: string | null,
  calls: readonly string[] = [],
): Promise<OrganisationTarget> {
  const { name } = await theOrganisation(scope, organisation);
  return {
    kind: 'organisation',
    platform,
    organisation,
    // Its members may read different languages.
    title: regionWords(scope.region).text('organisations.thread', { name }),
    to,
    calls,
  };
}
