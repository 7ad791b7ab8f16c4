import { z } from 'zod';
import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import { type Operation, operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { type RegionScope, wordsFor } from '../../../access/region/region-scope.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { UserError } from '../../../chat/user-error.ts';
import {
  departureUnder,
  edit,
  followAccounts,
  type Letter,
  recheckHeld,
  tellPerson,
} from '../../../delivery/outbox/index.ts';
import { allPlatformWords, platformNames, traitsOf } from '../../../platforms/registered.ts';
import { readCode } from '../../../reading/index.ts';
import { voidInstallCodes } from '../../regions/install-codes.ts';
import { accountLinkStore } from '../account-link-store.ts';
import type {
  AccountLinkQuestion,
  AccountsChangedHook,
  AccountToLink,
  LinkAnswered,
  LinkCode,
  Linking,
} from '../accounts.ts';
import { linkStore, type PlatformIdentity } from '../link-store.ts';
import { mergePersons } from '../merge-store.ts';
import { linkAnsweredMessage, linkedNotice, linkQuestionMessage, notLinkedNotice } from '../messages/link.ts';
import { ANSWER_LIFE_MS, LINK_CODE_LIFE_MS, LINK_TRIES, LINK_TRIES_WITHIN_MS, newLinkCode } from '../rules.ts';
import { announcedToBoth, answeredByBoth, waitingRequests } from '../two-persons-store.ts';

/** Gives a code to type on another platform. */
export const giveLinkCode = operation({
  name: 'people.giveLinkCode',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({}),
  async run(scope): Promise<LinkCode> {
    const store = linkStore(scope);
    const { personId } = scope.actor;
    const on = await missingPlatforms(scope);
    const code = newLinkCode();
    const expiresAt = new Date(scope.now.getTime() + LINK_CODE_LIFE_MS);
    await store.give(personId, code, expiresAt);
    return { code, expiresAt, on };
  },
});

/** Finds whose account a typed code belongs to. Nothing changes, except that a wrong code counts. */
export const findLink = operation({
  name: 'people.findLink',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ code: z.string() }),
  async run(scope, { code }): Promise<Linking> {
    const found = await ownerOf(scope, code);
    if (found.outcome === 'wrong') return found;
    const { name, platform } = scope.actor;
    return { outcome: 'found', code: readCode(code), own: { name, platform }, other: accountOf(found.owner) };
  },
});

/**
 * Asks the owner of the code's account whether both accounts are theirs. Doing so again while they haven't answered
 * changes nothing.
 */
export const askLink = operation({
  name: 'people.askLink',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ code: z.string() }),
  async run(scope, { code }): Promise<Linking> {
    const found = await ownerOf(scope, code);
    if (found.outcome === 'wrong') return found;
    const { id, owner } = found;
    const other = accountOf(owner);
    if (found.outcome === 'awaited') return { outcome: 'asked', other, until: answerBefore(found), leaves: null };
    if (!(await linkStore(scope).use(id, scope.actor.personId))) throw new UserError('people.errors.codeUsed');
    const { name, platform } = scope.actor;
    const until = answerBefore({ askedAt: scope.now });
    const endsLink = await isSeparable(scope, owner.personId);
    const question = { id, until, account: { name, platform }, endsLink };
    await tell(scope, owner, askedKey(id), (t) => linkQuestionMessage(t, question));
    return { outcome: 'asked', other, until, leaves: await departureUnder(scope, askedKey(id)) };
  },
});

/** Until when the owner of a code may say whether the account it was typed from is theirs. */
function answerBefore({ askedAt }: { readonly askedAt: Date }): Date {
  return new Date(askedAt.getTime() + ANSWER_LIFE_MS);
}

/** Returns the question that waits for the actor's answer, wherever its message went; null when there is none. */
export const viewLinkQuestion = operation({
  name: 'people.viewLinkQuestion',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<AccountLinkQuestion | null> {
    const since = new Date(scope.now.getTime() - ANSWER_LIFE_MS);
    const asked = await linkStore(scope).unanswered(scope.actor.personId, since);
    const typist = asked && (await directory(scope).person(asked.typedById));
    if (!asked || !typist) return null;
    const endsLink = await isSeparable(scope, scope.actor.personId);
    return { id: asked.id, account: accountOf(typist), until: answerBefore(asked), endsLink };
  },
});

/** Returns whether accounts of this person can still be separated, which joining another one ends. */
async function isSeparable(scope: RegionScope, personId: string): Promise<boolean> {
  return (await accountLinkStore(scope).of(personId)) !== null;
}

const answer = z.object({ link: z.uuid(), joined: z.boolean() });

export type AnswerLink = Operation<typeof answer, LinkAnswered>;

/**
 * Returns the operation that records whether the owner of the code says that the other account is theirs too. If so, the accounts
 * are joined, and these hooks run.
 */
export function answerLinkOperation(onChanged: readonly AccountsChangedHook[]): AnswerLink {
  return operation({
    name: 'people.answerLink',
    who: 'anyone',
    journal: { silent: 'is their own' },
    input: answer,
    async run(scope, { link: id, joined }): Promise<LinkAnswered> {
      const store = linkStore(scope);
      const { personId } = scope.actor;
      const { typedById = null } = (await store.asked(id)) ?? {};
      // Either of them may be answering for the other at this moment.
      await store.lockPersons([personId, ...(typedById === null ? [] : [typedById])]);
      await missingPlatforms(scope);
      const asked = await store.asked(id);
      if (!asked || asked.personId !== personId) throw new UserError('common.errors.notFound');
      const typist = await directory(scope).person(asked.typedById);
      if (!typist || !(await store.answer(id))) throw new UserError('people.errors.linkAnswered');
      if (joined) await join(scope, asked, typist, onChanged);
      const account = accountOf(typist);
      const own = { name: scope.actor.name, platform: scope.actor.platform };
      const there = { ...typist, personId: joined ? personId : typist.personId };
      await tell(scope, there, `linked:${id}`, (t) => (joined ? linkedNotice(t, own) : notLinkedNotice(t, own)));
      const t = wordsFor(scope.actor, scope.region);
      await edit(scope, askedKey(id), linkAnsweredMessage(t, { joined, own, account }));
      return { joined, own, account };
    },
  });
}

async function join(
  scope: Scope,
  { askedAt, personId }: { readonly askedAt: Date; readonly personId: string },
  typist: Contact,
  onChanged: readonly AccountsChangedHook[],
): Promise<void> {
  if (scope.now >= answerBefore({ askedAt })) throw new UserError('people.errors.linkTooLate');
  const theirs = await linkStore(scope).identities(typist.personId);
  refuseSeveral(theirs, scope.actor.platform);
  await refuseTwoOnOnePlatform(scope, theirs, personId);
  const two = [personId, typist.personId];
  const meetings = await answeredByBoth(scope, two);
  const announcements = await announcedToBoth(scope, two);
  const requests = await waitingRequests(scope, two);
  await mergePersons(scope, personId, typist.personId);
  const still = new Set((await waitingRequests(scope, [personId])).map(({ id }) => id));
  const gone = requests.filter(({ id }) => !still.has(id)).map((one) => ({ ...one, personId }));
  for (const hook of onChanged) await hook(scope, { is: 'joined', meetings, announcements, requests: gone });
  await linkStore(scope).close(two);
  // From now on their roles are held by another account too.
  await voidInstallCodes(scope);
  await followAccounts(scope, personId);
  await recheckHeld(scope, personId);
}

type CodeOwner =
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  | { readonly outcome: 'good'; readonly id: string; readonly owner: Contact }
  /** The actor has confirmed it already, and its owner hasn't answered yet. */
  | { readonly outcome: 'awaited'; readonly id: string; readonly owner: Contact; readonly askedAt: Date };

/**
 * Returns the platforms on which the actor has no account. Throws UserError when they have one on each, and when they have
 * become one with somebody else since they are known here.
 */
async function missingPlatforms(scope: Scope): Promise<readonly PlatformName[]> {
  const identities = await linkStore(scope).identities(scope.actor.personId);
  const on = platformNames().filter((platform) => identities.every((one) => one.platform !== platform));
  if (on.length === 0 || identities.length === 0) {
    throw new UserError('people.errors.linked', allPlatformWords(wordsFor(scope.actor, scope.region)));
  }
  return on;
}

/** Throws UserError when the two accounts can't be joined, or when too many wrong codes were typed. */
async function ownerOf(scope: Scope, code: string): Promise<CodeOwner> {
  const store = linkStore(scope);
  const { personId } = scope.actor;
  await store.lockPersons([personId]);
  await missingPlatforms(scope);
  const tries = await store.wrongTries(personId, new Date(scope.now.getTime() - LINK_TRIES_WITHIN_MS));
  if (tries >= LINK_TRIES) throw new UserError('people.errors.locked');
  const found = await store.valid(readCode(code));
  if (!found) {
    const awaited = await store.awaited(readCode(code), personId, new Date(scope.now.getTime() - ANSWER_LIFE_MS));
    const owner = awaited && (await directory(scope).person(awaited.personId));
    if (awaited && owner) return { outcome: 'awaited', id: awaited.id, owner, askedAt: awaited.askedAt };
    await store.noteWrongTry(personId);
    return { outcome: 'wrong', triesLeft: LINK_TRIES - tries - 1 };
  }
  if (found.personId === personId) throw new UserError('people.errors.ownCode');
  await refuseTwoOnOnePlatform(scope, await store.identities(found.personId), personId);
  const owner = await directory(scope).person(found.personId);
  if (!owner) throw new UserError('people.errors.codeUsed');
  refuseSeveral(await store.identities(personId), owner.platform);
  return { outcome: 'good', id: found.id, owner };
}

/** A link is undone by taking one account out again, so who types a code may have no other. */
function refuseSeveral(typists: readonly PlatformIdentity[], owners: PlatformName): void {
  if (typists.length > 1) throw new UserError('people.errors.severalAccounts', { platform: traitsOf(owners).title });
}

async function refuseTwoOnOnePlatform(
  scope: Scope,
  theirs: readonly PlatformIdentity[],
  personId: string,
): Promise<void> {
  const own = await linkStore(scope).identities(personId);
  const both = own.find((one) => theirs.some((other) => other.platform === one.platform));
  if (both === undefined) return;
  const { title } = traitsOf(both.platform);
  throw new UserError('people.errors.samePlatform', {
    ...allPlatformWords(wordsFor(scope.actor, scope.region)),
    platform: title,
  });
}

function accountOf({ name, platform }: Contact): AccountToLink {
  return { name, platform };
}

/** Returns the key of the message that asks the owner of the other account. */
function askedKey(id: string): string {
  return `link-asked:${id}`;
}

async function tell(scope: RegionScope, contact: Contact, key: string, words: Letter['words']): Promise<void> {
  await tellPerson(scope, contact, { key, words, consent: { asked: 'account' }, readAs: 'themselves' });
}
