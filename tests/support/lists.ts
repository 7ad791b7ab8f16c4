import type { SeenMessage, SeenSelect } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';

/** The newest message with a list of this name, and all of that name in it: what is posted for several has no pages. */
function listsOf(
  person: Person,
  name: string,
): { readonly message: SeenMessage; readonly lists: readonly SeenSelect[] } {
  for (const message of person.screen().toReversed()) {
    const lists = message.controls.filter(
      (one): one is SeenSelect => one.kind === 'select' && one.placeholder.startsWith(name),
    );
    if (lists.length > 0) return { message, lists };
  }
  throw new Error(`${person.name} sees no list "${name}"; reads: ${person.read()}`);
}

function fieldOf(person: Person, name: string) {
  return person.platform.form(person.user.id)?.fields.find(({ label }) => label === name);
}

/** What is offered now: in the form that is open, else in the newest message. */
function offered(person: Person, name: string): readonly string[] {
  const { options } = fieldOf(person, name) ?? { options: listsOf(person, name).lists.flatMap((one) => one.options) };
  return options.map(({ label }) => label);
}

/** The button to the next page of this list; undefined on its last. */
function nextOf(person: Person, name: string): string | undefined {
  return listsOf(person, name)
    .message.controls.flatMap((one) => (one.kind === 'button' ? [one.label] : []))
    .find((label) => label.startsWith('Suivants') || (label.startsWith(name) && label.includes(' : Suivants')));
}

/** What the list offers, all its pages together; then its last page is in front. */
export async function allOf(person: Person, name: string): Promise<readonly string[]> {
  const found = [...offered(person, name)];
  while (!fieldOf(person, name)) {
    const next = nextOf(person, name);
    if (next === undefined) break;
    await person.press(next);
    found.push(...offered(person, name));
  }
  return found;
}

/** Chooses this one, on whichever page it is: from the first page on. */
export async function chooseFrom(person: Person, name: string, label: string): Promise<void> {
  while (!offered(person, name).some((one) => one.includes(label))) await person.press(nextOf(person, name) ?? '');
  const field = fieldOf(person, name);
  if (field) {
    const all = offered(person, name);
    return person.fill({
      [field.id]: all.find((one) => one === label) ?? all.find((one) => one.includes(label)) ?? '',
    });
  }
  const list = listsOf(person, name).lists.find(({ options }) => options.some((one) => one.label.includes(label)));
  await person.choose(list?.placeholder ?? name, label);
}
