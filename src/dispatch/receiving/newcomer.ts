import type { Region } from '../../access/region/region.ts';
import { INSTALL, MENU } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, button, type Message, message, text } from '../../chat/message.ts';
import type { PlatformName, PlatformUser } from '../../chat/place.ts';
import { platformNames, platformWords, traitsOf } from '../../platforms/registered.ts';
import { firstName } from '../../reading/index.ts';
import { type Locale, textIn } from '../../texts/index.ts';
import { translator } from '../../texts/translator.ts';
import { displayedUser } from '../running/displayed-user.ts';

/**
 * Tells somebody in no region what they, or whoever administers the place, can do next. They are called by their first
 * name but not greeted, because it isn't known whether they were before. `open`: it may be set up without an invitation.
 */
export function noRegionYet(user: PlatformUser, botLocale: Locale, open: boolean): Message {
  const locale = user.locale ?? botLocale;
  const named = (path: typeof MENU | typeof INSTALL) => `/${path[spoken(user.platform, locale, botLocale)].join(' ')}`;
  const { either } = translator(locale, 'Europe/Paris');
  const teams = either(platformNames().map((name) => textIn(locale, 'common.team', platformWords(name))));
  const name = firstName(displayedUser(user).name);
  const values = {
    ...{ install: named(INSTALL), menu: named(MENU), teams, ...platformWords(user.platform) },
    ...{ named: name === null ? 'no' : 'yes', name: name ?? '' },
  };
  // A direct conversation may belong to no server, so nothing can be set up from there.
  if (user.team === null) return message(text(textIn(locale, 'common.newcomer.direct', values)));
  if (!open) {
    const command =
      traitsOf(user.platform).optionStyle === 'named' ? `${values.install} region:FIL-…` : `${values.install} FIL-…`;
    return message(
      text(textIn(locale, 'common.newcomer.closed', { ...values, command })),
      text(textIn(locale, 'common.newcomer.elsewhere', values)),
    );
  }
  return message(
    text(textIn(locale, user.administrator ? 'common.newcomer.yours' : 'common.newcomer.here', values)),
    text(textIn(locale, 'common.newcomer.elsewhere', values)),
    user.administrator === false
      ? null
      : actions(button(runs(INSTALL.fr), textIn(locale, 'common.newcomer.install'), 'primary')),
  );
}

/** Tells somebody that they have left the workspace or server, and shows nothing but what they typed themselves. */
export function departedNotice(region: Region, user: PlatformUser, locale: Locale): Message {
  return message(text(textIn(locale, 'common.departed', { region: region.name, ...platformWords(user.platform) })));
}

/** Returns the language in which the reader's platform knows the commands: where all share one, the bot's. */
function spoken(platform: PlatformName, locale: Locale, botLocale: Locale): Locale {
  return traitsOf(platform).commandLanguage === 'shared' ? botLocale : locale;
}
