import { needsOn } from '../../composition.ts';
import { inviteLink } from '../../platforms/discord/permissions.ts';
import type { Locale } from '../../texts/index.ts';
import type { BothPlatforms } from '../faults/posted.ts';
import type { LocalUser } from '../local-platform.ts';
import { channelNames } from '../stage.ts';
import { neighbour, type TownspersonId, townspeople } from './town.ts';

export type TownUsers = Readonly<Record<TownspersonId, LocalUser>>;

const { coordination, ...openChannels } = channelNames;
const openNames = ['general', ...Object.values(openChannels)];

/**
 * Opens the channels on both platforms and in the server of the second region, and lets everyone join theirs, before the
 * bot connects. That of the coordination is closed to all but the coordinators.
 */
export function settleTown({ slack, discord }: BothPlatforms): TownUsers {
  const server = discord.addGuild({ name: neighbour.server });
  server.invite(inviteLink(discord.bot.id, needsOn('discord')));
  for (const place of [slack, discord, server]) for (const name of openNames) place.addChannel({ name });
  const joined = Object.entries(townspeople).map(([id, person]) => {
    const isNeighbour = 'neighbour' in person;
    const at = isNeighbour && person.neighbour === 'only' ? server : { slack, discord }[person.platform];
    const administrator = 'coordinator' in person;
    const locale = 'locale' in person ? person.locale : 'fr';
    const user = at.addUser({ name: person.name, locale, administrator });
    if (isNeighbour && at !== server) server.join(user.id);
    return { id, user, coordinates: administrator ? at : null };
  });
  for (const place of [slack, discord, server]) {
    const members = joined.filter(({ coordinates }) => coordinates === place).map(({ user }) => user.id);
    place.addChannel({ name: coordination, private: true, members });
  }
  return Object.fromEntries(joined.map(({ id, user }) => [id, user])) as Record<TownspersonId, LocalUser>;
}

/** Returns who somebody of the town is, in a few words, by their name; nothing for anybody else. */
export function aboutWhom(name: string, locale: Locale): string {
  return Object.values(townspeople).find((person) => person.name === name)?.about[locale] ?? '';
}
