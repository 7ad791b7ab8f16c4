import type { RelayedPlace } from '../../../chat/relaying.ts';
import { channelIdOf } from './places.ts';

/** Returns the address that leads the members of a server to a message. */
export const messageLink = (guild: string, place: RelayedPlace, id: string): string =>
  `https://discord.com/channels/${guild}/${channelIdOf(place)}/${id}`;
