import type { ChannelUse } from '../../../access/contacts/directory-store.ts';
import { accessText, rightsText } from '../../../access/contacts/obstacle.ts';
import type { ChannelAccess } from '../../../chat/channel-access.ts';
import type { DeclaredNeed } from '../../../chat/needs.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { isTextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Accessed } from '../set-up.ts';

/** Returns a line for each problem known in these channels. */
export function troubleIn(t: Translator, platform: PlatformName, found: readonly Accessed[]): readonly string[] {
  const threads = threadsTrouble(t, found);
  return [
    ...found.flatMap(({ use, access }) => {
      const words = accessText(t, platform, access) ?? untold(t, access);
      return words === null ? [] : [channelTroubleLine(t, use, words)];
    }),
    ...(threads === null ? [] : [threads]),
  ];
}

/** Returns whether the bot can't write in one of them. */
export function isAnyClosed(found: readonly Accessed[]): boolean {
  return found.some(({ access: { obstacle, mutedUntil, lacks } }) => obstacle ?? mutedUntil ?? lacks.posts === null);
}

/** Words what a platform doesn't grant the bot anywhere, and what to do about it. `link`: where it is granted. */
export function needWithheldText(
  t: Translator,
  platform: PlatformName,
  need: DeclaredNeed,
  link: string | null,
): string {
  const key = `regions.withheld.${need.kind}.${need.name}`;
  if (isTextKey(key)) return t.text(key, named(t, platform, need));
  const [first = '', ...others] = need.without.filter(isTextKey).map((without) => t.text(without));
  const consequence = others.reduce((said, second) => t.text('regions.withheld.also', { first: said, second }), first);
  return t.text(`regions.withheld.${need.kind}`, { ...named(t, platform, need), consequence, link: link ?? '' });
}

/** Words what a platform grants the bot again. */
export function givenBackText(t: Translator, platform: PlatformName, need: DeclaredNeed): string {
  const key = `regions.givenBack.${need.kind}.${need.name}`;
  if (isTextKey(key)) return t.text(key, named(t, platform, need));
  return t.text(`regions.givenBack.${need.kind === 'permission' ? 'permission' : 'scope'}`, named(t, platform, need));
}

/** Permissions are named as people see them, scopes and intents as the platform's pages for developers do. */
function named(t: Translator, platform: PlatformName, { kind, name }: DeclaredNeed) {
  return {
    platform: traitsOf(platform).title,
    name: kind === 'permission' ? rightsText(t, [name]) : name,
  };
}

/** Words a problem with the channel of this use. */
export function channelTroubleLine(t: Translator, use: ChannelUse, obstacle: string): string {
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
