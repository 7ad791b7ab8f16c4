import type { Form } from '../../../src/chat/form.ts';
import type { AnswerMode } from '../../../src/chat/interaction.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { FormResponder } from '../../../src/chat/platform.ts';
import type { Hall, Said } from './hall.ts';

export interface ResponderOptions {
  readonly hall: Hall;
  readonly person: string;
  readonly room: string;
  /** The message that held what was pressed. */
  readonly pressed: Said | null;
  ask(form: Form): void;
}

/** Answers what somebody typed, on their screen alone. */
export function terminalResponder({ hall, person, room, pressed, ask }: ResponderOptions): FormResponder {
  let mode: AnswerMode = 'private';
  let answered: Said | null = null;
  const show = (message: Message) => hall.say({ room, by: null, only: person, key: null, says: message });
  const replace = (said: Said, message: Message) => {
    said.says = message;
    hall.show(said);
    return said;
  };
  return {
    async acknowledge(given) {
      mode = given;
    },
    async openForm(form) {
      ask(form);
    },
    async answer(message) {
      answered = mode === 'update' && pressed?.only === person ? replace(pressed, message) : show(message);
    },
    async aside(message) {
      show(message);
    },
    async retire(message) {
      if (answered) replace(answered, message);
    },
    async drop() {},
    async refuse() {
      throw new Error('a terminal declares that a refused form doesn’t stay open');
    },
  };
}
