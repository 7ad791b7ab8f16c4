import { commandName } from '../../access/command-name.ts';
import type { AnyCommand, Context } from '../../access/context.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, button, type Control, heading, list, type Message, message, note, text } from '../../chat/message.ts';
import { departmentName } from '../../municipalities/index.ts';
import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { shortcutsFor, type Theme, themesFor } from './themes.ts';

/** More controls than these are hard to find one's way in, and too many for one Discord message. */
const CONTROLS = 25;

/** What this person can do now, as who they are. */
export function menuMessage(context: Context, commands: readonly AnyCommand[], intro: string | null = null): Message {
  const { t, actor, region } = context;
  const shortcuts = shortcutsFor(actor, commands).map((command, index) => commandButton(t, command, index === 0));
  const themes = themesFor(actor, commands).map((theme) => button(`menu:${theme.name}`, themeName(t, theme)));
  const belongs = actor.organisations.length > 0;
  return message(
    heading(t.text('menu.title', { region: region.name })),
    intro !== null && text(intro),
    note(whoIs(context)),
    !belongs && !actor.coordinator && text(t.text('menu.noOrganisation')),
    !belongs && !actor.coordinator && actions(...beginnings(t)),
    shortcuts.length > 0 && text(t.text('menu.shortcuts')),
    actions(...shortcuts),
    text(t.text('menu.themes')),
    actions(...themes.slice(0, CONTROLS - shortcuts.length - beginnings(t).length)),
  );
}

/** All of one theme. */
export function themeMessage(context: Context, commands: readonly AnyCommand[], name: string): Message {
  const theme = themesFor(context.actor, commands).find((one) => one.name === name);
  if (!theme) return menuMessage(context, commands);
  const { t } = context;
  return message(
    heading(themeName(t, theme)),
    list(theme.commands.map((command) => helpLine(context, command))),
    actions(
      ...theme.commands.slice(0, CONTROLS - 1).map((command) => commandButton(t, command, false)),
      button('menu:', t.text('menu.back')),
    ),
  );
}

/** What can be typed, by theme. */
export function helpMessage(context: Context, commands: readonly AnyCommand[]): Message {
  const { t, actor } = context;
  return message(
    heading(t.text('menu.help.title')),
    note(whoIs(context)),
    text(t.text('menu.help.text')),
    actions(button(runs(['mois']), t.text('menu.help.menu'), 'primary')),
    ...themesFor(actor, commands).flatMap((theme) => [
      heading(themeName(t, theme)),
      list(theme.commands.map((command) => helpLine(context, command))),
    ]),
  );
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
      t.text('menu.who.member', { organisations: t.list(actor.organisations.map(({ name }) => name)) }),
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

function themeName(t: Translator, { name }: Theme): string {
  const key = `menu.theme.${name}`;
  if (!isTextKey(key)) throw new Error(`no text "${key}"`);
  return t.text(key);
}
