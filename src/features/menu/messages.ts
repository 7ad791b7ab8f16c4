import { commandName } from '../../access/operation/command-name.ts';
import type { AnyCommand, Context } from '../../access/operation/context.ts';
import { MENU } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, button, type Control, heading, list, type Message, message, note, text } from '../../chat/message.ts';
import { departmentName, fold } from '../../reading/index.ts';

import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { roleOfTheme, shortcutsFor, type Theme, themesFor } from './themes.ts';

/** What this person can do now, as who they are. */
export function menuMessage(context: Context, commands: readonly AnyCommand[], intro: string | null = null): Message {
  const { t, actor, region } = context;
  const shortcuts = shortcutsFor(actor, commands).map((command, index) => commandButton(t, command, index === 0));
  const themes = themesFor(actor, commands).map((theme) =>
    button(`menu:${theme.name}`, themeName(t, theme) ?? theme.name),
  );
  const belongs = actor.organisations.length > 0;
  return message(
    heading(t.text('menu.title', { region: region.name })),
    intro !== null && text(intro),
    note(whoIs(context)),
    actor.requests.length > 0 &&
      text(
        actor.requests
          .map(({ organisation }) => t.text('organisations.request.waits', { name: organisation }))
          .join('\n'),
      ),
    actions(
      ...actor.requests.map(({ id }) => button(`membership-withdraw:${id}`, t.text('organisations.request.withdraw'))),
    ),
    !belongs &&
      !actor.coordinator &&
      text(t.text(actor.requests.length > 0 ? 'menu.meanwhile' : 'menu.noOrganisation')),
    !belongs && !actor.coordinator && actions(...beginnings(t)),
    shortcuts.length > 0 && text(t.text('menu.shortcuts')),
    actions(...shortcuts),
    text(t.text('menu.themes')),
    actions(...themes),
  );
}

/** All of one theme; the whole menu, and why, where the actor may do nothing of it. */
export function themeMessage(context: Context, commands: readonly AnyCommand[], name: string): Message {
  const { t, region } = context;
  const theme = themesFor(context.actor, commands).find((one) => one.name === name);
  if (!theme) {
    const role = roleOfTheme(name, commands);
    const words = { theme: themeName(t, { name }) ?? name, chamber: region.chamber };
    const intro =
      role === 'coordinator' || role === 'delegate'
        ? t.text('menu.reserved', words)
        : role === 'organiser'
          ? t.text('menu.membersOnly', words)
          : null;
    return menuMessage(context, commands, intro);
  }
  return message(
    heading(themeName(t, theme) ?? theme.name),
    text(t.text('menu.which')),
    list(theme.commands.map((command) => helpLine(context, command))),
    actions(...theme.commands.map((command) => commandButton(t, command, false)), button('menu:', t.text('menu.back'))),
  );
}

/** What can be typed, by theme; of one theme only where it is named: "/aide événement". */
export function helpMessage(context: Context, commands: readonly AnyCommand[], typed?: string): Message {
  const { t, actor } = context;
  const themes = themesFor(actor, commands);
  const meant = typed === undefined ? null : themeCalled(t, typed, commands);
  if (meant !== null) return themeMessage(context, commands, meant);
  return message(
    heading(t.text('menu.help.title')),
    typed !== undefined && text(t.text('common.typed.unknown', { typed })),
    note(whoIs(context)),
    text(t.text('menu.help.text')),
    actions(button(runs(MENU.fr), t.text('menu.help.menu'), 'primary')),
    ...themes.flatMap((theme) => [
      heading(themeName(t, theme) ?? theme.name),
      list(theme.commands.map((command) => helpLine(context, command))),
    ]),
  );
}

/** The theme whose commands or whose title this is, in the singular too. */
function themeCalled(t: Translator, typed: string, commands: readonly AnyCommand[]): string | null {
  const plain = (words: string) =>
    fold(words)
      .replace(/[^a-z0-9]/g, '')
      .replace(/s$/, '');
  const [word = ''] = typed.trim().split(/\s+/);
  const wanted = [plain(typed), plain(word)];
  const found = commands.find(({ path: { fr, en } }) =>
    [fr[0] ?? '', en[0] ?? '', themeName(t, { name: fr[0] ?? '' }) ?? ''].some((name) => wanted.includes(plain(name))),
  );
  return found?.path.fr[0] ?? null;
}

function beginnings(t: Translator): readonly Control[] {
  return [
    button('organisation-join:', t.text('organisations.join.button'), 'primary'),
    button('organisation-create:', t.text('organisations.create.button')),
  ];
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

function commandButton(t: Translator, command: AnyCommand, first: boolean): Control {
  const key = `menu.command.${command.path.fr.join('-')}`;
  return button(
    runs(command.path.fr),
    isTextKey(key) ? t.text(key) : described(t, command),
    first ? 'primary' : 'plain',
  );
}

/** Null for what is no theme. */
function themeName(t: Translator, { name }: Pick<Theme, 'name'>): string | null {
  const key = `menu.theme.${name}`;
  return isTextKey(key) ? t.text(key) : null;
}
