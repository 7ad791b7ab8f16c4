import type { CommandDefinition } from '../../../src/chat/interaction.ts';
import { byTime } from '../../../src/chat/order.ts';
import type { MessageRef, Place, PlatformUser, Target } from '../../../src/chat/place.ts';
import { DeliveryError, type Inbox, type IncomingMessage, type Platform } from '../../../src/chat/platform.ts';
import type { RefusalReason } from '../../../src/chat/refusal.ts';
import type { Hall, Inhabitant, Room, Said } from './hall.ts';
import { terminalReceiver } from './receive.ts';
import { terminalTraits } from './traits.ts';

export interface TerminalOptions {
  readonly hall: Hall;
  readonly commands: readonly CommandDefinition[];
}

/** Creates the bot's adapter to a house of terminals. */
export function createTerminal({ hall, commands }: TerminalOptions): Platform {
  let connected = false;
  const receiver = terminalReceiver(hall, commands);
  const place = (room: string): Place => ({ platform: terminalTraits.name, channel: room, thread: null });
  const refOf = ({ id, room }: Said): MessageRef => ({ place: place(room), id });

  /** Returns the room of a target, in which the bot may write. Throws DeliveryError. */
  const roomOf = (target: Target): Room => {
    if (!connected) throw new DeliveryError({ kind: 'unavailable' });
    if (target.kind === 'private') {
      const person = known(target.users[0] ?? '');
      if (!person.acceptsDirectMessages) throw refused('direct-messages-closed');
      return openRoom(person.direct);
    }
    return openRoom(target.kind === 'channel' ? target.channel : target.place.channel);
  };
  const openRoom = (id: string): Room => {
    const room = hall.rooms.get(id);
    if (room === undefined) throw refused('channel-gone');
    if (!room.open) throw refused('not-in-channel');
    return room;
  };
  const known = (id: string): Inhabitant => {
    const person = hall.people.get(id);
    if (person === undefined) throw refused('user-gone');
    return person;
  };
  const standing = (refs: readonly MessageRef[]) =>
    refs.map(({ id }) => {
      const said = hall.said.find((one) => one.id === id && !one.gone);
      if (said === undefined) throw refused('message-gone');
      return said;
    });
  const withKey = (key: string) => hall.said.filter((said) => said.key === key && !said.gone).map(refOf);
  const after = ({ channel }: Place, id: string) =>
    hall.said.filter((said) => said.room === channel && said.by !== null && !said.gone && byTime(said.id, id) > 0);
  const history = async (where: Place, since: string): Promise<readonly IncomingMessage[]> => {
    if (!openRoom(where.channel).readable) throw refused('no-permission');
    return after(where, since).map(receiver.incoming);
  };
  const isMember = (user: string) => (hall.people.has(user) ? 'member' : 'gone');

  return {
    name: terminalTraits.name,
    traits: terminalTraits,
    threads: null,
    relaying: null,
    showHome: null,
    partsOf: () => 1,
    async start(inbox: Inbox) {
      receiver.open(inbox);
      connected = true;
    },
    async stop() {
      await receiver.close();
      connected = false;
    },
    status: () => (connected ? 'connected' : 'disconnected'),
    inFlight: () => receiver.inFlight(),
    async post(target, message, key) {
      const room = roomOf(target);
      const before = withKey(key);
      if (before.length > 0) return before;
      const said = hall.say({ room: room.id, by: null, only: null, key, says: message });
      await hall.printed();
      return [refOf(said)];
    },
    async edit(refs, message) {
      const [said] = standing(refs);
      if (said === undefined) throw refused('message-gone');
      said.says = message;
      hall.show(said);
      await hall.printed();
      return [refOf(said)];
    },
    async delete(refs) {
      for (const said of hall.said.filter(({ id, gone }) => !gone && refs.some((ref) => ref.id === id))) {
        said.gone = true;
        hall.show(said);
      }
      await hall.printed();
    },
    async find(target, key) {
      return roomOf(target).readable ? withKey(key) : null;
    },
    history,
    look: () => ({
      wait: () => 0,
      changed: async (places) => places.filter((one) => after(one.place, one.since).length > 0),
      history,
    }),
    named: async ({ user, text }) => ({ user, text }),
    async fetchFile() {
      throw new Error('a terminal carries no files');
    },
    async user(id): Promise<PlatformUser> {
      return receiver.userOf(known(id));
    },
    membership: async (user) => isMember(user),
    rollCall: () => ({
      wait: () => 0,
      ask: async (users) => new Map(users.map((user) => [user, isMember(user)])),
    }),
    channelName: async (channel) => `#${openRoom(channel).name}`,
    async access(channel) {
      const room = hall.rooms.get(channel);
      return {
        obstacle: room === undefined ? 'channel-gone' : room.open ? null : 'not-in-channel',
        channel: room?.open ? `#${room.name}` : null,
        bot: '@fil',
        lacks: { posts: [], 'private-threads': [], relay: [] },
        hears: true,
        mutedUntil: null,
        told: true,
      };
    },
    withheld: async () => null,
  };
}

function refused(reason: RefusalReason): DeliveryError {
  return new DeliveryError({ kind: 'refused', reason });
}
