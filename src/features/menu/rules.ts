import { type Actor, hasRole } from '../../access/actor/actor.ts';
import type { AnyCommand } from '../../access/operation/context.ts';
import type { Menu, MenuItem, MenuTheme } from './menu.ts';

function isShown({ command, isWorthShowing }: MenuItem, actor: Actor): boolean {
  return hasRole(actor, command.who) && (isWorthShowing?.(actor) ?? true);
}

/** Returns whether somebody has to join an organisation before they can do anything else. */
export function isLost({ organisations, coordinator, delegateOf, national }: Actor): boolean {
  return organisations.length === 0 && !coordinator && delegateOf.length === 0 && national !== true;
}

/** Returns the least role with which anything of a theme may be done; null when there is no such theme. */
export function roleOfTheme(name: string, { commands }: Menu): AnyCommand['who'] | null {
  const needed = commands.filter(({ path }) => path.fr[0] === name).map(({ who }) => who);
  return (
    (['anyone', 'organiser', 'delegate', 'coordinator', 'national'] as const).find((role) => needed.includes(role)) ??
    null
  );
}

/** Returns the themes of which the actor may do something, with the commands they may use. */
export function themesFor(actor: Actor, { themes }: Menu): readonly MenuTheme[] {
  return themes
    .map((theme) => ({ ...theme, items: theme.items.filter((item) => isShown(item, actor)) }))
    .filter(({ items }) => items.length > 0);
}

/** Returns the few commands at the top of the actor's menu: what people come for most often. */
export function shortcutsFor(actor: Actor, { themes }: Menu): readonly MenuItem[] {
  const belongs = actor.organisations.length > 0;
  const all = themes.flatMap(({ items }) => items);
  const of = (role: 'coordinator' | 'organiser') =>
    all
      .flatMap((item) => {
        const position = item.shortcut?.[role];
        return position !== undefined && isShown(item, actor) ? [{ item, position }] : [];
      })
      .sort((a, b) => a.position - b.position)
      .map(({ item }) => item);
  return [...(actor.coordinator ? of('coordinator') : []), ...(belongs || !actor.coordinator ? of('organiser') : [])];
}
