import type { CommandDefinition } from '../../../src/chat/interaction.ts';
import type { Place, PlatformUser } from '../../../src/chat/place.ts';
import type { Inbox, IncomingMessage } from '../../../src/chat/platform.ts';
import type { Hall, Inhabitant, Said } from './hall.ts';
import { Questions } from './question.ts';
import { terminalResponder } from './responder.ts';
import { terminalTraits } from './traits.ts';

/** Takes the lines that people type, and hands them to the bot as what they are. */
export interface TerminalReceiver {
  open(inbox: Inbox): void;
  /** Takes in nothing more. Resolves when what was begun is done. */
  close(): Promise<void>;
  inFlight(): number;
  userOf(person: Inhabitant): PlatformUser;
  incoming(said: Said): IncomingMessage;
}

export function terminalReceiver(hall: Hall, commands: readonly CommandDefinition[]): TerminalReceiver {
  const running = new Set<Promise<void>>();
  const asking = new Map<string, Questions>();
  let typed = 0;

  const userOf = ({ id, name, administrator }: Inhabitant): PlatformUser => ({
    platform: terminalTraits.name,
    id,
    team: hall.id,
    name,
    locale: 'fr',
    administrator,
  });
  const placeOf = (channel: string): Place => ({ platform: terminalTraits.name, channel, thread: null });
  const incoming = (said: Said): IncomingMessage => {
    const by = hall.people.get(said.by ?? '');
    if (by === undefined || typeof said.says !== 'string') throw new Error('nobody said this');
    return {
      user: userOf(by),
      place: placeOf(said.room),
      id: said.id,
      text: said.says,
      files: [],
      direct: hall.rooms.get(said.room)?.of !== null,
      mentionsBot: said.says.includes('@fil'),
    };
  };

  const take = async (inbox: Inbox, person: Inhabitant, line: string): Promise<void> => {
    const { room, words } = readPlace(hall, person, line);
    const by = { user: userOf(person), place: placeOf(room), interaction: `line-${++typed}`, at: null };
    const responder = (pressed: Said | null = null) =>
      terminalResponder({
        hall,
        person: person.id,
        room,
        pressed,
        ask: (form) => asking.set(person.id, new Questions(hall, person.id, form)),
      });
    const questions = asking.get(person.id);
    if (words.startsWith('/') || words === '!') asking.delete(person.id);
    if (words === '!') return;
    if (words.startsWith('/')) return inbox.command({ ...by, ...readCommand(words, commands) }, responder());
    if (questions) {
      const values = questions.answer(words);
      if (values === null) return;
      asking.delete(person.id);
      return inbox.form({ ...by, form: questions.form.id, values }, responder());
    }
    const chosen = readNumbers(hall, person, words);
    if (chosen === null) {
      return inbox.message(incoming(hall.say({ room, by: person.id, only: null, key: null, says: words })));
    }
    const { said, action, choice } = chosen;
    const message = said.only === null ? { place: placeOf(said.room), id: said.id } : null;
    return inbox.action(
      { ...by, place: placeOf(said.room), action, choice, message, shownIn: said.id },
      responder(said),
    );
  };

  return {
    open(inbox) {
      hall.listener = (person, line) => {
        const work = take(inbox, person, line).finally(() => running.delete(work));
        running.add(work);
      };
    },
    async close() {
      hall.listener = null;
      while (running.size > 0) await Promise.all(running);
    },
    inFlight: () => running.size,
    userOf,
    incoming,
  };
}

/** `#general bonjour` is said in that room; what names none is said to the bot alone. */
function readPlace(hall: Hall, person: Inhabitant, line: string): { readonly room: string; readonly words: string } {
  const [, name, words = ''] = /^#([\p{L}\d-]+) (.+)$/u.exec(line) ?? [];
  const room = [...hall.rooms.values()].find((one) => one.of === null && one.name === name);
  return room === undefined ? { room: person.direct, words: line } : { room: room.id, words };
}

/** The longest command there is that the words begin with, in either language; what follows it is the text. */
function readCommand(line: string, commands: readonly CommandDefinition[]) {
  const words = line.slice(1).trim().split(/\s+/);
  const paths = commands.flatMap(({ path }) => [path.fr, path.en]).toSorted((a, b) => b.length - a.length);
  const path = paths.find((one) => one.every((word, index) => word === words[index])) ?? words.slice(0, 1);
  return { path, values: {}, text: words.slice(path.length).join(' ') };
}

/** `3`, or `4,5` for several options of one list; null where the words are no numbers that stand on the screen. */
function readNumbers(hall: Hall, person: Inhabitant, words: string) {
  if (!/^\d+(,\d+)*$/.test(words)) return null;
  const chosen = words.split(',').map((number) => hall.offered(person.id, Number(number)));
  const [first] = chosen;
  if (first === undefined) return null;
  const choice = chosen.flatMap((one) => (one?.action === first.action && one.value !== null ? [one.value] : []));
  return { said: first.in, action: first.action, choice };
}
