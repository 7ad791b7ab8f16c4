import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asTyped } from '../../../src/texts/typography.ts';
import { plain } from '../../support/events.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-12-01T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

const read = (person: World['coordinator']['slack']) =>
  person
    .screen()
    .map(({ text }) => plain(asTyped(text)))
    .join('\n');
const pdfsOf = (person: World['coordinator']['slack']) =>
  person
    .screen()
    .flatMap(({ files }) => files)
    .filter(({ name }) => name.endsWith('.pdf'));

describe.each(['slack', 'discord'] as const)('the bilan in print, on %s', (platform) => {
  it('comes once, although two processes print it at once', async () => {
    const coordinator = world.coordinator[platform];
    const before = pdfsOf(coordinator).length;
    await coordinator.command('/bilan document');
    const { schedule } = world.bot();
    await Promise.all([schedule.runDue(world.clock.now()), schedule.runDue(world.clock.now())]);
    await world.runDue();
    expect(pdfsOf(coordinator)).toHaveLength(before + 1);
    // Nothing is known yet that could be drawn.
    const files = coordinator.screen().flatMap(({ files }) => files);
    expect(files.filter(({ type }) => type.startsWith('image/'))).toEqual([]);
  });

  it('says how far it has come, in one message that changes and goes when the files are there', async () => {
    const coordinator = world.coordinator[platform];
    const progress = (): readonly string[] => read(coordinator).match(/PDF et Word, étape \d sur 2/g) ?? [];
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await coordinator.command('/bilan document');
    expect(progress()).toEqual(['PDF et Word, étape 1 sur 2']);
    const before = pdfsOf(coordinator).length;
    let isDone = false;
    const laid = world.runDue().finally(() => {
      isDone = true;
    });
    while (!isDone && !progress().includes('PDF et Word, étape 2 sur 2')) await world.settle();
    expect(progress()).toEqual(['PDF et Word, étape 2 sur 2']);
    expect(pdfsOf(coordinator)).toHaveLength(before);
    await laid;
    expect(progress()).toEqual([]);
    expect(pdfsOf(coordinator)).toHaveLength(before + 1);
  });

  it('comes all the same when the process that printed it was killed', async () => {
    const coordinator = world.coordinator[platform];
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await coordinator.command('/bilan document');
    // The first transaction has put it off, and nothing came of it.
    const later = new Date(world.clock.now().getTime() + 5 * 60_000);
    const { dueItem } = world.database.prisma;
    await dueItem.updateMany({ where: { kind: 'bilan-print', doneAt: null }, data: { dueAt: later } });
    const before = pdfsOf(coordinator).length;
    await world.runDue();
    expect(pdfsOf(coordinator)).toHaveLength(before);
    await world.goTo(later);
    expect(pdfsOf(coordinator)).toHaveLength(before + 1);
    expect(read(coordinator)).not.toContain('PDF et Word, étape');
    expect(await dueItem.count({ where: { kind: 'bilan-print', doneAt: null } })).toBe(0);
  });

  it('doesn’t come to who coordinates no longer', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/bilan document');
    const before = pdfsOf(coordinator).length;
    await world.database.prisma.teamRole.deleteMany({
      where: { person: { identities: { some: { externalId: coordinator.user.id } } } },
    });
    await world.runDue();
    expect(pdfsOf(coordinator)).toHaveLength(before);
    expect(read(coordinator)).not.toContain('PDF et Word, étape');
  });
});
