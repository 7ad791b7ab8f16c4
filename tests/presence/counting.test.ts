import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { copies } from '../support/announcements.ts';
import { departures, leavesPlatform, plain, returnsToPlatform } from '../support/departures.ts';
import { other, platformsInTurn } from '../support/platforms.ts';
import { startWorld, type World } from '../support/world.ts';

describe.each(platformsInTurn())('who has left %s counts nowhere until they come back', (platform) => {
  let world: World;
  let coordinator: Person;
  let there: Person;
  let ana: Person;
  let bob: Person;

  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-14T10:00:00+02:00' });
    coordinator = world.coordinator[platform];
    there = world.coordinator[other[platform]];
    ana = world.person(platform, 'Ana');
    bob = world.person(platform, 'Bob');
    await ana.command('/structure creer', { nom: 'Les Jardins', commune: 'Beauvais' });
    await bob.command('/structure rejoindre', { structure: 'Les Jardins' });
    await ana.press('Confirmer');
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(bob), role: 'Coordination' });
    await leavesPlatform(world, bob);
  });
  afterAll(() => world.close());

  it('in the list of organisations', async () => {
    await ana.command('/structure liste');
    expect(ana.read()).toMatch(/Les Jardins[\s|]+Beauvais[\s|]+1\b/);
  });

  it('among its members they are named as gone, so that they can still be excluded', async () => {
    await ana.command('/structure membres');
    expect(ana.read()).toContain("Bob (a quitté l'espace ou le serveur)");
    expect(ana.read()).not.toContain('Ana (a quitté');
    await ana.command('/structure exclure', { membre: 'Bob' });
    expect(ana.read()).toContain('Exclure Bob de « Les Jardins »');
    await ana.press('Ne rien changer');
  });

  it('when somebody leaves an organisation, who stays there alone is its last one', async () => {
    await ana.command('/structure quitter', { structure: 'Les Jardins' });
    expect(ana.read()).toContain('Vous êtes la dernière personne de cette structure');
    await ana.press('Ne rien changer');
  });

  it('in the team they are named as gone, and they are not the coordinator who stays', async () => {
    await leavesPlatform(world, there);
    await coordinator.command('/equipe voir');
    expect(coordinator.read()).toContain("Bob (a quitté l'espace ou le serveur)");
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(coordinator) });
    expect(coordinator.read()).toContain('Vous êtes la seule personne à coordonner');
    await returnsToPlatform(world, there);
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(coordinator) });
    expect(coordinator.read()).not.toContain('Vous êtes la seule personne à coordonner');
    await coordinator.press('Ne rien changer');
  });

  it('among those an announcement is for', async () => {
    const people = () => /(\d+) personnes?/.exec(plain(coordinator.read()))?.[1];
    await coordinator.command('/annonce diffuser', { texte: 'Venez nombreux' });
    const without = Number(people());
    await returnsToPlatform(world, bob);
    await coordinator.command('/annonce diffuser', { texte: 'Venez tous' });
    expect(Number(people())).toBe(without + 1);
    await leavesPlatform(world, bob);
  });

  it('among the organisations that a survey has somebody to ask of', async () => {
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const cleo = world.person(platform, 'Cléo');
    await cleo.command('/structure creer', { nom: 'La Ferme', commune: 'Beauvais' });
    await leavesPlatform(world, ana);
    await world.goTo('2026-12-02T10:00:00+01:00');
    await coordinator.command('/questionnaire lancer');
    await coordinator.press('Lancer');
    await world.runDue();
    const questionnaires = await world.database.prisma.questionnaire.findMany({ select: { organisation: true } });
    expect(questionnaires.map(({ organisation }) => organisation.name)).toEqual(['La Ferme']);
    await returnsToPlatform(world, ana);
  });
});

describe.each(departures)('what somebody who has left had scheduled, on $platform: $way', (departure) => {
  const { platform, hearsOfMembers } = departure;
  let world: World;
  let coordinator: Person;
  let leo: Person;
  let ana: Person;

  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-14T10:00:00+02:00', hearsOfMembers });
    coordinator = world.coordinator[platform];
    [leo, ana] = [world.person(platform, 'Léo'), world.person(platform, 'Ana')];
    await ana.command('/structure creer', { nom: 'Les Jardins', commune: 'Beauvais' });
    await coordinator.command('/equipe nommer', {
      personne: coordinator.mention(leo),
      role: "Délégué·e d'un département",
      departement: '60',
    });
  });
  afterAll(() => world.close());

  async function schedules(text: string, when: string): Promise<void> {
    await leo.command('/annonce diffuser', { texte: text });
    await leo.press('Programmer');
    await leo.fill({ when });
    expect(plain(leo.read())).toContain("L'annonce partira le");
  }

  it('does not leave, though nobody asked about them meanwhile: the coordinators are told why, once, and decide', async () => {
    await schedules('Rendez-vous', 'demain 9h');
    await leavesPlatform(world, leo);
    for (const day of ['15', '16']) await world.goTo(`2026-09-${day}T10:00:00+02:00`);
    const about = "Léo a quitté l'espace ou le serveur";
    const notices = coordinator.screen().filter(({ text }) => plain(text).includes(about));
    expect(notices).toHaveLength(1);
    expect(copies(ana, 'Rendez-vous')).toEqual([]);

    await returnsToPlatform(world, leo);
    await world.goTo('2026-09-17T10:00:00+02:00');
    expect(copies(ana, 'Rendez-vous')).toEqual([]);
    await coordinator.press("Ouvrir l'annonce");
    await coordinator.press('Diffuser maintenant');
    await world.runDue();
    expect(copies(ana, 'Rendez-vous')).toHaveLength(1);
  });

  it('leaves once, at its hour, while they are there', async () => {
    await schedules('Réunion', 'vendredi 25 septembre 9h');
    for (const day of ['25', '26']) await world.goTo(`2026-09-${day}T10:00:00+02:00`);
    expect(copies(ana, 'Réunion')).toHaveLength(1);
  });
});

/** A region in whose Discord a coordinator has an announcement leave the next morning, and somebody on a platform who will read it. */
async function scheduledForTomorrow(platform: 'slack' | 'discord') {
  const world = await startWorld({ at: '2026-09-14T10:00:00+02:00', hearsOfMembers: false });
  const ana = world.person(platform, 'Ana');
  await ana.command('/structure creer', { nom: 'Les Jardins', commune: 'Beauvais' });
  const coordinator = world.coordinator.discord;
  await coordinator.command('/annonce diffuser', { texte: 'Rendez-vous' });
  await coordinator.press('Programmer');
  await coordinator.fill({ when: 'demain 9h' });
  return { world, ana };
}

describe('while Discord can’t tell who is there', () => {
  it('what somebody had scheduled waits, and leaves once it can', async () => {
    const { world, ana } = await scheduledForTomorrow('discord');
    const path = '/guilds/:guild/members/:user';
    const away = world.discord.fault({ kind: 'status', status: 503, method: 'GET', path, times: 1_000 });
    await world.goTo('2026-09-15T09:00:00+02:00');
    expect(copies(ana, 'Rendez-vous')).toEqual([]);
    away.cancel();
    await world.goTo('2026-09-15T09:00:05+02:00');
    expect(copies(ana, 'Rendez-vous')).toHaveLength(1);
    await world.close();
  });
});

describe('once Discord won’t tell who is there, as of a server that the bot was removed from', () => {
  it('what somebody had scheduled leaves on Slack, by what was last known of them', async () => {
    const { world, ana } = await scheduledForTomorrow('slack');
    const gone = { kind: 'refuse', status: 403, code: 50_001, message: 'Missing Access' } as const;
    world.discord.fault({ ...gone, method: 'GET', path: '/guilds/:guild/members/:user', times: 1_000 });
    await world.goTo('2026-09-15T09:00:00+02:00');
    expect(copies(ana, 'Rendez-vous')).toHaveLength(1);
    await world.close();
  });
});

describe.each(platformsInTurn())('whose accounts are one person, and who has left %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-14T10:00:00+02:00' });
  });
  afterAll(() => world.close());

  it('keeps on the other platform what they may', async () => {
    const coordinator = world.coordinator[platform];
    const left = world.person(platform, 'Noé');
    const stays = world.person(other[platform], 'Noé bis');
    await left.command('/structure creer', { nom: 'Le Fournil', commune: 'Amiens' });
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(left), role: 'Coordination' });
    await left.command('/profil lier');
    const code = /\b[2-9A-Z]{8}\b/.exec(left.read())?.[0] ?? '';
    await stays.command('/profil lier', { code });
    await stays.press('Réunir');
    await left.press("C'est bien moi");
    await left.command('/annonce diffuser', { texte: 'Rendez-vous' });
    await left.press('Programmer');
    await left.fill({ when: 'demain 9h' });
    await leavesPlatform(world, left);

    await stays.command('/structure membres');
    expect(stays.read()).toContain('Membres de « Le Fournil »');
    expect(stays.read()).not.toContain('a quitté');
    await stays.command('/equipe voir');
    expect(stays.read()).not.toContain('a quitté');
    await world.goTo('2026-09-15T10:00:00+02:00');
    expect(stays.look()).not.toContain("n'est pas partie");
    expect(copies(stays, 'Rendez-vous')).toHaveLength(1);
  });
});
