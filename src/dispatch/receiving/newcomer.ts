import type { Region } from '../../access/region/region.ts';
import { INSTALL, MENU } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, button, type Message, message, text } from '../../chat/message.ts';
import type { PlatformName, PlatformUser } from '../../chat/place.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { type Locale, textIn } from '../../texts/index.ts';

/**
 * Tells somebody in no region what they, or whoever administers the place, can do next. `open`: it may be set up without an
 * invitation.
 */
export function noRegionYet(user: PlatformUser, botLocale: Locale, open: boolean): Message {
  const locale = user.locale ?? botLocale;
  const named = (path: typeof MENU | typeof INSTALL) => `/${path[spoken(user.platform, locale, botLocale)].join(' ')}`;
  const values = { install: named(INSTALL), menu: named(MENU) };
  // A direct conversation in Discord belongs to no server: nothing can be set up from there.
  if (user.team === null) return message(text(textIn(locale, 'common.newcomer.direct', values)));
  if (!open) {
    const { platform } = user;
    const command =
      traitsOf(platform).optionStyle === 'named' ? `${values.install} region:FIL-…` : `${values.install} FIL-…`;
    return message(
      text(textIn(locale, 'common.newcomer.closed', { ...values, platform, command })),
      text(textIn(locale, 'common.newcomer.elsewhere', values)),
    );
  }
  return message(
    text(textIn(locale, `common.newcomer.${user.platform}`, values)),
    text(textIn(locale, 'common.newcomer.elsewhere', values)),
    user.administrator === false
      ? null
      : actions(button(runs(INSTALL.fr), textIn(locale, 'common.newcomer.install'), 'primary')),
  );
}

/** Tells somebody that they have left the workspace or server: what they typed is theirs, nothing else is shown. */
export function departedNotice(region: Region, user: PlatformUser, locale: Locale): Message {
  return message(text(textIn(locale, `common.departed.${user.platform}`, { region: region.name })));
}

/** Slack knows the commands by one name, that of the bot's language. */
function spoken(platform: PlatformName, locale: Locale, botLocale: Locale): Locale {
  return traitsOf(platform).commandLanguage === 'shared' ? botLocale : locale;
}
