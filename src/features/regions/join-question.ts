import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { JoinRequest } from './join-request-store.ts';
import { joinQuestion } from './messages/codes.ts';
import { tellEachCoordinator } from './tell-coordinators.ts';

/** Returns the key prefix of the messages that ask the coordinators to confirm; the person's id follows. */
export function askedKey(request: string): string {
  return `join-asked:${request}`;
}

type Asked = Pick<JoinRequest, 'id' | 'name' | 'platform' | 'madeById' | 'expiresAt'>;

/**
 * Asks each coordinator who hasn't been asked yet whether this workspace or server is theirs. The person who asked
 * for the code reads that the others have to confirm, if there are any.
 */
export async function askCoordinators(scope: RegionScope, request: Asked): Promise<void> {
  const { id, name, platform, madeById, expiresAt: until } = request;
  const others = await otherCoordinators(scope, madeById);
  const words = { name, platform, region: scope.region.name, until, request: id };
  await tellEachCoordinator(scope, askedKey(id), (t, { personId }) =>
    joinQuestion(t, { ...words, others: personId === madeById ? others : [] }),
  );
}

/** Returns the names of the coordinators who haven't left, except this person. */
export async function otherCoordinators(scope: RegionScope, personId: string): Promise<readonly string[]> {
  const all = await directory(scope).coordinators();
  return all.filter((one) => one.personId !== personId).map(({ name }) => name);
}
