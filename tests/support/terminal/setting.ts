import { command, type Setting, throughDoors } from '../../contracts/setting.ts';
import { Hall } from './hall.ts';
import { TerminalPerson } from './person.ts';
import { createTerminal } from './platform.ts';

/** A house of terminals and the adapter to it: what the contract is tried on. */
export async function startTerminalSetting(): Promise<Setting> {
  const hall = new Hall();
  const port = await hall.listen();
  const general = hall.addRoom('general');
  const platform = createTerminal({ hall, commands: [command] });
  const doors = throughDoors();
  await platform.start(doors.inbox);
  const people = new Map<string, TerminalPerson>();
  const sitDown = async (name: string) => {
    const person = await TerminalPerson.sitDown(hall, port, hall.addPerson(name));
    people.set(person.self.id, person);
    return person.self.id;
  };
  for (const name of ['Ana', 'Bob']) await sitDown(name);
  const [ana = '', bob = ''] = people.keys();
  const at = (user: string): TerminalPerson => {
    const person = people.get(user);
    if (!person) throw new Error(`nobody is at the terminal of ${user}`);
    return person;
  };
  const settled = async () => {
    while (![...people.values()].every((person) => person.atRest())) await nextTurn();
    await hall.printed();
  };
  const quiet = async () => {
    do {
      await settled();
      await nextTurn();
    } while (platform.inFlight() > 0);
    await settled();
  };
  const type = async (user: string, channel: string, words: string) => {
    const room = hall.rooms.get(channel);
    await at(user).type(room === undefined || room.of === user ? words : `#${room.name} ${words}`);
    await settled();
  };
  const troubled = (): never => {
    throw new Error('nothing goes wrong on a terminal');
  };

  return {
    name: platform.name,
    platform,
    local: {
      addChannel: ({ name }) => hall.addRoom(name),
      messages: (user) => at(user).screen(),
      command: (user, { channel }, text) => type(user, channel, text),
      press: (user, _, control) => type(user, 'direct', control),
      select: (user, _message, _control, values) => type(user, 'direct', values.join(',')),
      async say(user, { channel }, words) {
        await type(user, channel, words);
        return hall.said.findLast(({ by }) => by === user)?.id ?? '';
      },
      form: () => null,
      submit: async () => troubled(),
      dismiss: async () => troubled(),
    },
    team: hall.id,
    calledByPeople: { title: 'Terminal', teamWord: 'workspace' },
    requests: () => hall.said.length,
    ana,
    bob,
    channel: general.id,
    nowhere: 'room-0',
    nobody: 'person-0',
    on: doors.lead,
    quiet,
    trouble: troubled,
    openingTrouble: troubled,
    closedPerson: () => hall.addPerson('Fermée', { acceptsDirectMessages: false }).id,
    closedChannel: () => hall.addRoom('ailleurs', false).id,
    closedRefusal: 'not-in-channel',
    closedFor: {
      'not-in-channel': () => hall.addRoom('ailleurs', false).id,
      'channel-gone': () => 'room-0',
    },
    closeHistory(channel) {
      const room = hall.rooms.get(channel);
      if (room) room.readable = false;
    },
    newcomer: () => sitDown('Nouvelle'),
    leave(user) {
      at(user).leave();
      people.delete(user);
      hall.people.delete(user);
    },
    async connectAgain(inbox) {
      const beside = createTerminal({ hall, commands: [command] });
      await beside.start(inbox);
      return beside;
    },
    screen: (user) => at(user).screen(),
    async close() {
      await platform.stop();
      for (const person of people.values()) person.leave();
      await hall.close();
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
