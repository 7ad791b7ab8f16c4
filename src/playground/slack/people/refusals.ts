import { PlatformRefusal } from '../../local-platform.ts';
import type { SlackUser } from '../state.ts';

/** Returns a refusal in the language in which its reader has Slack's client. */
export function refusalFor({ locale }: Pick<SlackUser, 'locale'>, fr: string, en: string): PlatformRefusal {
  return new PlatformRefusal(locale === 'fr-FR' ? fr : en);
}

/** Returns the refusal of what is no longer on the screen as its reader saw it. */
export function changedRefusal(user: Pick<SlackUser, 'locale'>): PlatformRefusal {
  return refusalFor(
    user,
    'Ce que vous voyez vient de changer. Regardez de nouveau, puis choisissez parmi ce qui est proposé maintenant.',
    'What you see has just changed. Look again, then choose from what is offered now.',
  );
}

export const archivedRefusal = (user: SlackUser): PlatformRefusal =>
  refusalFor(user, 'Ce canal a été archivé.', 'This channel has been archived.');

export const lockedRefusal = (user: SlackUser): PlatformRefusal =>
  refusalFor(user, 'Ce fil a été verrouillé.', 'This thread has been locked.');

export const memberRefusal = (user: SlackUser, channel = ''): PlatformRefusal =>
  refusalFor(user, `Vous n'êtes pas membre de #${channel}.`, `You are not a member of #${channel}.`);
