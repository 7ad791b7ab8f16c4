import type { LocalPlatform, LocalUser } from '../local-platform.ts';
import { channelNames } from '../stage.ts';
import { type TownspersonId, townspeople } from './town.ts';

export type Platforms = Readonly<Record<'slack' | 'discord', LocalPlatform>>;
export type TownUsers = Readonly<Record<TownspersonId, LocalUser>>;

/** Opens the channels on both platforms and lets everyone join theirs, before the bot connects. */
export function settleTown(platforms: Platforms): TownUsers {
  for (const platform of [platforms.slack, platforms.discord]) {
    for (const name of ['general', ...Object.values(channelNames)]) platform.addChannel({ name });
  }
  const joined = Object.entries(townspeople).map(([id, person]) => {
    const administrator = 'coordinator' in person;
    return [id, platforms[person.platform].addUser({ name: person.name, locale: 'fr', administrator })] as const;
  });
  return Object.fromEntries(joined) as Record<TownspersonId, LocalUser>;
}
