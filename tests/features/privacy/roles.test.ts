import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organiser, plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('whoever has a role and is erased on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    world = await startWorld();
    coordinator = world.coordinator[platform];
  });
  afterAll(() => world?.close());

  async function erase(person: Person): Promise<void> {
    await person.command('/profil donnees');
    await person.press('Tout effacer');
    await person.press('Effacer pour toujours');
    await world.runDue();
  }

  it('leaves the role: a delegate is in the team no more, nor when they come back', async () => {
    const luc = world.person(platform, 'Luc Martin');
    await luc.command('/mois');
    await coordinator.command('/equipe nommer', {
      personne: coordinator.mention(luc),
      role: 'delegate',
      departement: '80',
    });
    await coordinator.command('/equipe voir');
    expect(coordinator.read()).toContain('Luc Martin');
    await erase(luc);
    await coordinator.command('/equipe voir');
    expect(coordinator.read()).not.toContain('Luc Martin');
    expect(coordinator.read()).not.toContain('personne effacée');
    await luc.command('/structure creer', { nom: 'Atelier vélo' });
    await coordinator.command('/equipe voir');
    expect(coordinator.read()).not.toContain('Luc Martin');
    expect(await world.database.prisma.teamRole.count({ where: { role: 'DELEGATE' } })).toBe(0);
  });

  it('the coordination is told of an organisation that nobody is left of, without the name', async () => {
    const marie = await organiser(world, platform, 'Marie Dupont', 'Jardins partagés');
    await erase(marie);
    const told = coordinator.screen().filter(({ text }) => text.includes('Jardins partagés'));
    expect(told.at(-1)?.text).toContain('personne effacée');
    expect(told.map(({ text }) => text).join()).not.toContain('Marie');
  });

  const name = (who: Person, role: string, department = '') =>
    coordinator.command('/equipe nommer', {
      ...{ personne: coordinator.mention(who), role },
      ...(department === '' ? {} : { departement: department }),
    });
  const told = (words: string) => coordinator.screen().filter(({ text }) => plain(text).includes(words));

  it('the coordination is told which departments a delegate leaves alone, once and without the name', async () => {
    const nora = world.person(platform, 'Nora Benali');
    const paul = world.person(platform, 'Paul Faure');
    await name(nora, 'delegate', '02, 60');
    await name(paul, 'delegate', '60');
    await nora.command('/profil donnees');
    await nora.press('Tout effacer');
    expect(plain(nora.read())).toContain("La coordination (CRESS) saura quelle place est libre dans l'équipe");
    await nora.press('Effacer pour toujours');
    expect(plain(nora.read())).toContain("C'est effacé");
    await world.runDue();
    await world.runDue();
    const notices = told('Une personne déléguée (Aisne (02) et Oise (60)) a fait effacer ses données');
    expect(notices).toHaveLength(1);
    const [{ text = '' } = {}] = notices;
    expect(plain(text)).toContain("Il n'y a plus personne pour Aisne (02) : nommez quelqu'un");
    expect(plain(text)).toContain('Oise (60) : il reste Paul Faure');
    expect(text).not.toContain('Nora');
    await coordinator.press("Nommer quelqu'un", { in: 'Une personne déléguée (Aisne (02) et Oise (60))' });
    await coordinator.fill({ person: paul.user.id, role: "Délégué·e d'un département", department: '02' });
    expect(plain(coordinator.read())).toContain('Paul Faure est maintenant délégué·e');
  });

  it('the coordination is told that one of them has left, once, and who is left', async () => {
    const rose = world.person(platform, 'Rose Petit');
    await name(rose, 'coordinator');
    await erase(rose);
    await world.runDue();
    const notices = told('Une personne de la coordination (CRESS) a fait effacer ses données');
    expect(notices).toHaveLength(1);
    expect(plain(notices[0]?.text ?? '')).toContain('La coordination, maintenant : Claire et Driss.');
    expect(notices[0]?.text).not.toContain('Rose');
  });

  it('whoever has no part in the team is not told of as if they had', async () => {
    const lea = world.person(platform, 'Léa Roux');
    await lea.command('/mois');
    const before = told('a fait effacer ses données').length;
    await lea.command('/profil donnees');
    await lea.press('Tout effacer');
    expect(plain(lea.read())).not.toContain("place est libre dans l'équipe");
    await lea.press('Effacer pour toujours');
    await world.runDue();
    expect(told('a fait effacer ses données')).toHaveLength(before);
  });
});
