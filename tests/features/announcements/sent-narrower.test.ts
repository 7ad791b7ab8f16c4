import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { copies, member } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('an announcement that a delegate sends, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let leo: Person;
  beforeEach(async () => {
    world = await startWorld({ at: '2026-09-14T10:00:00+02:00' });
    coordinator = world.coordinator[platform];
    leo = await member(world, platform, 'Léo', 'La Scierie', 'Beauvais');
    await member(world, platform, 'Ana', 'Le Fournil', 'Beauvais');
    await member(world, platform, 'Ida', 'Les Jardins', 'Amiens');
  });
  afterEach(() => world?.close());

  const named = (role: Readonly<Record<string, string>>) =>
    coordinator.command('/equipe nommer', { personne: coordinator.mention(leo), ...role });

  it('stays in their hands though a coordinator had meant it for more', async () => {
    await named({ role: "Délégué·e d'un département", departement: '60' });
    await leo.command('/annonce programmer', { texte: 'Rendez-vous', date: '20 septembre 9h' });
    await leo.press('Programmer : ');
    await coordinator.command('/annonce etat');
    await coordinator.choose("Où l'envoyer", 'salons', 'messages privés');
    await coordinator.press('Préciser le public');
    await coordinator.choose('Départements', 'Oise', 'Somme');
    await leo.command('/annonce etat');
    await leo.press('Diffuser maintenant');
    await world.runDue();
    await leo.press('Corriger le texte');
    await leo.fill({ text: 'Rendez-vous à 10 h' });
    await leo.press('Appliquer partout');
    expect(plain(leo.read())).toContain('1 message le montrera');
    const all = await world.database.prisma.announcement.findMany({ select: { audience: true, places: true } });
    expect(all).toMatchObject([{ audience: { departments: ['60'] }, places: ['people'] }]);
  });

  it('goes nowhere, and is not planned to, where it was for channels only', async () => {
    await named({ role: 'Coordination' });
    await leo.command('/annonce programmer', { texte: 'Rendez-vous', date: '20 septembre 9h' });
    await coordinator.command('/equipe retirer', { personne: coordinator.mention(leo) });
    await coordinator.press('Retirer');
    await named({ role: "Délégué·e d'un département", departement: '60' });
    await leo.press('Programmer : ');
    expect(leo.read()).toContain("Rien n'a été fait");
    expect(plain(leo.read())).toContain('nulle part encore');
    expect(leo.sees('Diffuser maintenant')).toBe(false);
    await world.goTo('2026-09-20T09:00:00+02:00');
    await world.runDue();
    expect(copies(leo, 'Rendez-vous')).toEqual([]);
  });
});
