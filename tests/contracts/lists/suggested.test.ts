import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../src/chat/form.ts';
import { composeRegistry } from '../../../src/composition.ts';
import { commandDefinitions } from '../../../src/dispatch/definitions.ts';
import { allOf } from '../../support/lists.ts';
import { startWorld, type World } from '../../support/world.ts';
import { clear, dictionary, organisations } from './rows.ts';
import { type Suggested, suggestedSources } from './suggested.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** The command options that suggest while one types, with the source of what they suggest. */
const registry = composeRegistry();
const options = commandDefinitions(registry.commands).flatMap(({ path, options: all }) =>
  all
    .filter(({ suggests }) => suggests)
    .map(({ name, field, listed }) => ({
      ...{ command: `/${path.fr.join(' ')}`, option: name.fr },
      ...{ field, path: path.fr, listed },
    })),
);

function sourceOf({ path, field }: (typeof options)[number]): string {
  const command = registry.command(path);
  const found = command && fieldsOf(command.input).find(({ name }) => name === field);
  if (found?.hours === false) return 'a day';
  return found?.source ?? (found?.wholeDays === false ? 'an hour' : 'a date');
}

const suggest = (command: string, option: string, typed: string) => {
  const { user, place } = world.coordinator.discord;
  return world.discord.suggest(user.id, place, command, option, typed);
};

/** This is what somebody types. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const TOLD = /^Encore \d+ : tapez /;

/** Checks that what is suggested holds so many, or says how many more there are; of a list only where there is one. */
async function whatIsCut(
  { command, option, listed }: (typeof options)[number],
  { typed = '', entries }: Suggested,
): Promise<Suggested['entries']> {
  const labels = (await suggest(command, option, typed)).map(({ label }) => plain(label));
  const shown = labels.filter((label) => !TOLD.test(label));
  const cut = entries.filter(({ name }) => !shown.some((label) => label.includes(plain(name))));
  expect(shown).toHaveLength(entries.length > 25 ? 24 : entries.length);
  expect(labels.slice(shown.length).map((label) => label.split(' : ')[0])).toEqual(
    cut.length > 0 ? [`Encore ${cut.length}`] : [],
  );
  expect(labels.slice(shown.length).map((label) => label.includes('voir la liste'))).toEqual(
    cut.length > 0 ? [listed] : [],
  );
  return cut;
}

it('every option of a command that suggests is tried', () => {
  expect(options.length).toBeGreaterThan(25);
  const names = suggestedSources.flatMap(({ of }) => of);
  expect(options.map(sourceOf).filter((source) => !names.includes(source))).toEqual([]);
});

describe.each(suggestedSources)('$name', ({ of, fill, counts }) => {
  const here = options.filter((one) => of.includes(sourceOf(one)));

  it.each(counts)('of %i, what is cut is told, and found by typing on', async (count) => {
    const suggested = await fill(world, count);
    expect(suggested.entries).toHaveLength(count);
    for (const [index, one] of here.entries()) {
      const cut = await whatIsCut(one, suggested);
      // Options of one source are looked up alike.
      for (const { name, by } of index === 0 ? cut : []) {
        const found = await suggest(one.command, one.option, by);
        expect(found.map(({ label }) => plain(label)).join('\n')).toContain(plain(name));
      }
    }
  });
});

it('what Discord suggests leads to the list of all, in the order of the language', async () => {
  const { discord: reader } = world.coordinator;
  await clear(world);
  const names = dictionary('Fanfare', 30);
  await organisations(world, names);
  const suggested = await suggest('/structure rejoindre', 'structure', '');
  expect(suggested.slice(0, 24).map(({ label }) => label)).toEqual(names.slice(0, 24));
  await reader.command('/structure rejoindre', { structure: suggested.at(-1)?.value ?? '' });
  expect(await allOf(reader, 'Structure')).toEqual(names);
});
