import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeRegistry } from '../../src/composition.ts';
import { commandDefinitions } from '../../src/dispatch/definitions.ts';
import type { Person } from '../../src/playground/person.ts';
import {
  findMunicipalities,
  readDepartments,
  readMoment,
  readPlace,
  readQuantity,
  readUrl,
  suggestMoments,
} from '../../src/reading/index.ts';
import { reads } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';

/** Properties that every object inherits. */
const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'];

let world: World;
let claire: Person;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  claire = world.coordinator.slack;
  await claire.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

const registry = composeRegistry();
const first = [...new Set(registry.commands.map(({ path }) => path.fr[0] ?? ''))];

describe.each(inherited)('on Discord, `%s` typed: a word that every object has', (word) => {
  const typed = commandDefinitions(registry.commands).flatMap(({ path, options }) => {
    const fitting = options.filter(({ kind, max }) => kind === 'text' && word.length <= (max ?? word.length));
    return fitting.length > 0 ? [[`/${path.fr.join(' ')}`, fitting] as const] : [];
  });

  it.each(typed)('as every option of %s: is answered', async (command, options) => {
    const driss = world.coordinator.discord;
    const before = world.discord.requests.length;
    await driss.command(command, Object.fromEntries(options.map(({ name }) => [name.fr, word])));
    expect(world.discord.requests.length).toBeGreaterThan(before);
    expect(reads(driss)).not.toContain("n'a pas marché de notre côté");
    if (world.discord.form(driss.user.id)) await driss.platform.dismiss(driss.user.id);
  });

  it('in a message to the bot: is answered', async () => {
    const driss = world.coordinator.discord;
    await driss.say(word);
    expect(reads(driss)).not.toBe('');
    expect(reads(driss)).not.toContain("n'a pas marché de notre côté");
  });
});

describe.each(inherited)('`/mois %s`: a word that every object has', (word) => {
  it.each(first)('after /%s: is answered', async (command) => {
    const before = await answers();
    await claire.command(`/${command} ${word}`);
    expect(await answers()).toBeGreaterThan(before);
    expect(reads(claire)).not.toContain("n'a pas marché de notre côté");
    await closed();
  });

  it.each(registry.commands.filter(({ path }) => path.fr.length === 2).map(({ path }) => path.fr.join(' ')))(
    'after /%s: is answered',
    async (command) => {
      const before = await answers();
      await claire.command(`/${command} ${word}`);
      expect(await answers()).toBeGreaterThan(before);
      expect(reads(claire)).not.toContain("n'a pas marché de notre côté");
      await closed();
    },
  );

  it('as a date, a quantity, a place, departments or an address: is none', () => {
    const context = { now: new Date('2026-09-16T07:00:00Z'), timeZone: 'Europe/Paris', locale: 'fr' } as const;
    expect(readMoment(word, context).ok).toBe(false);
    expect(suggestMoments(word, context)).toEqual([]);
    expect(readQuantity(word).ok).toBe(false);
    expect(readPlace(word, ['60']).ok).toBe(false);
    expect(findMunicipalities(word)).toEqual([]);
    expect(readDepartments(word).ok).toBe(false);
    expect(readUrl(word).ok).toBe(false);
  });

  it('as the name of a command, a theme or a button: is none', () => {
    expect(registry.command([word])).toBeNull();
    expect(registry.theme(word)).toBeNull();
    expect(registry.action(word)).toBeNull();
    expect(registry.commandOfButton(word)).toBeNull();
  });
});

/** Returns how many times the bot has answered, in any way. */
async function answers(): Promise<number> {
  await world.settle();
  return world.slack.requests.length;
}

/** Closes the form that opened, if one did. */
async function closed(): Promise<void> {
  if (world.slack.form(claire.user.id)) await claire.platform.dismiss(claire.user.id);
}
