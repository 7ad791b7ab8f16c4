import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { SeenControl, SeenMessage, SeenOption } from '../../../src/playground/local-platform.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { type Hall, type Inhabitant, PRINTED } from './hall.ts';

/** A message as it stands on somebody's screen. */
export type Printed = Pick<SeenMessage, 'id' | 'text' | 'controls' | 'files' | 'onlyForYou'>;

/** Somebody at a terminal: types lines into a socket, and reads what it prints. */
export class TerminalPerson {
  readonly self: Inhabitant;
  readonly #hall: Hall;
  readonly #socket: Socket;
  readonly #lines: string[] = [];
  #typed = 0;
  #news = 0;

  private constructor(hall: Hall, self: Inhabitant, socket: Socket) {
    this.self = self;
    this.#hall = hall;
    this.#socket = socket;
    createInterface(socket).on('line', (line) => {
      this.#lines.push(line);
      socket.write(`${PRINTED}\n`);
    });
  }

  /** Sits down at a terminal, and says who they are. */
  static async sitDown(hall: Hall, port: number, self: Inhabitant): Promise<TerminalPerson> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const person = new TerminalPerson(hall, self, socket);
    await person.type(self.id);
    person.#typed -= 1;
    return person;
  }

  /** Types a line; what was printed before is no news any more. */
  async type(line: string): Promise<void> {
    this.#news = this.#lines.length;
    this.#typed += 1;
    this.#socket.write(`${line}\n`);
  }

  /** Types the number under which the newest button or option of this label is offered. */
  async choose(label: string): Promise<void> {
    const found = this.#lines.findLast((line) => /^> \d+ (.*)$/.exec(line)?.[1] === label);
    if (found === undefined) throw new Error(`no "${label}" on the screen of ${this.self.name}: ${this.read()}`);
    await this.type(found.split(' ')[1] ?? '');
  }

  /** Returns whether every line they typed was taken. */
  atRest(): boolean {
    return this.#hall.taken(this.self.id) === this.#typed;
  }

  /** Returns what was printed since they typed something last. */
  read(): string {
    return asTyped(this.#lines.slice(this.#news).join('\n'));
  }

  /** Returns what can be read by now; a message that was printed again reads as it is now. */
  screen(): readonly Printed[] {
    const messages = new Map<string, Printed>();
    let block: string[] = [];
    for (const line of this.#lines) {
      const [, id = '', gone] = /^\[(\d+)\] (-$)?/.exec(line) ?? [];
      if (gone) messages.delete(id);
      else if (id !== '') block = [line];
      else if (line === '.') messages.set(idOf(block), printed(block));
      else block.push(line);
    }
    return [...messages.values()];
  }

  leave(): void {
    this.#socket.destroy();
  }
}

function idOf([head = '']: readonly string[]): string {
  return /^\[(\d+)\]/.exec(head)?.[1] ?? '';
}

function printed(block: readonly string[]): Printed {
  const [head = '', ...lines] = block;
  return {
    id: idOf(block),
    text: lines.flatMap((line) => (line.startsWith('| ') ? [line.slice(2)] : [])).join('\n'),
    controls: controlsIn(lines),
    files: [],
    onlyForYou: / pour vous · /.test(head),
  };
}

/** `> 3 Je viens` is a button; below `> Lesquels :` stand the options of a list. */
function controlsIn(lines: readonly string[]): readonly SeenControl[] {
  const controls: SeenControl[] = [];
  let options: SeenOption[] | null = null;
  for (const line of lines.filter((one) => one.startsWith('> '))) {
    const [, id = '', label = ''] = /^> (?:(\d+) )?(.*)$/.exec(line) ?? [];
    if (id === '') {
      options = [];
      controls.push({ kind: 'select', id: label, placeholder: label, options, chosen: [], min: 1, max: 100 });
    } else if (options) options.push({ value: id, label });
    else controls.push({ kind: 'button', id, label, style: 'plain', disabled: false });
  }
  return controls;
}
