import { type Contact, directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { PlatformName } from '../../chat/place.ts';
import { type Consent, tellChannels, tellPerson } from '../../delivery/outbox/index.ts';
import type { Translator } from '../../texts/translator.ts';

/** Words the message for one of them. */
type Words = (t: Translator, reader: Contact) => Message;

/** Returns the key, in this region, of what happens to all regions at once: keys are unique over all of them. */
export function ofRegion({ region }: RegionScope, key: string): string {
  return `${key}:${region.id}`;
}

/**
 * Tells the coordinators in their channels or, when there are none, each of them privately, outside their quiet
 * hours. Each `key` is told once; `closed` is a channel that can't be written in, `away` a platform that can't be reached,
 * `except` whoever has read it already, of those who are told privately.
 */
export async function tellCoordinators(
  scope: RegionScope,
  key: string,
  words: (t: Translator) => Message,
  {
    closed = null,
    away = null,
    except = null,
  }: { readonly closed?: string | null; readonly away?: PlatformName | null; readonly except?: string | null } = {},
): Promise<void> {
  const people = directory(scope);
  const channels = (await people.channels('coordination')).filter(
    ({ channel, platform }) => channel !== closed && platform !== away,
  );
  await tellChannels(scope, channels, key, words);
  if (channels.length > 0) return;
  await eachCoordinator(scope, key, words, ({ personId, platform }) =>
    platform === away || personId === except ? null : { unasked: 'duty', personId },
  );
}

/**
 * Tells each coordinator, at once and privately, what is done with a code for their region, except the one who has
 * read it already.
 */
export async function tellEachCoordinator(
  scope: RegionScope,
  key: string,
  words: Words,
  except: string | null = null,
): Promise<void> {
  await eachCoordinator(scope, key, words, ({ personId }) => (personId === except ? null : { asked: 'account' }));
}

/** `consentOf` returns null for those who aren't told. */
async function eachCoordinator(
  scope: RegionScope,
  key: string,
  words: Words,
  consentOf: (contact: Contact) => Consent | null,
): Promise<void> {
  const people = directory(scope);
  for (const contact of await people.coordinators()) {
    const consent = consentOf(contact);
    if (consent === null) continue;
    await tellPerson(scope, contact, {
      key: `${key}:${contact.personId}`,
      words: (t) => words(t, contact),
      consent,
      readAs: ['coordinator'],
    });
  }
}
