import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { platformNames } from '../../../platforms/registered.ts';

/**
 * Returns somebody as reached on the platform where they asked, wherever they were seen since; as they are reached otherwise where they
 * have left it, or where it wasn't kept.
 */
export async function whereAsked(scope: RegionScope, contact: Contact, platform: string | undefined): Promise<Contact> {
  const asked = platformNames().find((name) => name === platform);
  const externalId = asked === undefined ? null : await directory(scope).idOn(asked, contact.personId);
  return asked === undefined || externalId === null ? contact : { ...contact, platform: asked, externalId };
}
