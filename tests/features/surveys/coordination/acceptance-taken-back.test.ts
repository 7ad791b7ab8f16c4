import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { organiser, propose } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { launch } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

describe.each(platformsInTurn())('an acceptance that is taken back while the survey runs, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let gil: Person;
  let rose: Person;

  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    gil = await organiser(world, platform, 'Gil', 'Les Jardins');
    rose = await organiser(world, platform, 'Rose', 'Le Fournil');
    await propose(gil, { title: 'Fête', when: 'samedi 14 novembre de 14h à 18h' });
    await propose(rose, { title: 'Bal', when: 'dimanche 29 novembre de 14h à 18h' });
    await coordinator.press('Accepter', { in: 'Fête' });
    await launch(coordinator, '15 janvier 2027');
  });
  afterAll(() => world?.close());

  const state = async () => {
    await world.runDue();
    await coordinator.command('/questionnaire etat');
    return coordinator.read();
  };
  const takeBack = async (title: string) => {
    await coordinator.press('Revenir sur la décision', { in: title });
    await coordinator.press('Revenir sur la décision', { in: 'sera retiré du programme' });
    await world.runDue();
  };

  it('loses no answer: what was answered is counted no more, and again once it is accepted again', async () => {
    await world.goTo('2026-11-15T10:00:00+01:00');
    await gil.press("Répondre d'un coup", { in: 'Fête' });
    await gil.fill({ held: 'yes', attendance: '60', officials: 'no', audience: 'half' });
    expect(await state()).toContain("Questionnaires d'événement : 1 reçu sur 1");
    await world.goTo('2026-12-01T10:00:00+01:00');
    await gil.press('Oui', { in: 'contacté la presse' });
    await rose.press("Pas d'idée d'événement");
    const answered = await world.database.prisma.answer.count();
    const before = await state();
    expect(before).toContain('Structures : 1 a répondu sur 1, dont 1 en cours');
    expect(before).toContain('Structures sans événement : 1 a dit pourquoi sur 1');

    await takeBack('Fête');
    const without = await state();
    expect(without).not.toContain("Questionnaires d'événement :");
    expect(without).not.toMatch(/Structures : /);
    expect(gil.screen().some(({ text }) => text.includes("n'a plus d'événement au programme pour l'instant"))).toBe(
      true,
    );
    await gil.command('/questionnaire repondre');
    expect(gil.read()).toContain('Aucun questionnaire ne vous attend');
    expect(await world.database.prisma.answer.count()).toBe(answered);

    await coordinator.press('Accepter', { in: 'Fête' });
    const again = await state();
    expect(again).toContain("Questionnaires d'événement : 1 reçu sur 1");
    expect(again).toContain('Structures : 1 a répondu sur 1, dont 1 en cours');
    await gil.command('/questionnaire repondre');
    await gil.press('Non', { in: 'Un média a-t-il parlé' });
    expect(await world.database.prisma.answer.count()).toBe(answered + 1);

    // Why an organisation took no part counts again, too, when what made it take part is taken back.
    await coordinator.press('Accepter', { in: 'Bal' });
    expect(await state()).not.toContain('Structures sans événement');
    await takeBack('Bal');
    expect(await state()).toContain('Structures sans événement : 1 a dit pourquoi sur 1');
    expect(await state()).toContain('Structures : 1 a répondu sur 1, dont 1 en cours');
  });
});
