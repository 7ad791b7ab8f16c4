import type { LocalPlatform, LocalUser } from '../local-platform.ts';
import { channelNames } from '../stage.ts';
import { type TownspersonId, townspeople } from './town.ts';

export type Platforms = Readonly<Record<'slack' | 'discord', LocalPlatform>>;
export type TownUsers = Readonly<Record<TownspersonId, LocalUser>>;

/**
 * Opens the channels on both platforms and lets everyone join theirs, before the bot connects. That of the coordination is
 * closed to all but the coordinators.
 */
export function settleTown(platforms: Platforms): TownUsers {
  const both = [platforms.slack, platforms.discord];
  const { coordination, ...open } = channelNames;
  for (const platform of both) {
    for (const name of ['general', ...Object.values(open)]) platform.addChannel({ name });
  }
  const joined = Object.entries(townspeople).map(([id, person]) => {
    const administrator = 'coordinator' in person;
    const user = platforms[person.platform].addUser({ name: person.name, locale: 'fr', administrator });
    return { id, user, coordinates: administrator ? person.platform : null };
  });
  for (const platform of both) {
    const members = joined.filter(({ coordinates }) => coordinates === platform.name).map(({ user }) => user.id);
    platform.addChannel({ name: coordination, private: true, members });
  }
  return Object.fromEntries(joined.map(({ id, user }) => [id, user])) as Record<TownspersonId, LocalUser>;
}

/** Returns who somebody of the town is, in a few words, by their name; nothing for anybody else. */
export function aboutWhom(name: string): string {
  return Object.values(townspeople).find((person) => person.name === name)?.about ?? '';
}
