import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organiser } from '../../support/proposing.ts';
import { startWorld, type World } from '../../support/world.ts';

const said = (person: Person) =>
  person
    .screen()
    .map(({ text }) => text)
    .join('\n');

describe.each(['slack', 'discord'] as const)('the day by which comments are hoped for, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  let bob: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-12-01T10:00:00+01:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    ana = await organiser(world, platform, 'Ana', { organisation: 'Le Moulin' });
    bob = await organiser(world, platform, 'Bob', { organisation: 'La Ruche' });
  });
  afterAll(() => world?.close());

  /** Sends the draft to these people, by the form. */
  async function send(people: readonly string[], answerBy: string): Promise<void> {
    await coordinator.command('/bilan relecture');
    await coordinator.press('Choisir qui le relit');
    const ids = people.map(
      async (name) => (await world.database.prisma.person.findFirstOrThrow({ where: { name } })).id,
    );
    await coordinator.fill({ people: await Promise.all(ids), answerBy });
  }
  const confirm = async () => {
    await coordinator.press('Envoyer');
    await world.runDue();
  };
  const REMINDER = /Vous n'avez pas encore commenté/g;

  it('is changed for those who read already, which is said; nobody is reminded of a day that is over', async () => {
    await send(['Ana'], '12 décembre');
    await confirm();
    // The same reader is given until later.
    await send(['Ana'], '20 décembre');
    expect(coordinator.read()).toContain('Rien ne part : la relecture de ce texte est déjà demandée à Ana.');
    expect(coordinator.read().match(/Ana/g)).toHaveLength(1);
    expect(coordinator.read()).toContain('la réponse sera souhaitée au plus tard le dimanche 20 décembre 2026');
    await confirm();
    expect(coordinator.read()).toContain(
      'la réponse est maintenant souhaitée au plus tard le dimanche 20 décembre 2026',
    );
    await ana.command('/bilan relecture');
    expect(ana.read()).toContain('Réponse souhaitée au plus tard le dimanche 20 décembre 2026');
    await world.goTo('2026-12-11T10:00:00+01:00');
    expect(said(ana)).not.toMatch(REMINDER);

    // It is brought forward, for another reader too: the morning of the day before is past.
    await send(['Ana', 'Bob'], '12 décembre');
    expect(coordinator.read()).toContain('part en message privé vers : Bob');
    expect(coordinator.read()).toContain('la réponse sera souhaitée au plus tard le samedi 12 décembre 2026');
    await confirm();
    await world.goTo('2026-12-19T10:00:00+01:00');
    await world.goTo('2026-12-19T10:10:00+01:00');
    for (const person of [ana, bob]) expect(said(person)).not.toMatch(REMINDER);
  });
});
