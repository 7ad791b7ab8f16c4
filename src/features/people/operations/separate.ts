import { z } from 'zod';
import { directory } from '../../../access/contacts/directory-store.ts';
import { type Operation, operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureUnder, followAccounts, recheckHeld, tellPerson } from '../../../delivery/outbox/index.ts';
import { voidInstallCodes } from '../../regions/install-codes.ts';
import { type AccountLink, accountLinkStore } from '../account-link-store.ts';
import type { AccountsChangedHook, Separable, Separated } from '../accounts.ts';
import { separatedNotice } from '../messages/link.ts';
import { separableUntil } from '../rules.ts';
import { separatePersons } from '../separate-store.ts';
import { announcedToBoth, answeredByBoth, waitingRequests } from '../two-persons-store.ts';

/** Returns the actor's link. Throws UserError when their accounts are separate by now, or can't be separated any more. */
export const findSeparable = operation({
  name: 'people.findSeparable',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<Separable> {
    return separableLink(scope, await ownLink(scope));
  },
});

const separation = z.object({ link: z.uuid() });

export type SeparateAccounts = Operation<typeof separation, Separated>;

/**
 * Returns the operation that separates the actor's two accounts into two persons again and tells each; then these hooks run. It returns
 * how the messages leave.
 */
export function separateAccountsOperation(onChanged: readonly AccountsChangedHook[]): SeparateAccounts {
  return operation({
    name: 'people.separateAccounts',
    who: 'anyone',
    journal: { silent: 'is their own' },
    input: separation,
    async run(scope, { link: id }): Promise<Separated> {
      const link = await ownLink(scope);
      if (link.id !== id || !(await accountLinkStore(scope).lock(id))) throw await notSeparable(scope);
      const platforms = await accountLinkStore(scope).platforms(link);
      await part(scope, link, onChanged);
      const people = directory(scope);
      const key = `separated:${id}:`;
      const { platform } = scope.actor;
      for (const contact of await people.people([link.keptId, link.goneId])) {
        await tellPerson(scope, contact, {
          key: `${key}${contact.personId}`,
          words: (t) => separatedNotice(t, platforms, platform),
          consent: { asked: 'account' },
          readAs: 'themselves',
        });
      }
      return { platforms, leaves: await departureUnder(scope, key) };
    },
  });
}

/**
 * Separates the two accounts that this person is, as a backup that was put back has them, and tells nobody: they were separated before,
 * and know it. Returns false where nothing says how.
 */
export async function partAccounts(scope: RegionScope, personId: string): Promise<boolean> {
  const link = await accountLinkStore(scope).stored(personId);
  if (link === null) return false;
  await part(scope, link, []);
  return true;
}

async function part(scope: RegionScope, link: AccountLink, onChanged: readonly AccountsChangedHook[]): Promise<void> {
  const two = [link.keptId, link.goneId];
  const waiting = new Set((await waitingRequests(scope, two)).map(({ id }) => id));
  await separatePersons(scope, link);
  const meetings = await answeredByBoth(scope, two);
  const announcements = await announcedToBoth(scope, two);
  const requests = (await waitingRequests(scope, two)).filter(({ id }) => !waiting.has(id));
  for (const hook of onChanged) await hook(scope, { is: 'separated', meetings, announcements, requests });
  await voidInstallCodes(scope);
  for (const personId of two) {
    await followAccounts(scope, personId);
    await recheckHeld(scope, personId);
  }
}

/** Describes a link that can still be undone. */
export async function separableLink(scope: RegionScope, link: AccountLink): Promise<Separable> {
  const platforms = await accountLinkStore(scope).platforms(link);
  return { link: link.id, until: separableUntil(link.joinedAt), platforms };
}

async function ownLink(scope: Scope): Promise<AccountLink> {
  const link = await accountLinkStore(scope).of(scope.actor.personId);
  if (!link) throw await notSeparable(scope);
  return link;
}

/** Returns why accounts that were joined when a button offered to separate them can't be. */
async function notSeparable(scope: Scope): Promise<UserError> {
  const areApart = (await accountLinkStore(scope).accounts(scope.actor.personId)) < 2;
  return new UserError(areApart ? 'people.errors.separatedAlready' : 'people.errors.notSeparable');
}
