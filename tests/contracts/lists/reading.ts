import type { SeenSelect } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';

/** A list that is in front of somebody: in a message, or in a form. */
interface InFront {
  readonly options: readonly string[];
  choose(label: string): Promise<void>;
}

/** The newest list whose name begins like this. */
function inFront(person: Person, name: string): InFront {
  const form = person.platform.form(person.user.id);
  const field = form?.fields.find((one) => one.label === name);
  if (field) {
    return {
      options: field.options.map(({ label }) => label),
      choose: (label) => person.fill({ [field.id]: label }),
    };
  }
  const select = selectOf(person, name);
  return { options: select.options.map(({ label }) => label), choose: (label) => person.choose(name, label) };
}

function selectOf(person: Person, name: string): SeenSelect {
  const found = person
    .screen()
    .toReversed()
    .flatMap(({ controls }) => controls)
    .find((one): one is SeenSelect => one.kind === 'select' && one.placeholder.startsWith(name));
  if (!found) throw new Error(`${person.name} sees no list "${name}"; reads: ${person.read()}`);
  return found;
}

/** What the list offers, all its pages together; then its last page is in front. */
export async function allOf(person: Person, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (;;) {
    found.push(...inFront(person, name).options);
    const select = person.platform.form(person.user.id) ? null : selectOf(person, name);
    const [, to = 1, of = 1] = /–(\d+) sur (\d+)\)/.exec(select?.placeholder ?? '')?.map(Number) ?? [];
    if (to === of) return found;
    await person.press('Suivants');
  }
}

/** Chooses this one, on whichever page it is: from the first page on. */
export async function chooseFrom(person: Person, name: string, label: string): Promise<void> {
  for (;;) {
    const list = inFront(person, name);
    if (list.options.some((one) => one.includes(label))) return list.choose(label);
    await person.press('Suivants');
  }
}
