import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { JoinRequest } from './join-request-store.ts';
import { joinAsked } from './messages-codes.ts';
import { tellEachCoordinator } from './tell-coordinators.ts';

/** Of the messages that ask the coordinators to confirm; each person's own follows. */
export function askedKey(request: string): string {
  return `join-asked:${request}`;
}

type Asked = Pick<JoinRequest, 'id' | 'name' | 'platform' | 'madeById' | 'expiresAt'>;

/**
 * Asks each coordinator who wasn't asked yet whether this workspace or server is theirs. Whoever asked for the code reads
 * that it is for the others to confirm, where there are any.
 */
export async function askCoordinators(scope: RegionScope, request: Asked): Promise<void> {
  const { id, name, platform, madeById, expiresAt: until } = request;
  const others = await coordinatorsBut(scope, madeById);
  const words = { name, platform, region: scope.region.name, until, request: id };
  await tellEachCoordinator(scope, askedKey(id), (t, { personId }) =>
    joinAsked(t, { ...words, others: personId === madeById ? others : [] }),
  );
}

/** The names of those who coordinate and haven't left, but for this person. */
export async function coordinatorsBut(scope: RegionScope, personId: string): Promise<readonly string[]> {
  const all = await directory(scope).coordinators();
  return all.filter((one) => one.personId !== personId).map(({ name }) => name);
}
