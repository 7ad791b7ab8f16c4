import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/chat/form.ts';
import type { FieldInput, RecordedRequest } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { type TextKey, textIn } from '../../src/texts/index.ts';
import { both, platformsInTurn } from '../support/platforms.ts';
import { startWorld, type World } from '../support/world.ts';
import { answerable } from './answerable.ts';
import { isText, understood, valueFor } from './filling.ts';
import { correctOf, forms, nameOf, open, type Setting } from './forms.ts';
import { anyText, kept, read } from './hostile-text.ts';
import { storedTexts } from './stored-texts.ts';

/**
 * The number of times each form is filled. For a long search it takes more, and other texts by another `PROPERTY_SEED`:
 * `TEXT_RUNS=100 npx vitest run tests/bad-input/every-field --testTimeout=600000`.
 */
const RUNS = Number(process.env.TEXT_RUNS ?? 1);

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-25T09:00:00+01:00' });
  await world.restartBot(undefined, { nationals: both.map((platform) => world.coordinator[platform]) });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

it('the forms of every feature are here, each with its fields', () => {
  expect(forms.length).toBeGreaterThan(30);
  expect(new Set(forms.map(nameOf)).size).toBe(forms.length);
});

describe.each(platformsInTurn())('whatever is typed into the form on %s', (platform) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await answerable(world, platform);
  });

  it.each(forms.map((form) => [nameOf(form), form] as const))('%s', async (_, form) => {
    const count = fieldsOf(form.input).length;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyText, { minLength: count, maxLength: count }),
        fc.boolean(),
        async (texts, reads) => {
          const before = refused(setting).length;
          await open(form, setting);
          const typed = await fillIn(setting, texts, reads);
          // A survey is launched once.
          await comesBack(
            setting,
            typed,
            reads && nameOf(form) !== '/questionnaire lancer',
            confirmOf(form),
            correctOf(form),
          );
          callsNobody(setting, asking.has(nameOf(form)));
          expect(refused(setting).slice(before)).toEqual([]);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

/**
 * Fills every page of the open form, with readable or unreadable text in the fields that are read. Returns what was
 * typed, by the names of the fields.
 */
async function fillIn(
  { world, person }: Setting,
  texts: readonly string[],
  reads: boolean,
): Promise<ReadonlyMap<string, string>> {
  const typed = new Map<string, string>();
  for (;;) {
    const values: Record<string, FieldInput> = {};
    for (const field of person.form().fields) {
      const text = (reads ? understood[field.id] : undefined) ?? texts[typed.size] ?? '🎉';
      const value = valueFor(field, text);
      if (value === null) continue;
      values[field.id] = value;
      if (isText(field)) typed.set(field.id, String(value));
    }
    await person.platform.submit(person.user.id, values);
    await world.settle();
    person.look();
    if (!person.sees('Continuer')) return typed;
    await person.press('Continuer');
  }
}

/**
 * Checks that the text comes back: in the refused form, in the form that [Corriger] opens, in the review, and in what
 * is stored.
 */
async function comesBack(
  { world, person }: Setting,
  typed: ReadonlyMap<string, string>,
  confirms: boolean,
  confirm: string | null,
  correct: string,
): Promise<void> {
  const open = person.platform.form(person.user.id);
  if (open) {
    expect(Object.keys(open.errors)).not.toEqual([]);
    for (const [id, text] of typed) expect(open.fields.find((field) => field.id === id)?.value.join('')).toBe(text);
    await person.platform.dismiss(person.user.id);
    return;
  }
  if (confirms) await chooseFirst(person);
  const shown = person.read();
  expect(shown).not.toContain('de notre côté');
  const free = [...typed].filter(([id]) => !(id in understood));
  const untold = free.filter(([, text]) => !read(shown).includes(read(text)));
  if (confirm !== null && person.sees(confirm)) {
    expect(untold, shown).toEqual([]);
    if (!confirms) return isHeld(world, person, typed, correct);
    await person.press(confirm);
    return isStored(world, free, person.read());
  }
  return offersCorrection(person) ? isHeld(world, person, typed) : isStored(world, untold, shown);
}

/** Returns whether what was just typed can be corrected. A questionnaire has buttons of its own that correct something else. */
function offersCorrection({ news }: Person): boolean {
  return news.some(({ controls }) => controls.some((one) => one.kind === 'button' && one.label === 'Corriger'));
}

/** Returns the label of the button below a review; null where there is no review. */
function confirmOf({ review, confirm = 'common.confirm' }: (typeof forms)[number]): string | null {
  return review ? textIn('fr', confirm as TextKey) : null;
}

/** Chooses the first of several that may be meant. */
async function chooseFirst(person: Person): Promise<void> {
  const controls = person.news.flatMap((message) => message.controls);
  const asked = controls.find((one) => one.kind === 'select' && one.placeholder === 'Choisir');
  if (asked?.kind === 'select') await person.choose('Choisir', asked.options[0]?.label ?? '');
}

async function isStored(world: World, typed: readonly (readonly [string, string])[], shown: string): Promise<void> {
  const stored = await storedTexts(world.database);
  expect(
    typed.filter(([, text]) => kept(text) !== '' && !stored.has(kept(text))),
    shown,
  ).toEqual([]);
}

/** Checks that each page of the form that [Corriger] opens still holds the text. */
async function isHeld(
  world: World,
  person: Person,
  typed: ReadonlyMap<string, string>,
  correct?: string,
): Promise<void> {
  await person.correct(correct);
  // A list that is too long for a form is asked before the form opens.
  if (!person.platform.form(person.user.id)) await person.press('Continuer');
  const left = new Map(typed);
  for (;;) {
    for (const { id, value } of person.form().fields) {
      const text = left.get(id);
      if (text !== undefined) expect(kept(value.join(''))).toBe(kept(text));
      left.delete(id);
    }
    if (left.size === 0) break;
    await person.platform.submit(person.user.id, {});
    await world.settle();
    await person.press('Continuer');
  }
  await person.platform.dismiss(person.user.id);
}

/** Returns the requests of the bot that the platform refused. */
function refused({ person: { platform } }: Setting): readonly unknown[] {
  const failed = ({ status, response }: RecordedRequest) =>
    status >= 400 || (typeof response === 'object' && response !== null && 'ok' in response && response.ok === false);
  return platform.requests.filter(failed).map(({ path, body, response }) => ({ path, body, response }));
}

/** Forms whose text answers a question: whoever asked is called on Discord, where others read along. */
const asking: ReadonlySet<string> = new Set(['survey-reply']);

/** Checks that what was typed calls nobody: at most who asked is called, by the bot itself. */
function callsNobody({ world, person }: Setting, asked: boolean): void {
  for (const { id } of person.news.filter(({ author }) => author.bot)) {
    const called = person.platform.name === 'slack' ? world.slack.mentionsIn(id) : world.discord.mentionsIn(id).reached;
    expect(called.filter((one) => !(asked && one === person.user.id))).toEqual([]);
  }
}
