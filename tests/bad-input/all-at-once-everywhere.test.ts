import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/chat/form.ts';
import type { FieldInput } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { type TextKey, textIn } from '../../src/texts/index.ts';
import { both, platformsInTurn } from '../support/platforms.ts';
import { plain, reads } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';
import { answerable } from './answerable.ts';
import { understood, valueFor } from './filling.ts';
import { forms, nameOf, open, type Setting, typedFields } from './forms.ts';
import { BOT, FREE, NAME, NONSENSE, type Wrong, type WrongForm, wrongForms } from './wrong-fields.ts';

type Form = (typeof forms)[number];

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-25T09:00:00+01:00' });
  await world.restartBot(undefined, { nationals: both.map((platform) => world.coordinator[platform]) });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

describe('what can be wrong with a form', () => {
  it('is known of each, and of each of its fields into which text is typed', () => {
    const unknown = forms.filter((form) => !Object.hasOwn(wrongForms, nameOf(form))).map(nameOf);
    expect(unknown, 'add to tests/bad-input/wrong-fields.ts what is wrong in each field of these forms').toEqual([]);
    const missing = forms.flatMap((form) =>
      typedFields(form)
        .filter(({ name }) => !Object.hasOwn(rowOf(form).fields, name))
        .map(({ name }) => `${nameOf(form)}: ${name}`),
    );
    expect(missing, 'add to tests/bad-input/wrong-fields.ts what is wrong in these fields, or FREE').toEqual([]);
    expect(Object.keys(wrongForms).filter((name) => forms.every((form) => nameOf(form) !== name))).toEqual([]);
  });

  it('is, in a name that others choose by, a word of two alphabets: of what, is said here', () => {
    const names = forms.flatMap((form) =>
      wrongIn(rowOf(form)).flatMap(([field, wrong]) => (wrong === NAME ? [labelOf(form, field)] : [])),
    );
    expect([...new Set(names)].sort()).toEqual([
      'Financeur ou catégorie',
      'Nom de la passerelle',
      'Nom de la structure',
      "Région, ou code d'invitation",
      'Thème',
      'Titre',
    ]);
  });
});

describe.each(platformsInTurn())('a form with something wrong everywhere, on %s', (platform) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await answerable(world, platform);
  });

  it.each(forms.map((form) => [nameOf(form), form] as const))(
    '%s: tells all of it at once, each at its field, and takes it once it is right',
    async (_, form) => {
      const row = rowOf(form);
      const { person } = setting;
      await open(form, setting);
      if (wrongIn(row).length > 0) {
        await fillIn(setting, row, 'wrong');
        isToldAt(form, row, person);
        if (row.right === null) return;
        await person.correct();
        // A list that is too long for a form is asked before the form opens.
        if (!person.platform.form(person.user.id)) await person.press('Continuer');
      }
      await fillIn(setting, row, 'right');
      expect(person.platform.form(person.user.id)?.errors ?? {}).toEqual({});
      expect(person.read()).not.toContain(textIn('fr', 'common.errors.title'));
      expect(person.read()).not.toContain(NAME.says);
    },
  );

  it.each(
    forms.flatMap((form) =>
      'path' in form && form.form !== 'always' && wrongIn(rowOf(form)).length > 1
        ? [[nameOf(form), form] as const]
        : [],
    ),
  )('%s: tells all of it also when it was typed after the command', async (name, form) => {
    const row = rowOf(form);
    const options: Record<string, FieldInput> = {};
    for (const { name: field, option, hidden } of fieldsOf(form.input)) {
      const typed = row.fields[field] === BOT ? nameOfBot(setting) : typedIn(setting, row, field, 'wrong');
      if (option && hidden !== true && typed !== undefined && typed !== null) options[option.fr] = typed;
    }
    await setting.person.command(name, options);
    isToldAt(form, row, setting.person);
  });
});

function rowOf(form: Form): WrongForm {
  const row = wrongForms[nameOf(form)];
  if (!row) throw new Error(`add to tests/bad-input/wrong-fields.ts what is wrong in each field of "${nameOf(form)}"`);
  return row;
}

const wrongIn = ({ fields }: WrongForm): readonly (readonly [string, Wrong])[] =>
  Object.entries(fields).flatMap(([name, wrong]) => (wrong === FREE ? [] : [[name, wrong] as const]));

function labelOf({ input }: Form, name: string): string {
  return plain(textIn('fr', fieldsOf(input).find((field) => field.name === name)?.label as TextKey));
}

/**
 * Checks that all fields are told at once: on Slack in the form, at these fields and no other, on Discord in one
 * message that names them.
 */
function isToldAt(form: Form, row: WrongForm, person: Person): void {
  const wrong = wrongIn(row);
  const seen = person.platform.form(person.user.id);
  if (seen) expect(Object.keys(seen.errors).sort()).toEqual(wrong.map(([name]) => name).sort());
  else expect(person.news.length).toBe(1);
  for (const [name, { says }] of wrong) {
    const told = seen ? plain(seen.errors[name] ?? '') : reads(person);
    expect(told).toContain(says);
    if (!seen && wrong.length > 1) expect(told).toContain(labelOf(form, name));
  }
}

/** Returns the bot's own account as one names it in a command's option. */
function nameOfBot({ person, world: { platforms } }: Setting): string {
  const { bot } = platforms[person.platform.name];
  return person.platform.name === 'slack' ? `@${bot.name}` : bot.id;
}

/** Fills every page of the open form: text that is read is wrong or right, free text is nonsense in any case. */
async function fillIn(setting: Setting, row: WrongForm, how: 'wrong' | 'right'): Promise<void> {
  const { person } = setting;
  for (;;) {
    const values: Record<string, FieldInput> = {};
    for (const field of person.form().fields) {
      if (field.part !== undefined) continue;
      const typed = typedIn(setting, row, field.id, how);
      const value = typed === undefined ? valueFor(field, 'Autre chose') : typed;
      if (value !== null) values[field.id] = value;
    }
    await person.platform.submit(person.user.id, values);
    await setting.world.settle();
    person.look();
    if (!person.sees('Continuer')) return;
    await person.press('Continuer');
  }
}

/** Returns what is entered into a field; null where nothing is, undefined where it doesn't matter. */
function typedIn(
  { person, world: { platforms } }: Setting,
  { fields, beside = {}, right }: WrongForm,
  name: string,
  how: 'wrong' | 'right',
): FieldInput | null | undefined {
  const wrong = fields[name];
  const bot = platforms[person.platform.name].bot.id;
  if (wrong === FREE) return NONSENSE;
  if (wrong === undefined) return beside[name];
  if (how === 'wrong') return wrong === BOT ? [bot] : wrong.typed;
  if (wrong === BOT) return [person.user.id];
  return right?.[name] ?? understood[name] ?? `Fête des gens de ${person.platform.name}`;
}
