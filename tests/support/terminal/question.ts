import type { Form, FormField } from '../../../src/chat/form.ts';
import type { Hall } from './hall.ts';
import { oneLine } from './render.ts';

/** A form as a terminal has it: its fields are asked one after the other, and a line answers each. */
export class Questions {
  readonly form: Form;
  readonly #hall: Hall;
  readonly #person: string;
  readonly #values: Record<string, string | readonly string[]> = {};
  #asked = 0;

  constructor(hall: Hall, person: string, form: Form) {
    this.form = form;
    this.#hall = hall;
    this.#person = person;
    hall.write(person, `? ${oneLine(form.title)}`, ...(form.intro === null ? [] : [`? ${oneLine(form.intro)}`]));
    this.#ask();
  }

  /** Takes a line as the answer to what was asked last. Returns all answers once nothing is left to ask; null before. */
  answer(line: string): Readonly<Record<string, string | readonly string[]>> | null {
    const field = this.form.fields[this.#asked];
    if (field === undefined) return this.#values;
    const value = line.trim() === '' ? field.value : this.#read(field, line.trim());
    if (value === undefined || (value === null && field.required && field.kind !== 'file')) {
      this.#ask();
      return null;
    }
    if (value !== null) this.#values[field.name] = value;
    this.#asked += 1;
    if (this.#asked >= this.form.fields.length) return this.#values;
    this.#ask();
    return null;
  }

  #ask(): void {
    const field = this.form.fields[this.#asked];
    if (field === undefined) return;
    const { label, required, hint, value, options } = field;
    const known = value === null ? '' : ` [${oneLine([value].flat().join(', '))}]`;
    this.#hall.write(
      this.#person,
      `? ${oneLine(label)}${required ? ' *' : ''}${known}${hint === null ? '' : ` (${oneLine(hint)})`}`,
      ...options.map((option, index) => `?   ${index + 1} ${oneLine(option.label)}`),
    );
  }

  /** It returns undefined for what can't be meant, which is asked again. */
  #read({ kind, options }: FormField, line: string): string | readonly string[] | undefined | null {
    switch (kind) {
      case 'text':
      case 'longText':
      case 'moment':
        return line;
      case 'choice':
      case 'pick':
        return options[Number(line) - 1]?.value;
      case 'choices':
      case 'picks': {
        const chosen = line.split(',').map((number) => options[Number(number) - 1]?.value);
        return chosen.every((value) => value !== undefined) ? chosen : undefined;
      }
      case 'person':
        return [...this.#hall.people.values()].find(({ name }) => `@${name}` === line)?.id;
      case 'channel':
        return [...this.#hall.rooms.values()].find(({ name, of }) => of === null && `#${name}` === line)?.id;
      case 'file':
        return null;
    }
  }
}
