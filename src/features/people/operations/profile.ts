import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import { relayPeopleStore } from '../../../relay/people-store.ts';
import { type Locale, locales } from '../../../texts/index.ts';
import { accountLinkStore } from '../account-link-store.ts';
import type { Profile } from '../accounts.ts';
import { linkStore } from '../link-store.ts';
import { peopleStore } from '../store.ts';
import { separableLink } from './separate.ts';

/** Sets the language in which the person is answered and written to. */
export const chooseLanguage = operation({
  name: 'people.chooseLanguage',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ language: z.enum(locales) }),
  async run(scope, { language }): Promise<Locale> {
    await peopleStore(scope).setLocale(scope.actor.personId, language);
    return language;
  },
});

/** Returns what is known of the actor beyond what the actor itself holds. */
export const viewProfile = operation({
  name: 'people.viewProfile',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<Profile> {
    const { personId } = scope.actor;
    const identities = await linkStore(scope).identities(personId);
    const link = await accountLinkStore(scope).of(personId);
    const relayed = relayPeopleStore(scope);
    return {
      platforms: identities.map(({ platform }) => platform),
      separable: link && (await separableLink(scope, link)),
      silentSince: await relayed.silentSince(await relayed.accountsOf(personId)),
    };
  },
});
