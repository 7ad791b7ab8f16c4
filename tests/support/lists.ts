import type { SeenMessage, SeenSelect } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { asTyped } from '../../src/texts/typography.ts';

/**
 * Returns the newest message with a list of this name, and all lists of that name in it: a message for several people
 * has no pages.
 */
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
  return person.platform.form(person.user.id)?.fields.find(({ label }) => asTyped(label) === name);
}

/** Returns the options offered now: in the open form, else in the newest message. */
function offered(person: Person, name: string): readonly string[] {
  const { options } = fieldOf(person, name) ?? { options: listsOf(person, name).lists.flatMap((one) => one.options) };
  return options.map(({ label }) => asTyped(label));
}

/** Returns the button to the next page of this list; undefined on its last. */
function nextOf(person: Person, name: string): string | undefined {
  return listsOf(person, name)
    .message.controls.flatMap((one) => (one.kind === 'button' ? [one.label] : []))
    .find((label) => label.startsWith('Suivants') || (label.startsWith(name) && label.includes(' : Suivants')));
}

/** Returns all options of the list from all its pages; its last page is then in front. */
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

/** Chooses this option, on whichever page it is, starting from the first page. */
export async function chooseFrom(person: Person, name: string, label: string): Promise<void> {
  while (!offered(person, name).some((one) => one.includes(label))) await person.press(nextOf(person, name) ?? '');
  const field = fieldOf(person, name);
  if (field) {
    const all = offered(person, name);
    const found = all.find((one) => one === label) ?? all.find((one) => one.includes(label)) ?? '';
    return person.fill({ [field.id]: field.kind === 'choices' ? [found] : found });
  }
  const list = listsOf(person, name).lists.find(({ options }) => options.some((one) => one.label.includes(label)));
  await person.choose(list?.placeholder ?? name, label);
}
