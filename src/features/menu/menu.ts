import type { Actor } from '../../access/actor/actor.ts';
import type { AnyCommand } from '../../access/operation/context.ts';
import type { Offer } from '../../chat/user-error.ts';
import type { TextKey } from '../../texts/index.ts';
import type { Waits } from './waits.ts';

/** One command in the menu, as its feature describes it. */
export interface MenuEntry {
  /** Text key of the command's button. */
  readonly label: TextKey;
  /**
   * Position among the few commands at the top of the menu, for coordinators and for everybody else; lower comes first.
   * Without one, the command is shown below its theme only.
   */
  readonly shortcut?: Readonly<Partial<Record<'coordinator' | 'organiser', number>>>;
  /** Returns whether the command is of use to somebody. Without it, the command is shown to everybody with its role. */
  readonly isWorthShowing?: (actor: Actor) => boolean;
}

/**
 * A feature's entries by the French words of the command, such as 'reunion programmer', in the order in which they are
 * shown.
 */
export type MenuEntries = Readonly<Record<string, MenuEntry>>;

/** A theme of the menu and its commands. */
export interface MenuSection {
  /** First French word of its commands, which is the key of the theme's button. */
  readonly theme: string;
  /** Text key of the theme's title. */
  readonly title: TextKey;
  /** Position among the themes; lower comes first. */
  readonly position: number;
  readonly entries: MenuEntries;
}

/** Commands that a feature adds below another feature's theme, after that feature's own. */
export interface MenuAddition {
  readonly below: string;
  readonly entries: MenuEntries;
}

/** The parts that one feature contributes to the menu. */
export interface MenuParts {
  readonly commands?: readonly AnyCommand[];
  readonly menu?: readonly (MenuSection | MenuAddition)[];
  readonly waits?: Waits;
}

export interface MenuItem extends MenuEntry {
  readonly command: AnyCommand;
}

export interface MenuTheme extends Pick<MenuSection, 'title' | 'position'> {
  readonly name: string;
  readonly items: readonly MenuItem[];
}

export interface Menu {
  /** The themes, in the order in which they are shown. */
  readonly themes: readonly MenuTheme[];
  /** All commands, those too that the menu doesn't show. */
  readonly commands: readonly AnyCommand[];
  /** Returns what somebody who belongs to no organisation can begin with, including requests they have already made. */
  readonly beginnings: (actor: Actor) => readonly Offer[];
  /** The reports of the features on what waits now. */
  readonly waits: readonly Waits[];
}

/**
 * Builds the menu from the features' entries. Throws for a command that its feature doesn't have, and for a theme that
 * is unknown or given twice.
 */
export function menuOf(features: readonly MenuParts[], beginnings: Menu['beginnings']): Menu {
  const own: MenuTheme[] = [];
  const added: { readonly below: string; readonly items: readonly MenuItem[] }[] = [];
  for (const { commands = [], menu = [] } of features) {
    for (const part of menu) {
      const items = itemsOf(part.entries, commands);
      if ('below' in part) added.push({ below: part.below, items });
      else own.push({ name: part.theme, title: part.title, position: part.position, items });
    }
  }
  for (const { name } of own) {
    if (own.filter((theme) => theme.name === name).length > 1) throw new Error(`the menu has two themes "${name}"`);
  }
  for (const { below } of added) {
    if (!own.some(({ name }) => name === below)) throw new Error(`the menu has no theme "${below}"`);
  }
  const themes = own.map((theme) => ({
    ...theme,
    items: [...theme.items, ...added.flatMap(({ below, items }) => (below === theme.name ? items : []))],
  }));
  return {
    themes: themes.sort((a, b) => a.position - b.position),
    commands: features.flatMap(({ commands = [] }) => commands),
    beginnings,
    waits: features.flatMap(({ waits }) => waits ?? []),
  };
}

function itemsOf(entries: MenuEntries, commands: readonly AnyCommand[]): readonly MenuItem[] {
  return Object.entries(entries).map(([words, entry]) => {
    const command = commands.find(({ path }) => path.fr.join(' ') === words);
    if (!command) throw new Error(`the menu names "/${words}", which is no command of that feature`);
    return { ...entry, command };
  });
}
