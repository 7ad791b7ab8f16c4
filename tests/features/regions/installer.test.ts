import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  // As in earnest: the bot plans its upkeep by itself, also for what is only being set up.
  world = await startWorld({ region: false, ticks: true });
});
afterAll(() => world.close());

const code = (person: Person) => /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(person.read())?.[0] ?? '';

describe('a region is set up on one platform and joined from the other', () => {
  test('who administers sets it up by name, the other platform joins by a code, and only its coordinators change it', async () => {
    // Anybody who doesn't administer is told who may.
    for (const platform of ['slack', 'discord'] as const) {
      const visitor = world.person(platform, 'Violette');
      for (const command of ['/installer', '/mois']) {
        await visitor.command(command);
        expect(visitor.read()).toContain("n'est pas encore relié à une région");
        expect(visitor.read()).toContain(platform === 'slack' ? 'administrateur' : 'Gérer le serveur');
        expect(visitor.read()).toContain('/installer');
      }
      expect(await world.database.prisma.region.count()).toBe(0);
    }

    // An unknown name asks for the departments and keeps what was typed.
    const { slack } = world.coordinator;
    await slack.command('/installer');
    await slack.fill({ region: 'Val de Nulle Part' });
    expect(slack.read()).toContain('Val de Nulle Part');
    expect(slack.read()).toContain('Ajoutez ses départements après le nom');
    await slack.correct();
    expect(slack.form().fields.find(({ id }) => id.startsWith('region'))?.value).toEqual(['Val de Nulle Part']);
    await slack.command('/installer', { region: 'Picardie', departements: 'Aisne, Oise et Mordor' });
    expect(slack.read()).toContain("Je n'ai pas reconnu ces départements : mordor");

    // A channel that does not exist is refused in clear words.
    await slack.command('/installer', { region: 'Picardie', annonces: 'tableau-noir' });
    expect(slack.read()).toContain('Je ne reconnais pas le salon « tableau-noir »');

    // A known name says its departments; a code for the other platform is made when it is asked for.
    await slack.command('/installer', { region: 'Picardie' });
    expect(slack.read()).toContain('Aisne (02), Oise (60) et Somme (80)');
    expect(code(slack)).toBe('');
    await slack.press('Relier aussi votre Discord');
    expect(slack.read()).toContain('Sur Discord, tapez : /installer region:FIL-');
    expect(code(slack)).not.toBe('');

    // A wrong code joins nothing; the right one does, once confirmed.
    const { discord } = world.coordinator;
    await slack.command('/installer', { region: 'Picardie' });
    await slack.press('Relier aussi votre Discord');
    const given = code(slack);
    await discord.command('/installer', { region: 'FIL-2222-2222' });
    expect(discord.read()).toContain("Ce code n'est pas le bon");
    expect(discord.read()).toContain('FIL-2222-2222');
    await discord.command('/installer', {
      region: given.toLowerCase().replaceAll('-', ' '),
      coordination: discord.channel('coordination'),
    });
    expect(discord.read()).toContain("D'ici là, rien n'est relié");
    expect(await world.database.prisma.region.count()).toBe(2);
    slack.look();
    await slack.press('Confirmer');
    expect(slack.read()).toContain('Driss fait partie de la coordination');
    expect(discord.look()).toContain('votre serveur Discord est relié à la région Picardie');
    const regions = await world.database.prisma.region.findMany({ include: { installationRows: true } });
    expect(regions.map((region) => [region.name, region.installationRows.length])).toEqual([['Picardie', 2]]);
    expect(await world.database.prisma.installCode.count()).toBe(0);
    await discord.command('/mois');
    expect(discord.read()).toContain('Vous coordonnez le Mois (CRESS)');

    // Only coordinators change it, and it never moves.
    for (const platform of ['slack', 'discord'] as const) {
      const visitor = world.person(platform, 'Vincent', { administrator: true });
      await visitor.command('/installer', { region: 'Bretagne' });
      expect(visitor.read()).toContain('Seule la coordination (CRESS) peut faire cela');

      const coordinator = world.coordinator[platform];
      await coordinator.command('/installer', { region: 'FIL-3333-3333' });
      expect(coordinator.read()).toContain('déjà relié à la région Picardie');

      await coordinator.command('/installer', { region: 'Picardie', chiffres: coordinator.channel('chiffres') });
      expect(coordinator.read()).toContain("Les chiffres du Mois de l'ESS (Picardie) s'afficheront dans ce salon");
      await coordinator.press("Vérifier l'accès aux salons");
      expect(coordinator.read()).toContain('je peux écrire dans tous les salons choisis');
    }

    // A channel one may not write to is named.
    for (const platform of ['slack', 'discord'] as const) {
      const coordinator = world.coordinator[platform];
      world.platforms[platform].addChannel({
        name: 'secret',
        private: true,
        members: [coordinator.user.id],
        withBot: false,
      });
      await coordinator.command('/installer', { region: 'Picardie', annonces: coordinator.channel('secret') });
      await coordinator.press("Vérifier l'accès aux salons");
      expect(coordinator.read()).toContain("Je n'ai pas pu écrire dans tous les salons");
      expect(coordinator.read()).toContain(
        platform === 'slack' ? 'annonces : Je ne peux pas écrire dans #secret' : '#secret',
      );
      expect(coordinator.read()).toContain(platform === 'slack' ? '/invite @' : '« Voir le salon »');
      await coordinator.press('Changer les réglages');
      expect(coordinator.form().title).toContain('Réglages de la région');
      expect(coordinator.form().fields[0]?.value).toEqual(['Picardie']);
    }
  });
});
