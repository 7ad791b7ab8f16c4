import type { SlackCore } from '../core.ts';
import { mentionsOf } from '../read/mentions.ts';
import type { LocalSlack } from '../types.ts';
import type { Lookup } from './lookup.ts';
import { Screen } from './screen.ts';

type Sights = Pick<
  LocalSlack,
  | 'users'
  | 'languageOf'
  | 'teamsOf'
  | 'channelsOf'
  | 'messages'
  | 'form'
  | 'controlsInView'
  | 'home'
  | 'commands'
  | 'entriesOnMessages'
  | 'mentionsIn'
>;

/** Returns what people see, each on a screen of their own. */
export function sightsOf(core: SlackCore, find: Lookup): Sights {
  const screen = new Screen(core);
  return {
    users: () =>
      [...core.workspace.users.values()].filter((user) => !user.bot).map((user) => ({ id: user.id, name: user.name })),
    languageOf: (user) => (find.person(user).locale === 'fr-FR' ? 'fr' : 'en'),
    teamsOf(user) {
      find.person(user);
      const { id, name } = core.workspace.team;
      return [{ id, name }];
    },
    channelsOf: (user) => screen.channels(find.person(user)),
    messages(user, place) {
      const person = find.person(user);
      return screen.messages(person, find.channel(person, place), place.thread);
    },
    form: (user) => screen.form(find.person(user)),
    controlsInView: (user) => screen.controlsInView(find.viewInFront(user).definition),
    home(user) {
      const view = core.views.home(find.person(user).id);
      return view && screen.viewBlocks(view.definition);
    },
    commands(user) {
      find.person(user);
      return core.installation.commands.map((one) => ({
        path: one.command,
        description: [one.description, one.usageHint].filter((text) => text !== '').join(' · '),
        options: [],
      }));
    },
    entriesOnMessages(user) {
      find.person(user);
      return core.installation.shortcuts.filter(({ type }) => type === 'message').map(({ name }) => name);
    },
    mentionsIn: (message) => mentionsOf(find.message(message)),
  };
}
