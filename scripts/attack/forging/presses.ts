import fc from 'fast-check';
import type { AnyAction, AnyCommand } from '../../../src/access/operation/context.ts';
import type { RawValues } from '../../../src/chat/form.ts';
import { runs } from '../../../src/chat/interaction.ts';
import type { HeldForm } from './forms.ts';
import { choices, everybodys, keys } from './keys.ts';
import type { WrongPerson } from './people.ts';
import type { Planted } from './plant.ts';

/** One forged thing that a wrong person does. */
export interface ForgedPress {
  readonly by: WrongPerson;
  /** Name of the action, or of one that is built into the bot. */
  readonly name: string;
  readonly does:
    | { readonly kind: 'press'; readonly action: string }
    | { readonly kind: 'choose'; readonly action: string; readonly chosen: readonly string[] }
    | { readonly kind: 'submit'; readonly form: string; readonly values: Readonly<Record<string, string>> };
}

export interface ForgedFrom {
  readonly registry: { readonly actions: readonly AnyAction[]; readonly commands: readonly AnyCommand[] };
  readonly planted: Planted;
  readonly people: readonly WrongPerson[];
  /** The forms, by the id of the person who holds them. */
  readonly held: ReadonlyMap<string, readonly HeldForm[]>;
  /** Whole ids of buttons that confirm, with the digest of what was shown to an authorised person. */
  readonly confirming: readonly string[];
}

/** Returns whether a press counts as forged: what anybody may do in a region doesn't. */
const isForged = (name: string, by: WrongPerson) => !by.isHere || !(name in everybodys);

/** Returns the whole ids of an action's buttons that are about what was planted. */
function rightIds({ planted, confirming }: ForgedFrom, name: string): readonly string[] {
  const ids = (keys[name]?.(planted) ?? []).map((key) => `${name}:${key}`);
  return [...ids, ...confirming.filter((id) => id.startsWith(`${name}:`))];
}

/** Returns every button, list and form about what was planted, pressed by each person who may not, in no order. */
export function everyPress(from: ForgedFrom): readonly ForgedPress[] {
  const { registry, planted, people, held } = from;
  const pressed = registry.actions.flatMap(({ name, input }) =>
    rightIds(from, name).map((action) => {
      const chosen = choices[name]?.(planted) ?? [];
      const does =
        'choice' in input.shape ? { kind: 'choose' as const, action, chosen } : { kind: 'press' as const, action };
      return { name, does };
    }),
  );
  const { form = '', formDone = '' } = planted.ids;
  const others: Omit<ForgedPress, 'by'>[] = [form, formDone].flatMap((id) => [
    { name: 'form', does: { kind: 'submit' as const, form: id, values: { title: 'Texte' } } },
    ...['form', 'confirm'].map((name) => ({ name, does: { kind: 'press' as const, action: `${name}:${id}` } })),
    { name: 'choose', does: { kind: 'choose' as const, action: `choose:${id}/title`, chosen: ['Texte'] } },
  ]);
  others.push({ name: 'among', does: { kind: 'choose', action: `among:${planted.ids.list}/0/0`, chosen: ['0'] } });
  const commands = registry.commands
    .filter(({ who }) => who === 'coordinator')
    .map(({ path }) => ({ name: 'run', does: { kind: 'press' as const, action: runs(path.fr) } }));
  return people.flatMap((by) => {
    const own = (held.get(by.personId) ?? []).flatMap(({ action, id, values }) => [
      { name: action, does: { kind: 'press' as const, action: `confirm:${id}` } },
      { name: action, does: { kind: 'submit' as const, form: id, values: typed(values) } },
    ]);
    return [...pressed, ...others, ...commands, ...own]
      .filter(({ name }) => isForged(name, by))
      .map((one): ForgedPress => ({ by, ...one }));
  });
}

function typed(values: RawValues): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Generates presses of any button or list, with the id of anything planted or with a made-up one. */
export function anyPress({ registry, planted, people }: ForgedFrom): fc.Arbitrary<ForgedPress> {
  const { ids, word } = planted;
  const id = fc.constantFrom(...Object.values(ids));
  // A search finds the word by its small letters too. Said back to whoever wrote them, they aren't what is stored.
  const sought = word.toLowerCase();
  const odd = fc.constantFrom(
    ...['', '0', 'constructor', '__proto__', '../..', "' OR 1=1 --", '%', sought, '/'.repeat(40), 'é'.repeat(60)],
  );
  const two = fc.tuple(id, fc.oneof(id, odd)).map((parts) => parts.join('/'));
  const key = fc.oneof(id, odd, two, fc.uuid());
  const builtIn = ['form', 'confirm', 'choose', 'in-region', 'in-this-region', 'run'].map((name) => ({
    name,
    isList: false,
  }));
  const actions = registry.actions.map(({ name, input }) => ({ name, isList: 'choice' in input.shape }));
  const chosen = fc.array(fc.oneof(id, odd), { maxLength: 3 });
  return fc
    .tuple(fc.constantFrom(...people), fc.constantFrom(...actions, ...builtIn), key, chosen)
    .filter(([by, { name }]) => isForged(name, by))
    .map(([by, { name, isList }, of, values]) => {
      const action = `${name}:${of}`.slice(0, LONGEST_ID);
      return { by, name, does: isList ? { kind: 'choose', action, chosen: values } : { kind: 'press', action } };
    });
}

/** The most characters of an id on Discord. */
const LONGEST_ID = 100;
