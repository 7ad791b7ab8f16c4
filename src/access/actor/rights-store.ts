import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { organisationOf } from './rights.ts';

/** Somebody, by themselves or by an account of theirs. */
export type Reader = { readonly personId: string } | { readonly platform: PlatformName; readonly externalId: string };

/** Whether somebody is still one of what makes something theirs to read; nothing is needed for what is about themselves. */
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
