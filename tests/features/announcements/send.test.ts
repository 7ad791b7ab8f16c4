import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, followed, member } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { both, other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
/** Ana is from Amiens, Léo from Laon; there is nobody else in the region, so that who is reached can be counted. */
const people = {} as Record<'slack' | 'discord', { readonly ana: Person; readonly leo: Person }>;
const everybody = () => both.flatMap((platform) => [people[platform].ana, people[platform].leo]);
/** The world in which somebody joins an organisation. */
let growing: World;

beforeAll(async () => {
  world = await startWorld();
  for (const platform of both) {
    people[platform] = {
      ana: await member(world, platform, `Ana ${platform}`, `Le Fournil ${platform}`, 'Amiens'),
      leo: await member(world, platform, `Léo ${platform}`, `Les Jardins ${platform}`, 'Laon'),
    };
  }
  growing = await startWorld({ at: '2026-11-03T10:00:00+01:00' });
});
afterAll(async () => {
  await world?.close();
  await growing?.close();
});

async function write(person: Person, text: string): Promise<void> {
  await person.command('/annonce diffuser');
  await person.fill({ text });
}

describe.each(platformsInTurn())('an announcement written on %s', (platform) => {
  const words = `Les affiches sont arrivées (${platform})`;

  it('is composed first, told at each choice what it would reach, and leaves once it is pressed', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/annonce diffuser');
    await coordinator.fill({ text: words, links: 'Voir les affiches' });
    expect(coordinator.read()).toContain('Il manque une adresse à « Voir les affiches »');
    await coordinator.correct();
    await coordinator.fill({ links: 'Voir les affiches : exemple.fr/affiches\nwww.exemple.fr/mois' });
    expect(plain(coordinator.read())).toContain('5 personnes, 2 salons');
    // It is for everybody until that is asked for.
    expect(coordinator.read()).toContain('tout le monde');
    expect(coordinator.sees('Départements')).toBe(false);
    await coordinator.press('Préciser le public');
    await coordinator.choose('Départements', 'Somme');
    expect(plain(coordinator.read())).toContain('2 personnes, 2 salons');
    await coordinator.choose('Plateformes', platform === 'slack' ? 'Slack' : 'Discord');
    expect(plain(coordinator.read())).toContain('1 personne, 1 salon');
    await coordinator.choose('Rôles', 'coordination');
    expect(plain(coordinator.read())).toContain('Personne, 1 salon');
    await coordinator.choose('Rôles', 'Tous les rôles');
    await coordinator.choose('Départements', 'Tous les départements');
    expect(plain(coordinator.read())).toContain('2 personnes, 1 salon');
    await coordinator.choose('Plateformes', 'Toutes');
    await coordinator.press("Revenir à l'annonce");
    await coordinator.press('Aperçu');
    expect(coordinator.read()).toContain(words);
    expect(coordinator.news.flatMap(({ controls }) => controls.filter(({ kind }) => kind === 'link'))).toMatchObject([
      { label: 'Voir les affiches', url: 'https://exemple.fr/affiches' },
      { label: 'exemple.fr/mois', url: 'https://www.exemple.fr/mois' },
    ]);
    for (const person of everybody()) expect(copies(person, words)).toEqual([]);

    // When it is pressed it is once in each announcement channel, and its state follows by itself.
    await coordinator.press('Modifier le texte');
    await coordinator.fill({ text: `${words} !` });
    expect(coordinator.read()).toContain('nouveau texte est enregistré');
    await coordinator.press('Diffuser maintenant');
    expect(coordinator.read()).toContain("C'est noté : 2 messages partent maintenant");
    for (const person of everybody()) expect(copies(person, `${words} !`)).toHaveLength(1);
    expect(followed(coordinator)).toContain('En attente : 2');
    await world.runDue();
    expect(followed(coordinator)).toContain('Envoyés : 2');
    expect(followed(coordinator)).not.toContain('En attente');
    // Nobody has read it yet: its copies have nothing new to say.
    for (const person of everybody()) expect(copies(person, `${words} !`)).toMatchObject([{ edited: false }]);
    expect(followed(world.coordinator[other[platform]])).not.toContain(words);
  });

  it('may also go to chosen organisations, in a conversation nobody else reads', async () => {
    const coordinator = world.coordinator[platform];
    await write(coordinator, `Pour deux (${platform})`);
    await coordinator.choose("Où l'envoyer", 'conversation par structure');
    await coordinator.press('Préciser le public');
    await coordinator.press('Choisir des structures');
    await coordinator.choose('Ajouter des structures', 'Le Fournil slack', 'Le Fournil discord');
    expect(plain(coordinator.read())).toContain('structure Le Fournil slack et Le Fournil discord');
    expect(plain(coordinator.read())).toContain('2 personnes, 1 salon');
    await coordinator.press('Diffuser maintenant');
    for (const { ana, leo } of Object.values(people)) {
      expect(copies(ana, `Pour deux (${platform})`)).toHaveLength(1);
      expect(copies(leo, `Pour deux (${platform})`)).toEqual([]);
    }
  });

  it('can’t leave now for nobody: who it is for is to be chosen first', async () => {
    const coordinator = world.coordinator[platform];
    await write(coordinator, `Pour personne (${platform})`);
    expect(coordinator.sees('Diffuser maintenant')).toBe(true);
    await coordinator.choose("Où l'envoyer", 'messages privés');
    await coordinator.press('Préciser le public');
    await coordinator.choose('Départements', 'Somme');
    await coordinator.choose('Rôles', 'coordination');
    expect(plain(coordinator.read())).toContain('Personne, aucun salon');
    await coordinator.press("Revenir à l'annonce");
    expect(coordinator.sees('Diffuser maintenant')).toBe(false);
    await coordinator.press('Préciser le public');
    await coordinator.choose('Rôles', 'Tous les rôles');
    await coordinator.press("Revenir à l'annonce");
    expect(coordinator.sees('Diffuser maintenant')).toBe(true);
    await coordinator.press('Abandonner');
  });

  it('leaves nothing behind when it is abandoned, and can be taken up again', async () => {
    const coordinator = world.coordinator[platform];
    await write(coordinator, 'Finalement non');
    await coordinator.press('Abandonner');
    expect(coordinator.read()).toContain("Rien n'est parti");
    await coordinator.press('Reprendre');
    expect(coordinator.read()).toContain('Finalement non');
    await coordinator.press('Abandonner');
    for (const person of everybody()) expect(copies(person, 'Finalement non')).toEqual([]);
  });

  it('is refused to who is in no team, and a delegate writes to their department alone', async () => {
    const { ana, leo } = people[platform];
    await ana.command('/annonce diffuser', { texte: 'Bonjour' });
    expect(ana.read()).toContain('Seules la coordination et les personnes déléguées');
    const coordinator = world.coordinator[platform];
    const named = { personne: coordinator.mention(leo), role: "Délégué·e d'un département", departement: '02' };
    await coordinator.command('/equipe nommer', named);
    await world.goTo(platform === 'slack' ? '2026-09-30T10:00:00+02:00' : '2026-10-15T10:00:00+02:00');
    await leo.command('/annonce diffuser', { texte: `Réunion à Laon (${platform})` });
    // The sender isn't counted among them.
    expect(plain(leo.read())).toContain('1 personne,');
    await leo.press('Préciser le public');
    expect(leo.sees('Départements')).toBe(false);
    const offered = JSON.stringify(leo.screen().at(-1)?.controls);
    expect(offered).toContain("n'a pas pris le kit");
    expect(offered).not.toContain("n'a pas répondu");
    await leo.press("Revenir à l'annonce");
    await leo.press('Diffuser maintenant');
    for (const each of Object.values(people)) {
      expect(copies(each.leo, `Réunion à Laon (${platform})`)).toHaveLength(each.leo === leo ? 0 : 1);
      expect(copies(each.ana, `Réunion à Laon (${platform})`)).toEqual([]);
    }
  });
});

describe.each(platformsInTurn())('who sends an announcement on %s knows it', (platform) => {
  it('and is no reader of it, nor to be called; their colleagues are', async () => {
    const coordinator = growing.coordinator[platform];
    const ana = await member(growing, platform, `Ana ${platform}`, `Le Fournil ${platform}`, 'Amiens');
    const zoe = growing.person(platform, `Zoé ${platform}`);
    await zoe.command('/structure rejoindre', { structure: `Le Fournil ${platform}` });
    await ana.press('Confirmer');
    const named = { personne: coordinator.mention(ana), role: "Délégué·e d'un département", departement: '80' };
    await coordinator.command('/equipe nommer', named);
    // It is one of several, so that it has to be chosen.
    await write(coordinator, `Bienvenue (${platform})`);
    await coordinator.press('Diffuser maintenant');
    const words = `Réunion à Amiens (${platform})`;
    await ana.command('/annonce diffuser', { texte: words });
    await ana.press('Diffuser maintenant');
    const { id } = await growing.database.prisma.announcement.findFirstOrThrow({ where: { text: words } });
    const { prisma } = growing.database;
    const meant = await prisma.announcementRecipient.findMany({ where: { announcementId: id } });
    const persons = await prisma.person.findMany({ where: { id: { in: meant.map(({ personId }) => personId) } } });
    const names = persons.map(({ name }) => name);
    expect(names).toContain(`Zoé ${platform}`);
    expect(names).not.toContain(`Ana ${platform}`);
    await coordinator.command('/annonce etat');
    await coordinator.choose('Choisir une annonce', words);
    await coordinator.press('À appeler');
    expect(coordinator.read()).toContain(`Zoé ${platform}`);
    expect(coordinator.read()).not.toContain(`Ana ${platform}`);
  });
});
