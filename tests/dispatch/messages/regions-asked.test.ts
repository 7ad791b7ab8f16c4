import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { launch, openDoors } from '../../features/surveys/setting.ts';
import { type Recording, recordStatements } from '../../support/statements.ts';
import { startWorld, type World } from '../../support/world.ts';

const OTHERS = 17;

let recording: Recording;
let world: World;
let olive: Person;

beforeAll(async () => {
  recording = recordStatements();
  world = await startWorld();
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  olive = (await openDoors(world, 'slack')).organiser;
  await launch(world.coordinator.slack, '20 janvier 2027');
  await world.goTo('2026-11-15T10:00:00+01:00');
  await olive.press('Oui');
});
afterAll(async () => {
  await world?.close();
  recording?.stop();
});

/** How often an answer typed in Slack asks the database; the sender and the queue, who look by themselves, apart. */
async function answering(words: string): Promise<number> {
  recording.taken();
  await olive.say(words, 'Combien de personnes sont venues');
  await world.settle();
  expect(olive.read()).toContain(`(« ${words} »)`);
  return recording.taken().filter(({ text }) => /"public"\."(?!Delivery|DueItem)/.test(text)).length;
}

it('an answer typed in Slack asks as much of the database among eighteen regions as in one alone', async () => {
  await answering('une quarantaine');
  await olive.press('Corriger');
  const alone = await answering('une cinquantaine');
  expect(alone).toBeGreaterThan(10);
  const { prisma } = world.database;
  for (let number = 1; number <= OTHERS; number += 1) {
    const region = { name: `Région ${number}`, departments: ['80'], createdAt: world.clock.now() };
    const { id: regionId } = await prisma.region.create({ data: region });
    const installation = { regionId, platform: 'slack', team: `T-OTHER-${number}` } as const;
    await prisma.installation.create({ data: { ...installation, installedAt: world.clock.now() } });
  }
  await olive.press('Corriger');
  expect(await answering('une soixantaine')).toBe(alone);
});
