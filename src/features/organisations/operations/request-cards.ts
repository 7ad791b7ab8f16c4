import { directory } from '../../../access/contacts/directory-store.ts';
import { type RegionScope, wordsFor } from '../../../access/region/region-scope.ts';
import type { Message } from '../../../chat/message.ts';
import { editUnder } from '../../../delivery/outbox/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { AccountsChange } from '../../people/accounts.ts';
import { namesakeInTeam } from '../../people/namesake.ts';
import { membershipStore } from '../membership-store.ts';
import { decidedCard, joinCard } from '../messages/joining.ts';
import type { Membership, RequestDecision } from '../organisation.ts';

type Request = Pick<Membership, 'id' | 'requestedAt'>;

/** Returns the prefix of the keys of the cards by which a request is decided; what follows is the person who got the card. */
export function requestCardKey({ id, requestedAt }: Request): string {
  return `join-card:${id}:${requestedAt.getTime()}:`;
}

/** Has all cards of a request say how it ended. */
export async function editCards(scope: RegionScope, membership: Membership, decision: RequestDecision): Promise<void> {
  await reword(scope, membership, (t) => decidedCard(t, membership, decision));
}

/**
 * Has the cards follow of requests that are no longer because their account was joined with another of the same person, or that wait
 * again because the two were separated.
 */
export async function requestsOfBoth(
  scope: RegionScope,
  { is, requests }: Pick<AccountsChange, 'is' | 'requests'>,
): Promise<void> {
  const store = membershipStore(scope);
  for (const request of requests) {
    const membership = await store.between(request.organisationId, request.personId);
    if (membership === null) continue;
    const namesake = is === 'separated' ? await namesakeInTeam(scope, membership.person) : null;
    await reword(scope, request, (t) =>
      is === 'joined' ? decidedCard(t, membership, 'linked') : joinCard(t, membership, namesake),
    );
  }
}

async function reword(scope: RegionScope, request: Request, words: (t: Translator) => Message): Promise<void> {
  const prefix = requestCardKey(request);
  const people = directory(scope);
  await editUnder(scope, prefix, async (key) => {
    const reader = await people.person(key.slice(prefix.length));
    return words(wordsFor(reader ?? scope.region, scope.region));
  });
}
