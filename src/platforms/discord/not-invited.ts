import type { PlatformText } from '../platform-text.ts';

/** Says that the bot is in no server yet, with the link by which somebody who manages one invites it. */
export function notInvitedWords(text: PlatformText, locale: 'fr' | 'en', link: string): string {
  return text(locale, 'platforms.discord.doctor.invite', { link });
}
