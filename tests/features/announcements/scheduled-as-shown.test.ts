import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { member } from '../../support/announcements.ts';
import { plain } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('the moment of an announcement that changes meanwhile, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let colleague: Person;
  beforeAll(async () => {
    world = await startWorld();
    coordinator = world.coordinator[platform];
    colleague = world.coordinator[other[platform]];
    await member(world, platform, 'Ana', 'Le Fournil', 'Amiens');
  });
  afterAll(() => world?.close());

  const announcement = () => world.database.prisma.announcement.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  /** Their colleague has it before them too, and gives it another text. */
  const becomes = async (text: string) => {
    await colleague.command('/annonce etat');
    await colleague.press('Modifier le texte');
    await colleague.fill({ text });
  };

  it('is asked and set only beside what it is now, whether its text or whom it reaches has changed', async () => {
    // It is not asked below what it was: what it is now is shown, with buttons of its own.
    await coordinator.command('/annonce programmer', { texte: 'Portes ouvertes', date: '27 septembre 14h' });
    await coordinator.press('Programmer : ');
    await coordinator.press('Modifier');
    await becomes('Portes fermées');
    await coordinator.press('Changer le moment');
    expect(coordinator.platform.form(coordinator.user.id)).toBeNull();
    expect(coordinator.read()).toContain("Rien n'a été fait");
    expect(coordinator.read()).toContain('Portes fermées');
    await coordinator.press('Changer le moment');
    await coordinator.fill({ when: '27 septembre 15h' });
    expect(plain(coordinator.read())).toContain('27 septembre 2026 à 15 h');

    // It is not set by a form that was open when it changed: the moment comes back, beside what it is now.
    await coordinator.press('Modifier');
    await coordinator.press('Changer le moment');
    await becomes('Portes entrouvertes');
    const { dueAt } = await announcement();
    await coordinator.fill({ when: '28 septembre 16h' });
    expect(coordinator.read()).toContain("Rien n'a été fait");
    expect(coordinator.read()).toContain('Portes entrouvertes');
    expect(plain(coordinator.read())).toContain('28 septembre 16h');
    expect(await announcement()).toMatchObject({ status: 'SCHEDULED', dueAt });

    // It is set once that has been seen, also when it had to be put right.
    await coordinator.press('Corriger');
    await coordinator.fill({ when: '29 septembre 16h' });
    expect(coordinator.read()).toContain('Portes entrouvertes');
    await coordinator.press('Programmer tout de même');
    expect(plain(coordinator.read())).toContain('29 septembre 2026 à 16 h');
    expect(await announcement()).toMatchObject({ dueAt: new Date('2026-09-29T16:00:00+02:00') });

    // It is not set either where it would reach others than were shown.
    await coordinator.press('Modifier');
    await coordinator.press('Changer le moment');
    await member(world, platform, 'Bilal', 'La Ruche', 'Beauvais');
    await coordinator.fill({ when: '30 septembre 16h' });
    expect(coordinator.read()).toContain("Rien n'a été fait");
    expect(await announcement()).toMatchObject({ dueAt: new Date('2026-09-29T16:00:00+02:00') });
    // The button beside it works as well.
    await coordinator.press('Diffuser maintenant');
    expect(await announcement()).toMatchObject({ status: 'LEFT' });
  });
});
