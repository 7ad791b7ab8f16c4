import type { Server } from 'node:http';
import type {
  FieldInput,
  LocalUser,
  SeenChannel,
  SeenForm,
  SeenMessage,
  SeenOption,
  SeenPlace,
} from '../local-platform.ts';
import { interactionsSettled, interactionsWait } from './actions/interactions.ts';
import type { DiscordCore } from './core.ts';
import type { RestServer } from './http/server.ts';
import { discordLevers } from './levers.ts';
import { peopleReached } from './model/mentions.ts';
import { savedWorld } from './model/saved-world.ts';
import type { Guild, User } from './model/types.ts';
import { listCommands, listEntriesOnMessages } from './people/commands.ts';
import { chooseInMenu, press } from './people/components.ts';
import { conversing } from './people/conversing.ts';
import { forge } from './people/forge.ts';
import { chooseOnMessage } from './people/message-menu.ts';
import { inviteBot } from './people/moderation.ts';
import { channelsOf, guildsOf, placeFor } from './people/places.ts';
import { runCommand, suggestionsFor } from './people/run-command.ts';
import { seenForm } from './people/seen-form.ts';
import { seenMessage, writtenMessages } from './people/seen-message.ts';
import { addChannelTo, announceGuild, joinGuild } from './people/setup.ts';
import { submit } from './people/submit.ts';
import type { LocalDiscord } from './types.ts';

export interface LocalDiscordParts {
  readonly core: DiscordCore;
  readonly rest: RestServer;
  readonly guild: Guild;
  readonly listeners: Set<() => void>;
  readonly http: Server;
}

const shown = (user: User): LocalUser => ({ id: user.id, name: user.name });

/** The person's side of the local Discord. */
export function localDiscord({ core, rest, guild, listeners, http }: LocalDiscordParts): LocalDiscord {
  const { world } = core;
  return {
    name: 'discord',
    get environment() {
      return { DISCORD_API_URL: `${core.origin()}/api`, DISCORD_TOKEN: core.token };
    },
    team: { id: guild.id, name: guild.name },
    bot: shown(world.bot),
    requests: rest.requests,
    get connections() {
      return core.gateway.sessions.connected;
    },
    addUser: (user) => newcomerTo(core, guild, user),
    addChannel: (channel) => named(addChannelTo(core, guild, channel)),
    users: () => [...world.users.values()].filter((user) => !user.bot).map(shown),
    languageOf: (user) => (core.world.user(user).locale === 'fr' ? 'fr' : 'en'),
    teamsOf: (user) => guildsOf(core, user),
    channelsOf: (user): readonly SeenChannel[] => channelsOf(core, user),
    messages(user, place): readonly SeenMessage[] {
      const channel = placeFor(core, user, place);
      return writtenMessages(core, channel)
        .filter((message) => message.onlyFor === null || message.onlyFor === user)
        .map((message) => seenMessage(core, user, channel, message));
    },
    form(user): SeenForm | null {
      const form = core.forms.get(user);
      return form ? seenForm(core, user, form) : null;
    },
    commands: (user) => listCommands(core, user),
    command: (user: string, place: SeenPlace, text: string, options: Readonly<Record<string, FieldInput>> = {}) =>
      runCommand(core, user, place, text, options),
    suggest: (user, place, command, option, typed): Promise<readonly SeenOption[]> =>
      suggestionsFor(core, user, place, command, option, typed),
    entriesOnMessages: (user) => listEntriesOnMessages(core, user),
    chooseOnMessage: (user, message, entry) => chooseOnMessage(core, user, message, entry),
    press: (user, message, control) => press(core, user, message, control),
    select: (user, message, control, values) => chooseInMenu(core, user, message, control, values),
    forge: (user, channel, given) => forge(core, user, channel, given),
    submit: (user, values) => submit(core, user, values),
    async dismiss(user) {
      core.forms.delete(user);
      core.changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settled() {
      // Answering one request may cause the next, so all three have to be quiet at once.
      do {
        await core.gateway.sessions.settled();
        await interactionsSettled(core);
        await rest.idle();
      } while (core.gateway.sessions.behind || interactionsWait(core));
    },
    async close() {
      core.gateway.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
    saved: () => ({ world: savedWorld(world), token: core.token }),
    keepBeforeAnswering(kept) {
      core.kept = kept;
    },
    addGuild({ name }) {
      const added = world.createGuild(name);
      announceGuild(core, added);
      return {
        id: added.id,
        name,
        invite: (link) => inviteBot(core, added, link),
        addUser: (user) => newcomerTo(core, added, user),
        join: (user, as) => joinGuild(core, added, world.user(user), as?.administrator ?? false),
        addChannel: (channel) => named(addChannelTo(core, added, channel)),
      };
    },
    mentionsIn(id) {
      const message = world.messages.get(id);
      if (!message) throw new Error(`No message ${id}`);
      return { ...message.pinged, reached: peopleReached(world, message) };
    },
    ...conversing(core, guild),
    ...discordLevers(core, rest, guild),
  };
}

/** Brings somebody into a server who wasn't on this Discord before. */
function newcomerTo(core: DiscordCore, guild: Guild, given: Parameters<LocalDiscord['addUser']>[0]): LocalUser {
  const { name, locale, acceptsDirectMessages = true, administrator = false } = given;
  const added = core.world.createUser(name, locale === 'en' ? 'en-GB' : 'fr', acceptsDirectMessages);
  joinGuild(core, guild, added, administrator);
  return shown(added);
}

const named = (channel: { readonly id: string; readonly name: string }): { id: string; name: string } => ({
  id: channel.id,
  name: channel.name,
});
