import type { RegionScope } from '../../access/scope.ts';
import { regionWords } from '../../access/scope.ts';
import { directory } from '../../access/store.ts';
import type { Message } from '../../chat/message.ts';
import { send } from '../../delivery/outbox.ts';
import { type Translator, translator } from '../../texts/translator.ts';

/**
 * Tells the coordinators in their channels, or each of them privately, after their quiet hours, where there is none. `key` makes it once; `title`
 * names the private conversation, `closed` a channel that can't be written in.
 */
export async function tellCoordinators(
  scope: RegionScope,
  key: string,
  title: (t: Translator) => string,
  words: (t: Translator) => Message,
  closed: string | null = null,
): Promise<void> {
  const people = directory(scope);
  const channels = (await people.channels('coordination')).filter(({ channel }) => channel !== closed);
  for (const target of channels) {
    await send(scope, { key: `${key}:${target.platform}`, target, message: words(regionWords(scope.region)) });
  }
  if (channels.length > 0) return;
  for (const contact of await people.coordinators()) {
    const t = translator(contact.locale, scope.region.timeZone);
    const target = await people.privately(contact, title(t));
    const consent = { unasked: 'duty', personId: contact.personId } as const;
    await send(scope, { key: `${key}:${contact.personId}`, target, message: words(t), consent });
  }
}
