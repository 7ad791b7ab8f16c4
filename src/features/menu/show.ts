import type { Context } from '../../access/operation/context.ts';
import type { Message } from '../../chat/message.ts';
import { closestTheme } from './closest.ts';
import type { Menu } from './menu.ts';
import {
  closestMessage,
  greetingMessage,
  helpMessage,
  menuMessage,
  REST,
  reservedText,
  restMessage,
  themeMessage,
} from './messages.ts';
import { lookAtToday } from './operations.ts';
import { isLost, themesFor } from './rules.ts';
import { itemsCalled, themeCalled } from './themes.ts';

/** Shows the menu, or a part of it, as it is for whoever asks now. */
export interface ShowMenu {
  /**
   * Shows what waits for them and what they can begin, below an intro where there is one. Whoever is new is greeted
   * instead, and the intro says why they see nothing else.
   */
  menu(context: Context, intro?: string | null): Promise<Message>;
  /**
   * Shows one theme, or all there is; first what was named where a command was typed. When they may do nothing of it, shows the menu
   * with the reason.
   */
  theme(context: Context, name: string, typed?: string): Promise<Message>;
  /** Shows the theme that is called so; null where there is none. */
  called(context: Context, typed: string): Promise<Message | null>;
  /** Shows the theme that comes closest to what was said, its closest entry first; null where none does. */
  closest(context: Context, typed: string): Message | null;
  /** Lists what can be typed; of one theme only when it is named. */
  help(context: Context, typed?: string): Promise<Message>;
}

export function showMenuOf(menu: () => Menu): ShowMenu {
  const look = lookAtToday(menu);
  const self: ShowMenu = {
    menu: async (context, intro = null) =>
      context.actor.isNew
        ? greetingMessage(context, menu(), intro)
        : menuMessage(context, menu(), await context.do(look, {}), intro),
    async theme(context, name, typed) {
      if (name === REST) return restMessage(context, menu());
      const themes = themesFor(context.actor, menu());
      // Some commands stand below a theme that is called otherwise.
      const theme =
        themes.find((one) => one.name === name) ??
        themes.find(({ items }) => items.some(({ command }) => command.path.fr[0] === name));
      if (theme) return themeMessage(context, theme, typed === undefined ? [] : itemsCalled(typed, theme));
      return self.menu(context, reservedText(context, menu(), name));
    },
    async called(context, typed) {
      const name = themeCalled(context.t, typed, menu());
      return name === null ? null : self.theme(context, name, typed);
    },
    closest(context, typed) {
      const { actor, t } = context;
      // Whoever belongs to nothing yet is shown how to begin, whatever they want to do.
      const theme = actor.isNew || isLost(actor) ? null : closestTheme(t, themesFor(actor, menu()), typed);
      return theme && closestMessage(context, theme, typed);
    },
    async help(context, typed) {
      const theme = typed === undefined ? null : await self.called(context, typed);
      return theme ?? helpMessage(context, menu(), typed);
    },
  };
  return self;
}
