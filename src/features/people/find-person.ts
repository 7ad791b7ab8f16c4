import { setActingAccount } from '../../access/actor/account-store.ts';
import { type Contact, directory } from '../../access/contacts/directory-store.ts';
import type { Context } from '../../access/operation/context.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformUser } from '../../chat/place.ts';
import { DeliveryError } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import { platformWords } from '../../platforms/registered.ts';
import { peopleStore } from './store.ts';

/** Returns somebody the platform knows, and creates them in the region if they have never spoken to the bot. */
export async function findOrCreatePerson(scope: RegionScope, user: PlatformUser): Promise<Contact> {
  const store = peopleStore(scope);
  const account = await store.accountOf(user.platform, user.id);
  // Whatever they are given belongs to the account that was named.
  if (account && account.linkId !== null) await setActingAccount(scope.tx, account.id);
  const personId = account?.personId ?? (await store.note(user));
  const contact = await directory(scope).person(personId);
  if (!contact) throw new Error(`person ${personId} has just been noted and is gone`);
  return contact;
}

/**
 * Returns the person named in a command. Throws UserError when the platform doesn't know them or doesn't answer, and for a
 * bot.
 */
export async function namedUser(
  { user, place: { platform } }: Pick<Context, 'user' | 'place'>,
  externalId: string,
  field: string,
): Promise<PlatformUser> {
  const found = await user(externalId).catch((error: unknown) => {
    const failure = error instanceof DeliveryError ? error.failure : null;
    // What the bot may not ask at all is for whoever runs it to read in the log.
    if (failure === null || (failure.kind === 'refused' && failure.reason === 'no-permission')) throw error;
    if (failure.kind !== 'refused') throw new UserError('people.errors.platformAway', platformWords(platform), field);
    throw new UserError('people.errors.unknownPerson', { typed: externalId }, field);
  });
  // The platforms' own lists of people can't leave bots out.
  if (found.bot) throw new UserError('people.errors.robot', { name: found.name }, field);
  return found;
}
