import { type Actor, hasRole } from '../../access/actor/actor.ts';
import type { AnyCommand } from '../../access/operation/context.ts';

/** Commands about one thing, as the menu groups them. */
export interface Theme {
  /** First word of their French path. */
  readonly name: string;
  readonly commands: readonly AnyCommand[];
}

/** What every menu is made of, once the registry is complete. */
export type Commands = () => readonly AnyCommand[];

/** What the region's events need first, what is set once last. */
const ORDER = [
  'evenement',
  'kit',
  'questionnaire',
  'reunion',
  'structure',
  'annonce',
  'passerelle',
  'chiffres',
  'bilan',
  'edition',
  'profil',
  'equipe',
];

/** The menu and the help don't lead to themselves; who can't change the set-up isn't led to it. */
function isShown(command: AnyCommand, actor: Actor): boolean {
  const [first = ''] = command.path.fr;
  if (first === 'mois' || first === 'aide') return false;
  if (command.path.fr.join(' ') === 'structure quitter' && actor.organisations.length === 0) return false;
  return first === 'installer' ? actor.coordinator : hasRole(actor, command.who);
}

/** Who may do anything of a theme: the least that is needed. */
export function roleOfTheme(name: string, commands: readonly AnyCommand[]): AnyCommand['who'] | null {
  const needed = commands.filter(({ path }) => path.fr[0] === name).map(({ who }) => who);
  return (['anyone', 'organiser', 'delegate', 'coordinator'] as const).find((role) => needed.includes(role)) ?? null;
}

/** What the actor may do, by theme. */
export function themesFor(actor: Actor, commands: readonly AnyCommand[]): readonly Theme[] {
  const themes = new Map<string, AnyCommand[]>();
  for (const command of commands) {
    if (!isShown(command, actor)) continue;
    const [first = ''] = command.path.fr;
    const name = first === 'installer' ? 'equipe' : first;
    const known = themes.get(name);
    if (known) known.push(command);
    else themes.set(name, [command]);
  }
  const place = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return [...themes]
    .map(([name, members]) => ({ name, commands: members }))
    .sort((a, b) => place(a.name) - place(b.name));
}

/** What one comes for most often. */
const ORGANISER = ['evenement proposer', 'evenement liste', 'questionnaire repondre', 'kit recevoir', 'reunion liste'];
const COORDINATOR = [
  'evenement file',
  'questionnaire etat',
  'annonce diffuser',
  'kit publier',
  'reunion programmer',
  'chiffres afficher',
  'bilan apercu',
  'edition voir',
];

/** The few commands that stand at the top of the actor's menu. */
export function shortcutsFor(actor: Actor, commands: readonly AnyCommand[]): readonly AnyCommand[] {
  const belongs = actor.organisations.length > 0;
  const wanted = [...(actor.coordinator ? COORDINATOR : []), ...(belongs || !actor.coordinator ? ORGANISER : [])];
  return wanted.flatMap((path) =>
    commands.filter((command) => command.path.fr.join(' ') === path && isShown(command, actor)),
  );
}
