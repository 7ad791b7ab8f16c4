import type { ChannelUse } from '../../access/contacts/directory-store.ts';
import { accessText, rightsText } from '../../access/contacts/obstacle.ts';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { PlatformName } from '../../chat/place.ts';
import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Accessed } from './set-up.ts';

/** Returns a line for each problem known in these channels. */
export function troubleIn(t: Translator, platform: PlatformName, found: readonly Accessed[]): readonly string[] {
  const threads = threadsTrouble(t, found);
  return [
    ...found.flatMap(({ use, access }) => {
      const words = accessText(t, platform, access) ?? untold(t, access);
      return words === null ? [] : [lineOf(t, use, words)];
    }),
    ...(threads === null ? [] : [threads]),
  ];
}

/** Returns whether the bot can't write in one of them. */
export function isAnyClosed(found: readonly Accessed[]): boolean {
  return found.some(({ access: { obstacle, mutedUntil, lacks } }) => obstacle ?? mutedUntil ?? lacks.posts === null);
}

/** Words what a platform withholds from the bot everywhere, and what to do about it. */
export function withheldText(t: Translator, platform: PlatformName, what: string): string {
  const key = `regions.withheld.${platform}.${what}`;
  if (isTextKey(key)) return t.text(key);
  const without = `platforms.slack.start.without.${what.replaceAll(':', '-')}`;
  const consequence = t.text(isTextKey(without) ? without : 'regions.withheld.unknown');
  return t.text('regions.withheld.slack', { scope: what, consequence });
}

/** Words what a platform allows the bot again. */
export function givenBackText(t: Translator, platform: PlatformName, what: string): string {
  const key = `regions.givenBack.${platform}.${what}`;
  return isTextKey(key) ? t.text(key) : t.text('regions.givenBack.slack', { scope: what });
}

/** Words a problem with the channel of this use. */
export function lineOf(t: Translator, use: ChannelUse, obstacle: string): string {
  return t.text('regions.check.channel', { channel: t.text(`regions.channel.${use}`), obstacle });
}

function untold(t: Translator, access: ChannelAccess): string | null {
  if (access.told) return null;
  return t.text('regions.check.untold', { channel: access.channel ?? t.text('common.access.thisChannel') });
}

/** Words the problem with organisations' threads, if any. One channel with all the rights they need is enough. */
function threadsTrouble(t: Translator, found: readonly Accessed[]): string | null {
  const told = found.map(({ access }) => access).filter((access) => access.told);
  const possible = told.filter(({ lacks }) => lacks['private-threads'] !== null);
  const [first] = possible;
  if (told.length < found.length && possible.length === 0) return null;
  if (!first) return found.length > 0 ? t.text('regions.check.threadsKind') : null;
  if (possible.some(({ lacks }) => lacks['private-threads']?.length === 0)) return null;
  const channel = first.channel ?? t.text('common.access.thisChannel');
  const rights = rightsText(t, first.lacks['private-threads'] ?? []);
  return t.text('regions.check.threadsLack', { channel, bot: first.bot, rights });
}
