import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const region = () =>
  world.database.prisma.region.findFirstOrThrow({ select: { id: true, name: true, departments: true } });
const picardie = { name: 'Picardie', departments: ['02', '60', '80'] };

/** Returns the channel for announcements on a platform. */
async function announcements(platform: string): Promise<string | null> {
  const { id: regionId } = await region();
  const where = { regionId_platform: { regionId, platform } };
  return (await world.database.prisma.installation.findUniqueOrThrow({ where })).announcementsChannel;
}

/** Brings in a second coordinator on the platform of the first. */
async function colleague(platform: 'slack' | 'discord'): Promise<Person> {
  const by = world.coordinator[platform];
  const other = world.person(platform, `Camille ${platform}`);
  await by.command('/equipe nommer', { personne: by.mention(other), role: 'Coordination' });
  return other;
}

describe.each(['slack', 'discord'] as const)('a region that is set up is changed on %s', (platform) => {
  test('its departments only once it is meant, under the same name too', async () => {
    const by = world.coordinator[platform];
    await by.command('/installer', { region: 'Picardie 02, 60' });
    expect(by.read()).toContain('Changer les départements de la région « Picardie » ?');
    expect(by.read()).toMatch(/avant.*Somme.*après/s);
    expect(await region()).toMatchObject(picardie);
    await by.press('Changer');
    expect(await region()).toMatchObject({ name: 'Picardie', departments: ['02', '60'] });
  });

  test('codes alone are its departments, and a word of a name is none', async () => {
    const by = world.coordinator[platform];
    await by.command('/installer', { region: '02, 60' });
    expect(by.read()).toContain('Changer les départements de la région « Picardie » ?');
    await by.command('/installer', { region: 'Picardie du Nord' });
    expect(by.read()).toContain('Renommer la région « Picardie » en « Picardie du Nord » ?');
    expect(by.read()).toContain('inchangés');
  });

  test('the coordinators are told who did it', async () => {
    const by = world.coordinator[platform];
    await by.command('/installer', { region: 'Vallées' });
    await by.press('Changer');
    await world.settle();
    const [told] = await world.database.prisma.delivery.findMany({
      where: { key: { startsWith: 'region-changed:' } },
      orderBy: { sequence: 'asc' },
    });
    expect(JSON.stringify(told?.body)).toContain(`${platform === 'slack' ? 'Claire' : 'Driss'} a renommé la région`);
  });

  test('a channel that a colleague has chosen meanwhile stays, beside another name, too', async () => {
    const by = world.coordinator[platform];
    const other = await colleague(platform);
    for (const [name, channel] of [
      ['Picardie', 'chiffres'],
      ['Vallées', 'annonces'],
    ] as const) {
      const first = await announcements(platform);
      await by.command('/installer');
      await other.command('/installer', { region: 'Picardie', annonces: other.channel(channel) });
      const second = await announcements(platform);
      expect(second).not.toBe(first);
      await by.fill({ region: `${name} 02, 60, 80`, coordination: by.channel('general').replace('#', '') });
      expect(by.read()).toContain("a changé ceci pendant que vous écriviez, et c'est gardé :");
      expect(by.read()).toContain(channel);
      if (name === 'Vallées') await by.press('Changer');
      expect([await announcements(platform), (await region()).name]).toEqual([second, name]);
    }
  });

  test('a button that is older than a colleague’s choice undoes none of it', async () => {
    const by = world.coordinator[platform];
    const other = await colleague(platform);
    const first = await announcements(platform);
    await by.command('/installer', { region: 'Vallées', annonces: by.channel('annonces') });
    expect(by.read()).not.toContain('Salon des annonces');
    await other.command('/installer', { region: 'Picardie', annonces: other.channel('chiffres') });
    const second = await announcements(platform);
    expect(second).not.toBe(first);
    await by.press('Changer');
    expect(by.read()).toContain('quelque chose a changé');
    expect(by.read()).toMatch(/Salon des annonces.*annonces/s);
    expect([await announcements(platform), (await region()).name]).toEqual([second, 'Picardie']);

    // Two changes of the departments at once end the same way.
    await by.command('/installer', { region: 'Vallées' });
    await other.command('/installer', { region: 'Picardie 02, 60' });
    await other.press('Changer');
    await by.press('Changer');
    expect(by.read()).toContain('quelque chose a changé');
    expect(await region()).toMatchObject({ name: 'Picardie', departments: ['02', '60'] });
    await other.command('/installer', { region: 'Vallées' });
    await other.press('Changer');
    expect(await region()).toMatchObject({ name: 'Vallées', departments: ['02', '60'] });
    await by.press('Changer');
    expect(by.read()).toContain("C'est déjà ainsi");
  });

  test('two at once: one counts, and the other is not told that theirs does', async () => {
    const by = world.coordinator[platform];
    const other = await colleague(platform);
    await by.command('/installer', { region: 'Vallées' });
    await other.command('/installer', { region: 'Collines' });
    await Promise.all([by.press('Changer'), other.press('Changer')]);
    const { name } = await region();
    const told = [by, other].map((one) => one.read().includes(`relié à la région ${name}`));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect([by, other].filter((one) => one.read().includes('relié à la région'))).toHaveLength(1);
  });
});
