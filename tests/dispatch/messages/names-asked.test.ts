import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { answering, DURING_SURVEY, launchSurvey, types } from '../../support/outages.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
let by: Person;
beforeAll(async () => {
  world = await startWorld({ at: DURING_SURVEY });
  await launchSurvey(world);
  by = world.person('slack', 'Ana');
});
afterAll(() => world?.close());

const asked = () => world.slack.requests.filter(({ path }) => path === 'users.info').length;
const coordination = () => by.platform.channelsOf(by.user.id).find(({ name }) => name === 'coordination')?.id ?? '';

/** Returns mentions of so many people whom nothing has been asked about yet. */
function somebodyElse(count: number, called: string): string {
  return Array.from({ length: count }, (_, index) => {
    const name = `${called}${String.fromCharCode(97 + index)}`;
    world.person('slack', name);
    return `@${name}`;
  }).join(' ');
}

it('what people say to each other, in a channel or below what one of them said, has nothing asked about it', async () => {
  const crowd = somebodyElse(20, 'Zo');
  const channel = coordination();
  await types(by, { channel, thread: null }, `Bonjour ${crowd}`);
  await world.settle();
  const first = by.platform.messages(by.user.id, { channel, thread: null }).at(-1)?.id ?? '';
  const before = asked();
  for (let index = 0; index < 5; index += 1) {
    await types(by, { channel, thread: null }, `${index} ${crowd}`);
    await types(by, { channel, thread: first }, `${index} ${crowd}`);
  }
  await world.settle();
  expect(asked()).toBe(before);
});

it('what is said to the bot has its names asked for: alone with it, by a mention, as an answer', async () => {
  const direct = somebodyElse(1, 'Direct');
  await by.say(`Je cherche ${direct}`);
  expect(by.read()).toContain(`« Je cherche ${direct} »`);
  const mentioned = somebodyElse(1, 'Mention');
  await types(by, { channel: coordination(), thread: null }, `@Fil conducteur où est ${mentioned} ?`);
  await world.settle();
  expect(by.look()).toContain(`« où est ${mentioned} ? »`);
  const inSurvey = await answering(world, 'slack');
  const witness = somebodyElse(1, 'Temoin');
  const before = asked();
  await types(inSurvey.by, inSurvey.thread, `60, dit ${witness}`);
  await world.settle();
  expect(asked()).toBe(before + 1);
});
