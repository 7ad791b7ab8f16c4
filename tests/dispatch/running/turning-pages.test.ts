import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SeenMessage } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { clear, numbered, organisations } from '../../contracts/lists/rows.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** Returns the newest message with a list of organisations. */
function listOf(person: Person): SeenMessage {
  const found = person
    .screen()
    .findLast(({ controls }) =>
      controls.some((one) => one.kind === 'select' && one.placeholder.startsWith('Structure')),
    );
  if (!found) throw new Error(`no list in: ${person.read()}`);
  return found;
}

function placeholderOf(person: Person): string {
  const select = listOf(person).controls.find(({ kind }) => kind === 'select');
  return select?.kind === 'select' ? select.placeholder : '';
}

/** Returns everything that is stored, except what is kept of lists themselves. */
async function stored(): Promise<string> {
  const { membership, organisation, delivery, made } = world.database.prisma;
  const counts = [membership.count(), organisation.count(), delivery.count(), made.count()];
  return (await Promise.all(counts)).join();
}

describe.each([
  { platform: 'slack', pages: ['1–100', '101–200', '201–300', '401–420'], last: 4 },
  { platform: 'discord', pages: ['1–25', '26–50', '51–75', '401–420'], last: 16 },
] as const)('a long list on $platform', ({ platform, pages, last }) => {
  let reader: Person;
  beforeEach(async () => {
    await clear(world);
    await organisations(world, numbered('Fanfare', 420));
    reader = world.coordinator[platform];
    await reader.command('/structure membres');
  });

  it('says where one is, and turns to the next page and back within the same message', async () => {
    const { id } = listOf(reader);
    expect(placeholderOf(reader)).toBe(`Structure (${pages[0]} sur 420)`);
    expect(reader.sees('Précédents')).toBe(false);
    await reader.press('Suivants');
    await reader.press('Suivants');
    expect(placeholderOf(reader)).toBe(`Structure (${pages[2]} sur 420)`);
    await reader.press('Précédents');
    expect(placeholderOf(reader)).toBe(`Structure (${pages[1]} sur 420)`);
    expect(listOf(reader).id).toBe(id);
  });

  it('ends where there is no more', async () => {
    for (let turned = 0; turned < last; turned += 1) await reader.press('Suivants');
    expect(placeholderOf(reader)).toBe(`Structure (${pages[3]} sur 420)`);
    expect(reader.sees('Suivants')).toBe(false);
  });

  it('changes nothing else when its pages are turned, and is kept once', async () => {
    const before = await stored();
    await reader.press('Suivants');
    await reader.press('Précédents');
    await reader.command('/structure membres');
    expect(await stored()).toBe(before);
    const kept = await world.database.prisma.conversation.findMany({ where: { about: 'list:' } });
    expect(new Set(kept.map(({ values }) => JSON.stringify(values))).size).toBe(kept.length);
  });

  it('is searched, where it has more than a few pages, by a part of a name or what stands beside it', async () => {
    await reader.press('Chercher');
    await reader.fill({ words: 'fare 41' });
    expect(reader.read()).toContain('10 choix contiennent « fare 41 »');
    await reader.choose('Structure', 'Fanfare 417');
    expect(reader.read()).toContain('Membres de « Fanfare 417 »');
  });

  it('says when nothing is found, and goes on with all of it', async () => {
    await reader.press('Chercher');
    await reader.fill({ words: 'zzz' });
    expect(reader.read()).toContain('Rien dans la liste ne contient « zzz »');
    await reader.press('Suivants');
    expect(placeholderOf(reader)).toBe(`Structure (${pages[1]} sur 420)`);
  });

  it('comes back whole after a search', async () => {
    await reader.press('Chercher');
    await reader.fill({ words: 'fare 41' });
    await reader.press('Toute la liste (420)');
    expect(placeholderOf(reader)).toBe(`Structure (${pages[0]} sur 420)`);
  });
});
