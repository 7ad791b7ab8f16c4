import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readNamedRegion, readTypedRegion, regionLine } from '../../../src/features/regions/rules.ts';
import { startWorld, type World } from '../../support/world.ts';

describe('a region in one line', () => {
  test.each([
    ['Picardie', 'Picardie', undefined],
    ['Picardie 02,60,80', 'Picardie', '02,60,80'],
    ['Picardie (02, 60 et 80)', 'Picardie', '02, 60 et 80'],
    ['Mois en Corse : 2A 2B', 'Mois en Corse', '2A 2B'],
    ['Val de Nulle Part 60', 'Val de Nulle Part', '60'],
    ['FIL-2222-2222', 'FIL-2222-2222', undefined],
    ['02, 60', '02, 60', undefined],
  ])('%s', (typed, name, departments) => {
    expect(readNamedRegion(typed)).toEqual({ name, departments });
  });

  test('is asked about where it may be several names', () => {
    expect(readTypedRegion('Picardie Aisne Oise')).toBeNull();
    expect(readTypedRegion('Hauts-de-France')).toEqual({ region: 'Hauts-de-France' });
    expect(readTypedRegion('Auvergne Rhône-Alpes')).toEqual({ region: 'Auvergne Rhône-Alpes' });
    expect(readTypedRegion('Picardie 02 60')).toEqual({ region: 'Picardie', departments: '02 60' });
  });

  test('says its departments where its name does not', () => {
    expect(regionLine({ name: 'Picardie', departments: ['02', '60', '80'] })).toBe('Picardie');
    expect(regionLine({ name: 'Val de Nulle Part', departments: ['60'] })).toBe('Val de Nulle Part 60');
  });
});

describe('setting up a region', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ region: false });
  });
  afterEach(() => world.close());

  const region = () => world.database.prisma.region.findFirst({ select: { name: true, departments: true } });

  test('from one typed line in Slack, where a channel without a name is looked at first', async () => {
    const { slack } = world.coordinator;
    await slack.command('/installer Picardie Aisne Oise');
    expect(slack.form().text).toContain('Vérifiez où va ce que vous avez tapé');
    expect(slack.form().fields[0]?.value).toEqual(['Picardie Aisne Oise']);
    await slack.command('/installer Picardie 02,60,80 #annonces');
    expect(slack.form().fields.map(({ value }) => value[0])).toEqual([
      'Picardie',
      expect.stringMatching(/^C/),
      undefined,
      undefined,
      undefined,
    ]);
    expect(await world.database.prisma.region.findFirst({ where: { name: { contains: 'Picardie' } } })).toBeNull();
    await slack.command('/installer Picardie 02,60,80');
    expect(slack.read()).toContain('relié à la région Picardie');
    expect(await region()).toEqual({ name: 'Picardie', departments: ['02', '60', '80'] });
  });

  test.each(['slack', 'discord'] as const)('in one page of a form on %s, and changed in it', async (platform) => {
    const by = world.coordinator[platform];
    await by.command('/installer');
    await by.fill({ region: 'Val de Nulle Part 60, 80', tallies: by.channel('chiffres').replace('#', '') });
    expect(by.read()).not.toContain('Continuer');
    expect(by.read()).toContain('relié à la région Val de Nulle Part');
    expect(await region()).toEqual({ name: 'Val de Nulle Part', departments: ['60', '80'] });
    await by.press('Changer les réglages');
    expect(by.form().fields[0]?.value).toEqual(['Val de Nulle Part 60, 80']);
    await by.fill({ region: 'Vallées 60, 80, 02' });
    expect(by.read()).toContain('Renommer la région « Val de Nulle Part » en « Vallées » ?');
    expect(by.read()).toContain('Aisne');
    expect(await region()).toEqual({ name: 'Val de Nulle Part', departments: ['60', '80'] });
    await by.press('Ne rien changer');
    expect(await region()).toEqual({ name: 'Val de Nulle Part', departments: ['60', '80'] });
    await by.command('/installer', { region: 'Vallées 60, 80, 02' });
    await by.press('Changer');
    expect(by.read()).toContain('relié à la région Vallées');
    expect(await region()).toEqual({ name: 'Vallées', departments: ['02', '60', '80'] });
  });

  test.each(['slack', 'discord'] as const)(
    'is for coordinators, who are told so before any form, on %s',
    async (platform) => {
      await world.coordinator[platform].command('/installer', { region: 'Picardie' });
      const stranger = world.person(platform, `Ivan ${platform}`);
      for (const given of [{}, { region: 'Atlantide' }]) {
        await stranger.command('/installer', given);
        expect(stranger.read()).toContain('Seule la coordination (CRESS) peut faire cela');
      }
      expect(await region()).toEqual({ name: 'Picardie', departments: ['02', '60', '80'] });
    },
  );

  test.each(['slack', 'discord'] as const)('with a code in one page of a form begun before on %s', async (platform) => {
    const other = platform === 'slack' ? 'discord' : 'slack';
    const by = world.coordinator[platform];
    await by.command('/installer');
    await world.coordinator[other].command('/installer', { region: 'Picardie' });
    await world.coordinator[other].press(
      platform === 'slack' ? 'Relier aussi votre Slack' : 'Relier aussi votre Discord',
    );
    const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(world.coordinator[other].read())?.[0] ?? '';
    expect(by.form().fields.map(({ id }) => id)).toEqual([
      'region',
      'yearRound',
      'announcements',
      'coordination',
      'tallies',
    ]);
    await by.fill({ region: code });
    expect(by.sees('Continuer')).toBe(false);
    expect(by.read()).toContain("D'ici là, rien n'est relié");
    await world.coordinator[other].press('Confirmer');
    expect(by.look()).toContain('relié à la région Picardie');
  });
});
