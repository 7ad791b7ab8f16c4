import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('the bot is restarted, on %s', (platform) => {
  it('while a form is open: it is sent all the same', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/structure creer');
    await world.restartBot();
    await coordinator.fill({ name: `La Ressourcerie ${platform}`, municipality: 'Amiens' });
    expect(coordinator.read()).toContain(`La Ressourcerie ${platform}`);
    expect(await world.database.prisma.organisation.count({ where: { name: { contains: platform } } })).toBe(1);
  });

  it('after a refusal: « Corriger » still holds what was typed', async () => {
    const coordinator = world.coordinator[platform];
    const typed = {
      titre: `Bilan ${platform}`,
      date: 'un de ces jours',
      lieu: 'Amiens',
      'ordre-du-jour': 'Tout revoir',
    };
    await coordinator.command('/reunion programmer', typed);
    expect(coordinator.read()).toContain('un de ces jours');
    await world.restartBot();
    await coordinator.press('Corriger');
    // Slack has a date and a time to pick beside the line to type in: they stay empty.
    const values = coordinator.form().fields.flatMap(({ value }) => value);
    expect(values).toEqual([`Bilan ${platform}`, 'un de ces jours', 'Amiens', 'Tout revoir']);
    await coordinator.fill({ when: 'mardi 6 octobre 14h' });
    await world.restartBot();
    await coordinator.press('Annoncer la réunion');
    expect(coordinator.read()).toContain('est programmée');
    expect(await world.database.prisma.meeting.count({ where: { title: `Bilan ${platform}` } })).toBe(1);
  });

  it('a button pressed twice at once does its work once', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/reunion programmer', {
      titre: `Double ${platform}`,
      date: 'mardi 13 octobre 14h',
      lieu: 'Amiens',
    });
    const shown = coordinator.news.find(({ controls }) =>
      controls.some((one) => one.kind === 'button' && one.label === 'Annoncer la réunion'),
    );
    const button = shown?.controls.find((one) => one.kind === 'button' && one.label === 'Annoncer la réunion');
    if (!shown || button?.kind !== 'button') throw new Error(`no button in: ${coordinator.read()}`);
    const press = () => world.platforms[platform].press(coordinator.user.id, shown.id, button.id);
    await Promise.all([press(), press()]);
    await world.settle();
    expect(await world.database.prisma.meeting.count({ where: { title: `Double ${platform}` } })).toBe(1);
  });
});
