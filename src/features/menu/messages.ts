import { hasRole } from '../../access/actor/actor.ts';
import { commandName } from '../../access/operation/command-name.ts';
import type { AnyCommand, Context } from '../../access/operation/context.ts';
import type { Region } from '../../access/region/region.ts';
import { quotedBack } from '../../chat/cut.ts';
import { MENU } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import {
  actions,
  type Block,
  type ButtonStyle,
  button,
  type Control,
  heading,
  list,
  type Message,
  message,
  note,
  text,
} from '../../chat/message.ts';
import type { Offer } from '../../chat/user-error.ts';
import { allPlatformWords } from '../../platforms/registered.ts';
import { departmentName, helloTo } from '../../reading/index.ts';
import { isTextKey, type TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Menu, MenuItem, MenuTheme } from './menu.ts';
import { isLost, roleOfTheme, shortcutsFor, themesFor } from './rules.ts';
import { themeTitle } from './themes.ts';
import type { Today, WaitingTask, Way, Worded } from './waits.ts';

/** Key of the button that shows all that somebody can do. */
export const REST = 'reste';

/** The most of somebody's tasks, each with its buttons, and of what is theirs; the others are counted. */
const TASKS = 3;
const LINES = 5;

/** The most entries that answer a sentence. */
const CLOSEST = 3;

/**
 * Shows what waits for this person and what they can begin. One button stands out: what is most pressing, or else what
 * most people come for. All the rest is a press away.
 */
export function menuMessage(context: Context, menu: Menu, now: Today, intro: string | null = null): Message {
  const { t, actor, region } = context;
  const { coordinating, organising } = now;
  const standsOut = onlyTheFirst(!isLost(actor));
  return message(
    heading(t.text('menu.title', { region: region.name })),
    intro !== null && text(intro),
    note(whoIs(context)),
    ...beginningBlocks(context, menu.beginnings(actor)),
    ...(coordinating === null ? [] : coordinatorsBlocks(t, coordinating, standsOut)),
    ...organisingBlocks(t, organising, standsOut),
    actions(
      ...organising.begin.map((way) => wayButton(t, way, standsOut())),
      button(`menu:${REST}`, t.text('menu.rest'), standsOut()),
    ),
  );
}

/**
 * Greets somebody who does something in the region for the first time: by their first name, in three sentences, of which
 * the second says what this is or why something else isn't shown, and with the one button they need first.
 */
export function greetingMessage({ t, actor, region }: Context, menu: Menu, why: string | null = null): Message {
  return message(
    text(
      [
        helloTo(t, actor.name),
        why ?? t.text('menu.first.what', { region: region.name }),
        t.text('menu.first.next'),
      ].join(' '),
    ),
    actions(
      ...menu
        .beginnings(actor)
        .filter(({ primary }) => primary)
        .map((offer) => offerButton(t, offer)),
    ),
  );
}

/** Returns the style of each button in turn: the first one stands out, unless another does already. */
function onlyTheFirst(free: boolean): () => ButtonStyle {
  let left = free;
  return () => {
    const style = left ? 'primary' : 'plain';
    left = false;
    return style;
  };
}

function wayButton(t: Translator, { action, label }: Way, style: ButtonStyle): Control {
  return button(action, t.text(label), style);
}

/** Words what waits for the coordinators, "À faire : 6 propositions, 2 demandes.", above what leads to each of them. */
function coordinatorsBlocks(
  t: Translator,
  tasks: readonly WaitingTask[],
  standsOut: () => ButtonStyle,
): readonly (Block | null)[] {
  if (tasks.length === 0) return [text(t.text('menu.nothingToDo'))];
  return [
    text(t.text('menu.toDo', { what: tasks.map(({ words }) => words(t)).join(', ') })),
    actions(...tasks.flatMap(({ ways }) => ways.map((way) => wayButton(t, way, standsOut())))),
  ];
}

/** Builds what stands in the coordinators' channel: what waits for them, whoever they are. */
export function boardMessage(
  t: Translator,
  { chamber }: Pick<Region, 'chamber'>,
  tasks: readonly WaitingTask[],
): Message {
  return message(
    heading(t.text('menu.board.title', { chamber })),
    ...coordinatorsBlocks(t, tasks, onlyTheFirst(true)),
    note(t.text('menu.board.note')),
    actions(button(runs(MENU.fr), t.text('menu.board.mine'))),
  );
}

function organisingBlocks(
  t: Translator,
  { tasks, theirs, past, left, had, dates }: Today['organising'],
  standsOut: () => ButtonStyle,
): readonly (Block | null | false)[] {
  const [next] = dates;
  const more = tasks.length - TASKS;
  return [
    tasks.length > 0 && text(t.text('menu.waiting')),
    ...tasks
      .slice(0, TASKS)
      .flatMap(({ words, ways }) => [text(words(t)), actions(...ways.map((way) => wayButton(t, way, standsOut())))]),
    more > 0 && text(t.text('menu.moreTasks', { count: more })),
    theirs.length > 0 && text(t.text('menu.theirs')),
    list([
      ...theirs.slice(0, LINES).map((words) => words(t)),
      ...(theirs.length > LINES ? [t.text('menu.moreEvents', { count: theirs.length - LINES })] : []),
    ]),
    next !== undefined && text(t.text('menu.next', { when: t.moment(next.at), what: next.words(t) })),
    past.length > 0 && note(pastText(t, past, left)),
    ...had.flatMap(({ words, way }) => [note(words(t)), actions(wayButton(t, way, 'plain'))]),
  ];
}

/** Words what is over in one paragraph, so that it takes no room from what isn't, and what is left to do for it. */
function pastText(t: Translator, past: readonly Worded[], left: readonly Worded[]): string {
  const more = past.length - LINES;
  const named = past.slice(0, LINES).map((words) => words(t));
  const what = more > 0 ? `${named.join(', ')} ${t.text('menu.moreEvents', { count: more })}` : t.list(named);
  return [t.text('menu.past', { what }), ...left.map((words) => words(t))].join(' ');
}

/** Shows the requests that somebody has made and, where they belong to no organisation, what they can begin with. */
function beginningBlocks({ t, actor }: Context, offers: readonly Offer[]): readonly (Block | null | false)[] {
  const begun = offers.filter(({ words }) => words !== undefined);
  const open = isLost(actor) ? offers.filter(({ words }) => words === undefined) : [];
  return [
    begun.length > 0 &&
      text(begun.flatMap(({ words }) => (words ? t.text(words.key as TextKey, words.values) : [])).join('\n')),
    actions(...begun.map((offer) => offerButton(t, offer))),
    open.length > 0 && text(t.text(begun.length > 0 ? 'menu.meanwhile' : 'menu.noOrganisation')),
    actions(...open.map((offer) => offerButton(t, offer))),
  ];
}

/** Shows all that this person can do, in the roles they have: what they most often come for, then by theme. */
export function restMessage(context: Context, menu: Menu): Message {
  const { t, actor } = context;
  const shortcuts = shortcutsFor(actor, menu).map((item) => commandButton(t, item));
  const themes = themesFor(actor, menu).map(({ name, title }) => button(`menu:${name}`, t.text(title)));
  return message(
    heading(t.text('menu.rest')),
    shortcuts.length > 0 && text(t.text('menu.shortcuts')),
    actions(...shortcuts),
    text(t.text('menu.themes')),
    actions(...themes, button('menu:', t.text('menu.back'))),
  );
}

/** Shows all of one theme that this person may do: first, and apart, what they have asked for by its name. */
export function themeMessage(context: Context, theme: MenuTheme, asked: readonly MenuItem[] = []): Message {
  const { t } = context;
  const standsOut = onlyTheFirst(true);
  const others = theme.items.filter((item) => !asked.includes(item));
  const lines = (items: readonly MenuItem[]) => list(items.map(({ command }) => helpLine(context, command)));
  return message(
    heading(t.text(theme.title)),
    lines(asked),
    actions(...asked.map((item) => commandButton(t, item, standsOut()))),
    others.length > 0 && text(t.text(asked.length > 0 ? 'menu.besides' : 'menu.which')),
    lines(others),
    actions(...others.map((item) => commandButton(t, item)), button('menu:', t.text('menu.back'))),
  );
}

/** Answers a kind word, and shows where all else is. */
export function welcomeMessage({ t }: Context): Message {
  return message(text(t.text('menu.welcome')), actions(button(runs(MENU.fr), t.text('menu.help.menu'))));
}

/** Shows what comes closest to what somebody said, the closest first; the rest of its theme, and all else, is a press away. */
export function closestMessage(context: Context, theme: MenuTheme, typed: string): Message {
  const { t } = context;
  const standsOut = onlyTheFirst(true);
  const closest = theme.items.slice(0, CLOSEST);
  return message(
    text(t.text('menu.closest', { typed: quotedBack(typed), theme: t.text(theme.title) })),
    list(closest.map(({ command }) => helpLine(context, command))),
    actions(
      ...closest.map((item) => commandButton(t, item, standsOut())),
      theme.items.length > closest.length && button(`menu:${theme.name}`, t.text(theme.title)),
      button(`menu:${REST}`, t.text('menu.rest')),
    ),
  );
}

const reserved = {
  anyone: 'menu.reserved',
  organiser: 'menu.membersOnly',
  delegate: 'menu.reserved',
  coordinator: 'menu.reserved',
  national: 'menu.reservedNational',
} as const satisfies Record<AnyCommand['who'], TextKey>;

/**
 * Says why somebody may do nothing of a theme, and that what they may do follows, unless they are new; null where there is
 * no such theme, and where they may.
 */
export function reservedText({ t, actor, region }: Context, menu: Menu, name: string): string | null {
  const words = { theme: themeTitle(t, menu, name) ?? name, chamber: region.chamber };
  const role = roleOfTheme(name, menu);
  if (role === null || hasRole(actor, role)) return null;
  const why = t.text(reserved[role], words);
  return actor.isNew ? why : `${why} ${t.text('menu.follows')}`;
}

/** Lists what can be typed, by theme, below what nobody knows as one. */
export function helpMessage(context: Context, menu: Menu, typed?: string): Message {
  const { t, actor } = context;
  return message(
    heading(t.text('menu.help.title')),
    typed !== undefined && text(t.text('common.typed.unknown', { typed })),
    note(whoIs(context)),
    ...(isLost(actor) ? beginningBlocks(context, menu.beginnings(actor)) : []),
    text(t.text('menu.help.text')),
    actions(button(runs(MENU.fr), t.text('menu.help.menu'), isLost(actor) ? 'plain' : 'primary')),
    ...themesFor(actor, menu).flatMap(({ title, items }) => [
      heading(t.text(title)),
      list(items.map(({ command }) => helpLine(context, command))),
    ]),
  );
}

function whoIs({ t, actor, region }: Context): string {
  const sentences = [
    actor.national === true && t.text('menu.who.national'),
    actor.coordinator && t.text('menu.who.coordinator', { chamber: region.chamber }),
    actor.delegateOf.length > 0 &&
      t.text('menu.who.delegate', { departments: t.list(actor.delegateOf.map(departmentName)) }),
    actor.organisations.length > 0 &&
      t.text('menu.who.member', {
        organisations: t.list(actor.organisations.map(({ name }) => t.text('menu.who.quoted', { name }))),
      }),
  ].filter((sentence) => sentence !== false);
  return sentences.length > 0 ? sentences.join(' ') : t.text('menu.who.nobody');
}

function helpLine({ t, actor, region, place }: Context, command: AnyCommand): string {
  const typed = commandName(command.path, { platform: place.platform, locale: actor.locale, region });
  return t.text('menu.help.line', { command: typed, what: described(t, command) });
}

function described(t: Translator, { description }: AnyCommand): string {
  if (!isTextKey(description)) throw new Error(`no text "${description}"`);
  return t.text(description, allPlatformWords(t));
}

function commandButton(t: Translator, { command, label }: MenuItem, style: ButtonStyle = 'plain'): Control {
  return button(runs(command.path.fr), t.text(label, allPlatformWords(t)), style);
}

function offerButton(t: Translator, { action, label, primary }: Offer): Control {
  return button(action, t.text(label as TextKey), primary && 'primary');
}
