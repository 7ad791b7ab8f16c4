import type { ReadAs } from '../../access/actor/rights.ts';
import { type Contact, directory, privateTarget } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords, wordsFor } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { ChannelTarget } from '../../chat/place.ts';
import { platformNames } from '../../platforms/registered.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Consent } from '../consent/consent.ts';
import { type SaidToSomebody, storeSendings } from './sending-store.ts';

/** A private message to one person: once per key, in their language. */
export interface Letter {
  readonly key: string;
  readonly words: (t: Translator) => Message;
  /** The reason why they may be written to. */
  readonly consent: Consent;
  /** The rights with which they read it. */
  readonly readAs: ReadAs;
}

/** Returns a letter as `sendAll` stores it: worded in its reader's language, to be sent to them alone. */
export function letterTo(scope: RegionScope, reader: Contact, { words, ...letter }: Letter): SaidToSomebody {
  return { ...letter, target: privateTarget(reader), message: words(wordsFor(reader, scope.region)) };
}

/** Tells one person something privately. Returns false where `send` would. */
export async function tellPerson(scope: RegionScope, reader: Contact, letter: Letter): Promise<boolean> {
  return (await storeSendings(scope, [letterTo(scope, reader, letter)])).has(letter.key);
}

/**
 * Tells each of these channels something in the region's language. Each copy's key is `key` and the channel's platform,
 * so that one platform's copy is sent once.
 */
export async function tellChannels(
  scope: RegionScope,
  channels: readonly ChannelTarget[],
  key: string,
  words: (t: Translator, channel: ChannelTarget) => Message,
): Promise<void> {
  const t = regionWords(scope.region);
  for (const target of channels) {
    await storeSendings(scope, [{ key: `${key}:${target.platform}`, target, message: words(t, target) }]);
  }
}

/**
 * Returns the words for whoever holds a copy, by the last part of its key: a person by their id; the region's for a
 * platform's channel, and for somebody who isn't known any more.
 */
export async function wordsForHolder(scope: RegionScope, holder: string): Promise<Translator> {
  const inChannel = platformNames().some((name) => name === holder);
  const reader = inChannel ? null : await directory(scope).person(holder);
  return wordsFor(reader ?? scope.region, scope.region);
}
