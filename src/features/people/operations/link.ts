import { z } from 'zod';
import { operation } from '../../../access/operation.ts';
import type { Scope } from '../../../access/scope.ts';
import { directory } from '../../../access/store.ts';
import { type PlatformName, platformNames } from '../../../chat/place.ts';
import { UserError } from '../../../chat/user-error.ts';
import { lookAgain, send } from '../../../delivery/outbox.ts';
import { translator } from '../../../texts/translator.ts';
import { linkStore, type PlatformIdentity } from '../link-store.ts';
import { mergePersons } from '../merge-store.ts';
import { linkedNotice } from '../messages.ts';
import { CODE_LIFE_MS, newLinkCode, readLinkCode, TRIES, TRIES_WITHIN_MS } from '../rules.ts';

export interface GivenCode {
  readonly code: string;
  readonly expiresAt: Date;
  /** Where it is to be typed. */
  readonly on: PlatformName;
}

/** A code to type on the other platform. */
export const giveLinkCode = operation({
  name: 'people.giveLinkCode',
  who: 'anyone',
  input: z.object({}),
  async run(scope): Promise<GivenCode> {
    const store = linkStore(scope);
    const { personId } = scope.actor;
    const identities = await store.identities(personId);
    const on = platformNames.find((platform) => identities.every((one) => one.platform !== platform));
    if (on === undefined) throw new UserError('people.errors.linked');
    const code = newLinkCode();
    const expiresAt = new Date(scope.now.getTime() + CODE_LIFE_MS);
    await store.give(personId, code, expiresAt);
    return { code, expiresAt, on };
  },
});

/** One of the two accounts that become one. */
export interface Account {
  readonly name: string;
  readonly platform: PlatformName;
}

/** A wrong code is an outcome, not an error: that it was typed must be stored. */
export type Linking =
  | { readonly outcome: 'linked' }
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  /** The code is good: both are shown before anything is done. */
  | { readonly outcome: 'found'; readonly code: string; readonly own: Account; readonly other: Account };

/** Whose account a typed code stands for; nothing is changed yet but that a wrong code counts. */
export const findLink = operation({
  name: 'people.findLink',
  who: 'anyone',
  input: z.object({ code: z.string() }),
  async run(scope, { code }): Promise<Linking> {
    const found = await readCode(scope, code);
    if (found.outcome === 'wrong') return found;
    const [first] = found.theirs;
    const person = await directory(scope).person(found.personId);
    if (!first || !person) throw new UserError('people.errors.codeUsed');
    const { name, platform } = scope.actor;
    return {
      outcome: 'found',
      code: readLinkCode(code),
      own: { name, platform },
      other: { name: person.name, platform: first.platform },
    };
  },
});

/** Makes one person of the two whose code was typed and who typed it. They can't be separated again. */
export const linkIdentities = operation({
  name: 'people.linkIdentities',
  who: 'anyone',
  input: z.object({ code: z.string() }),
  async run(scope, { code }): Promise<Linking> {
    const found = await readCode(scope, code);
    if (found.outcome === 'wrong') return found;
    if (!(await linkStore(scope).use(found.id))) throw new UserError('people.errors.codeUsed');
    await mergePersons(scope, found.personId, scope.actor.personId);
    await lookAgain(scope, found.personId);
    for (const identity of found.theirs) await tellOther(scope, found.personId, `linked:${found.id}`, identity);
    return { outcome: 'linked' };
  },
});

type ReadCode =
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  | {
      readonly outcome: 'good';
      readonly id: string;
      readonly personId: string;
      readonly theirs: readonly PlatformIdentity[];
    };

/** Throws UserError when the two accounts can't become one, or too many wrong codes were typed. */
async function readCode(scope: Scope, code: string): Promise<ReadCode> {
  const store = linkStore(scope);
  const { personId, platform } = scope.actor;
  const tries = await store.wrongTries(personId, new Date(scope.now.getTime() - TRIES_WITHIN_MS));
  if (tries >= TRIES) throw new UserError('people.errors.locked');
  const found = await store.valid(readLinkCode(code));
  if (!found) {
    await store.noteWrongTry(personId);
    return { outcome: 'wrong', triesLeft: TRIES - tries - 1 };
  }
  if (found.personId === personId) throw new UserError('people.errors.ownCode');
  const theirs = await store.identities(found.personId);
  const own = await store.identities(personId);
  if (own.some((one) => theirs.some((other) => other.platform === one.platform))) {
    throw new UserError(`people.errors.samePlatform.${platform}`);
  }
  return { outcome: 'good', ...found, theirs };
}

/** On the other platform too, should somebody else have read the code there. */
async function tellOther(scope: Scope, personId: string, key: string, identity: PlatformIdentity): Promise<void> {
  const people = directory(scope);
  const contact = await people.person(personId);
  if (!contact) return;
  const t = translator(contact.locale, scope.region.timeZone);
  await send(scope, {
    key,
    target: await people.privately({ ...contact, ...identity }, t.text('people.link.thread')),
    message: linkedNotice(t, scope.actor.name, scope.actor.platform),
    consent: { asked: 'account' },
  });
}
