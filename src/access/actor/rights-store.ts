import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { organisationOf } from './rights.ts';

/** Somebody who reads, named as a person or as one of their accounts. */
export type Reader = { readonly personId: string } | { readonly platform: PlatformName; readonly externalId: string };

/**
 * Returns whether somebody still has one of the rights that let them read something. What is about themselves needs
 * none.
 */
export async function mayStillRead(
  source: Database | Tx,
  regionId: string,
  reader: Reader,
  rights: readonly string[],
): Promise<boolean> {
  if (rights.length === 0) return true;
  const person = { regionId, ...personBy(regionId, reader), OR: rights.map((right) => whoHas(regionId, right)) };
  return (await clientOf(source).person.count({ where: person })) > 0;
}

function personBy(regionId: string, reader: Reader): Prisma.PersonWhereInput {
  if ('personId' in reader) return { id: reader.personId };
  const { platform, externalId } = reader;
  return { identities: { some: { regionId, platform, externalId } } };
}

function whoHas(regionId: string, right: string): Prisma.PersonWhereInput {
  const organisationId = organisationOf(right);
  if (organisationId !== null) return { memberships: { some: { regionId, organisationId, status: 'ACTIVE' } } };
  if (right === 'coordinator') return { roles: { some: { regionId, role: 'COORDINATOR' } } };
  if (right === 'delegate') return { roles: { some: { regionId, role: 'DELEGATE' } } };
  return { OR: [{ memberships: { some: { regionId, status: 'ACTIVE' } } }, { roles: { some: { regionId } } }] };
}
