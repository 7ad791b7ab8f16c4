import { clientOf, type Tx } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { organisationOf } from './rights.ts';

/**
 * Returns whether somebody still has one of the rights that let them read something. What is about themselves needs
 * none.
 */
export async function mayStillRead(
  tx: Tx,
  regionId: string,
  personId: string,
  rights: readonly string[],
): Promise<boolean> {
  if (rights.length === 0) return true;
  const person = { regionId, id: personId, OR: rights.map((right) => whoHas(regionId, right)) };
  return (await clientOf(tx).person.count({ where: person })) > 0;
}

function whoHas(regionId: string, right: string): Prisma.PersonWhereInput {
  const organisationId = organisationOf(right);
  if (organisationId !== null) return { memberships: { some: { regionId, organisationId, status: 'ACTIVE' } } };
  if (right === 'coordinator') return { roles: { some: { regionId, role: 'COORDINATOR' } } };
  if (right === 'delegate') return { roles: { some: { regionId, role: 'DELEGATE' } } };
  return { OR: [{ memberships: { some: { regionId, status: 'ACTIVE' } } }, { roles: { some: { regionId } } }] };
}
