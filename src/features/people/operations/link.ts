import { z } from 'zod';
import { operation } from '../../../access/operation.ts';
import type { Scope } from '../../../access/scope.ts';
import { directory } from '../../../access/store.ts';
import { type PlatformName, platformNames } from '../../../chat/place.ts';
import { UserError } from '../../../chat/user-error.ts';
import { send } from '../../../delivery/outbox.ts';
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

/** A wrong code is an outcome, not an error: that it was typed must be stored. */
export type Linking = { readonly outcome: 'linked' } | { readonly outcome: 'wrong'; readonly triesLeft: number };

/** Makes one person of the two whose code is typed and who types it. */
export const linkIdentities = operation({
  name: 'people.linkIdentities',
  who: 'anyone',
  input: z.object({ code: z.string() }),
  async run(scope, { code }): Promise<Linking> {
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
    if (!(await store.use(found.id))) throw new UserError('people.errors.codeUsed');
    await mergePersons(scope, found.personId, personId);
    for (const identity of theirs) await tellOther(scope, found.personId, `linked:${found.id}`, identity);
    return { outcome: 'linked' };
  },
});

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
  });
}
