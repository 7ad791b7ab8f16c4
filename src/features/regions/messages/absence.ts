import { type Message, message, text } from '../../../chat/message.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import type { Translator } from '../../../texts/translator.ts';

const HOUR_MS = 3_600_000;

/** Tells the coordinators on another platform that the bot hasn't reached this one for an hour or more. */
export function platformAwayNotice(
  t: Translator,
  { platform, since }: { readonly platform: PlatformName; readonly since: Date },
): Message {
  const { title } = traitsOf(platform);
  return message(
    text(t.text('regions.platformAway.text', { platform: title, since: t.moment(since) })),
    text(t.text('regions.platformAway.todo', { platform: title })),
  );
}

/** Tells them that it is back, and for how long it was away. */
export function platformBackNotice(
  t: Translator,
  { platform, since, until }: { readonly platform: PlatformName; readonly since: Date; readonly until: Date },
): Message {
  const hours = Math.max(1, Math.round((until.getTime() - since.getTime()) / HOUR_MS));
  return message(text(t.text('regions.platformBack.text', { platform: traitsOf(platform).title, hours })));
}
