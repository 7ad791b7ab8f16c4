import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Message } from '../../../src/chat/message.ts';
import { type Offered, renderMessage, textLines } from './render.ts';

export interface Room {
  readonly id: string;
  readonly name: string;
  /** The person whose conversation with the bot it is; null for a room in which everybody is. */
  readonly of: string | null;
  /** Whether the bot is in it. */
  readonly open: boolean;
  /** Whether the bot may read back what was said. */
  readable: boolean;
}

export interface Inhabitant {
  readonly id: string;
  readonly name: string;
  readonly administrator: boolean;
  readonly acceptsDirectMessages: boolean;
  readonly direct: string;
}

/** Something that was said, and stays. */
export interface Said {
  readonly id: string;
  readonly room: string;
  /** The person who said it; null for the bot. */
  readonly by: string | null;
  /** The only person it is shown to; null where everybody in the room reads it. */
  readonly only: string | null;
  readonly key: string | null;
  says: string | Message;
  gone: boolean;
}

/** An offer that a number on somebody's screen stands for, and the message it stands in. */
export interface Choosable extends Offered {
  readonly in: Said;
}

/** A terminal types this by itself for each line that it has printed. */
export const PRINTED = '\u0006';

interface Line {
  readonly socket: Socket;
  taken: number;
  written: number;
  printed: number;
}

/**
 * A house of terminals: people come in by a socket, say who they are, and from then on type lines and read lines. It
 * remembers what was said, as a chat platform does; the bot comes and goes.
 */
export class Hall {
  readonly id = 'hall-1';
  readonly rooms = new Map<string, Room>();
  readonly people = new Map<string, Inhabitant>();
  readonly said: Said[] = [];
  readonly #offered = new Map<string, Choosable[]>();
  readonly #lines = new Map<string, Line>();
  readonly #server: Server;
  /** Takes each line that somebody types; null while the bot is away. */
  listener: ((person: Inhabitant, line: string) => void) | null = null;

  constructor() {
    this.#server = createServer((socket) => this.#come(socket));
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  addRoom(name: string, open = true, of: string | null = null): Room {
    const room = { id: `${of === null ? 'room' : 'direct'}-${this.rooms.size + 1}`, name, of, open, readable: true };
    this.rooms.set(room.id, room);
    return room;
  }

  addPerson(name: string, { administrator = false, acceptsDirectMessages = true } = {}): Inhabitant {
    const id = `person-${this.people.size + 1}`;
    const direct = this.addRoom(name, true, id).id;
    const person = { id, name, administrator, acceptsDirectMessages, direct };
    this.people.set(id, person);
    return person;
  }

  /** Remembers what is said, and prints it for everybody who can read it. */
  say(what: Omit<Said, 'id' | 'gone'>): Said {
    const said = { ...what, id: String(this.said.length + 1), gone: false };
    this.said.push(said);
    this.show(said);
    return said;
  }

  /** Prints it as it is now: what a terminal has printed stays, so what has changed is printed again under its number. */
  show(said: Said): void {
    const { of = null } = this.rooms.get(said.room) ?? {};
    for (const { id } of this.people.values()) {
      if ((said.only === null || said.only === id) && (of === null || of === id)) this.#print(id, said);
    }
  }

  /** Prints lines for one person that belong to no message. */
  write(person: string, ...lines: readonly string[]): void {
    const line = this.#lines.get(person);
    if (line === undefined) return;
    for (const words of lines) {
      line.written += 1;
      line.socket.write(`${words}\n`);
    }
  }

  /** Returns the offer that a number on somebody's screen stands for. */
  offered(person: string, number: number): Choosable | undefined {
    return this.#offered.get(person)?.[number - 1];
  }

  /** Returns how many lines of somebody's were taken, without the one that says who they are. */
  taken(person: string): number {
    return this.#lines.get(person)?.taken ?? 0;
  }

  /** Resolves when every terminal that is on has printed what was written to it. */
  async printed(): Promise<void> {
    while ([...this.#lines.values()].some(({ written, printed }) => printed < written)) await nextTurn();
  }

  async close(): Promise<void> {
    for (const { socket } of this.#lines.values()) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** The first line somebody types says who they are. What was said before is printed for them. */
  #come(socket: Socket): void {
    let person: Inhabitant | undefined;
    createInterface(socket).on('line', (typed) => {
      if (person === undefined) {
        person = this.people.get(typed);
        if (person === undefined) return void socket.end('Qui est là ?\n');
        const { id } = person;
        this.#lines.set(id, { socket, taken: 0, written: 0, printed: 0 });
        socket.on('close', () => this.#lines.delete(id));
        this.#offered.set(person.id, []);
        for (const said of this.said) {
          if (said.only === person.id || (said.only === null && this.#mayRead(person, said)))
            this.#print(person.id, said);
        }
        return;
      }
      const line = this.#lines.get(person.id);
      if (line === undefined) return;
      if (typed === PRINTED) {
        line.printed += 1;
        return;
      }
      line.taken += 1;
      if (this.listener) this.listener(person, typed);
      else this.write(person.id, '* Le bot est absent.');
    });
    socket.on('error', () => socket.destroy());
  }

  #mayRead(person: Inhabitant, { room }: Said): boolean {
    const { of = null } = this.rooms.get(room) ?? {};
    return of === null || of === person.id;
  }

  #print(person: string, said: Said): void {
    if (said.gone) {
      this.write(person, `[${said.id}] -`);
      return;
    }
    const where = said.only === null ? `#${this.rooms.get(said.room)?.name ?? ''}` : 'pour vous';
    const who = said.by === null ? 'Fil conducteur' : (this.people.get(said.by)?.name ?? '');
    const offered = this.#offered.get(person) ?? [];
    const numbering = (one: Offered) => offered.push({ ...one, in: said });
    const words = typeof said.says === 'string' ? textLines(said.says) : renderMessage(said.says, numbering);
    this.write(person, `[${said.id}] ${where} · ${who}`, ...words, '.');
  }
}

/** Sockets are read between turns of the event loop. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
