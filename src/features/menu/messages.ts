import { commandName } from '../../access/operation/command-name.ts';
import type { AnyCommand, Context } from '../../access/operation/context.ts';
import { MENU } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, button, type Control, heading, list, type Message, message, note, text } from '../../chat/message.ts';
import type { Offer } from '../../chat/user-error.ts';
import { departmentName, fold } from '../../reading/index.ts';
import { isTextKey, type TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Menu, MenuItem } from './menu.ts';
import { roleOfTheme, shortcutsFor, themesFor } from './rules.ts';

/** Shows what this person can do now, in the roles they have. */
export function menuMessage(context: Context, menu: Menu, intro: string | null = null): Message {
  const { t, actor, region } = context;
  const shortcuts = shortcutsFor(actor, menu).map((item, index) => commandButton(t, item, index === 0));
  const themes = themesFor(actor, menu).map(({ name, title }) => button(`menu:${name}`, t.text(title)));
  const offers = menu.beginnings(actor);
  const begun = offers.filter(({ words }) => words !== undefined);
  const open = offers.filter(({ words }) => words === undefined);
  const belongs = actor.organisations.length > 0;
  return message(
    heading(t.text('menu.title', { region: region.name })),
    intro !== null && text(intro),
    note(whoIs(context)),
    begun.length > 0 &&
      text(begun.flatMap(({ words }) => (words ? t.text(words.key as TextKey, words.values) : [])).join('\n')),
    actions(...begun.map((offer) => offerButton(t, offer))),
    !belongs && !actor.coordinator && text(t.text(begun.length > 0 ? 'menu.meanwhile' : 'menu.noOrganisation')),
    !belongs && !actor.coordinator && actions(...open.map((offer) => offerButton(t, offer))),
    shortcuts.length > 0 && text(t.text('menu.shortcuts')),
    actions(...shortcuts),
    text(t.text('menu.themes')),
    actions(...themes),
  );
}

/** Shows all of one theme. When the actor may do nothing of it, shows the whole menu with the reason. */
export function themeMessage(context: Context, menu: Menu, name: string): Message {
  const { t, region } = context;
  const theme = themesFor(context.actor, menu).find((one) => one.name === name);
  if (!theme) {
    const role = roleOfTheme(name, menu);
    const words = { theme: titleOf(t, menu, name) ?? name, chamber: region.chamber };
    const intro =
      role === 'coordinator' || role === 'delegate'
        ? t.text('menu.reserved', words)
        : role === 'organiser'
          ? t.text('menu.membersOnly', words)
          : null;
    return menuMessage(context, menu, intro);
  }
  return message(
    heading(t.text(theme.title)),
    text(t.text('menu.which')),
    list(theme.items.map(({ command }) => helpLine(context, command))),
    actions(...theme.items.map((item) => commandButton(t, item, false)), button('menu:', t.text('menu.back'))),
  );
}

/** Lists what can be typed, by theme; of one theme only when it is named: "/aide événement". */
export function helpMessage(context: Context, menu: Menu, typed?: string): Message {
  const { t, actor } = context;
  const meant = typed === undefined ? null : themeCalled(t, typed, menu);
  if (meant !== null) return themeMessage(context, menu, meant);
  return message(
    heading(t.text('menu.help.title')),
    typed !== undefined && text(t.text('common.typed.unknown', { typed })),
    note(whoIs(context)),
    text(t.text('menu.help.text')),
    actions(button(runs(MENU.fr), t.text('menu.help.menu'), 'primary')),
    ...themesFor(actor, menu).flatMap(({ title, items }) => [
      heading(t.text(title)),
      list(items.map(({ command }) => helpLine(context, command))),
    ]),
  );
}

/** Returns the first French word of the commands that are called so or whose theme has this title, in the singular too. */
function themeCalled(t: Translator, typed: string, menu: Menu): string | null {
  const plain = (words: string) =>
    fold(words)
      .replace(/[^a-z0-9]/g, '')
      .replace(/s$/, '');
  const [word = ''] = typed.trim().split(/\s+/);
  const wanted = [plain(typed), plain(word)];
  const found = menu.commands.find(({ path: { fr, en } }) =>
    [fr[0] ?? '', en[0] ?? '', titleOf(t, menu, fr[0] ?? '') ?? ''].some((name) => wanted.includes(plain(name))),
  );
  return found?.path.fr[0] ?? null;
}

function whoIs({ t, actor, region }: Context): string {
  const roles = [
    actor.coordinator && t.text('menu.who.coordinator', { chamber: region.chamber }),
    actor.delegateOf.length > 0 &&
      t.text('menu.who.delegate', { departments: t.list(actor.delegateOf.map(departmentName)) }),
    actor.organisations.length > 0 &&
      t.text('menu.who.member', {
        organisations: t.list(actor.organisations.map(({ name }) => t.text('menu.who.quoted', { name }))),
      }),
  ].filter((role) => role !== false);
  return roles.length > 0 ? t.text('menu.who.is', { roles: t.list(roles) }) : t.text('menu.who.nobody');
}

function helpLine({ t, actor, region, place }: Context, command: AnyCommand): string {
  const typed = commandName(command.path, { platform: place.platform, locale: actor.locale, region });
  return t.text('menu.help.line', { command: typed, what: described(t, command) });
}

function described(t: Translator, { description }: AnyCommand): string {
  if (!isTextKey(description)) throw new Error(`no text "${description}"`);
  return t.text(description);
}

function commandButton(t: Translator, { command, label }: MenuItem, first: boolean): Control {
  return button(runs(command.path.fr), t.text(label), first ? 'primary' : 'plain');
}

function offerButton(t: Translator, { action, label, primary }: Offer): Control {
  return button(action, t.text(label as TextKey), primary && 'primary');
}

/** Returns a theme's title; null for a word that is no theme. */
function titleOf(t: Translator, { themes }: Menu, name: string): string | null {
  const theme = themes.find((one) => one.name === name);
  return theme ? t.text(theme.title) : null;
}
