import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition, propose } from '../../support/events.ts';
import { both, platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

let world: World;
afterEach(() => world?.close());

/** Returns a press of the button below the newest message that reads so, which isn't waited for. */
function pressing(person: Person, reads: string, label: string): () => Promise<void> {
  const message = person.sawLast(reads);
  const [button] = message.controls.flatMap((one) => (one.kind === 'button' && one.label === label ? [one] : []));
  return () => person.platform.press(person.user.id, message.id, button?.id ?? '');
}

const times = (count: number, press: () => Promise<void>) => Promise.all(Array.from({ length: count }, press));

const statuses = async () =>
  (await world.database.prisma.event.findMany({ orderBy: { number: 'asc' } })).map(({ status }) => status);

describe.each(platformsInTurn())('a button that confirms, pressed several times in a row, on %s', (platform) => {
  it('is answered once, by what it did', async () => {
    const edition = await openEdition(platform);
    world = edition.world;
    const { coordinator, gil } = edition;
    for (const title of ['Veillée', 'Goûter']) await propose(gil, { title });
    await coordinator.command('/evenement file');
    await coordinator.choose('Accepter plusieurs', 'Veillée', 'Goûter');
    const press = pressing(coordinator, 'Accepter ces 2 propositions', 'Accepter les 2');
    const { id } = coordinator.sawLast('Accepter ces 2 propositions');
    const alone = () => coordinator.screen().filter(({ onlyForYou }) => onlyForYou);
    const before = alone().map((one) => one.id);
    await times(20, press);
    await world.settle();
    expect(await statuses()).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect(alone().map((one) => one.id)).toEqual(before);
    const answer = alone().find((one) => one.id === id);
    expect(answer?.text).toContain('2 propositions sont acceptées');
    expect(answer?.text).not.toContain("Rien n'a été fait");
  });
});

it('of two coordinators, one on each platform, one reads that it is done, the other that it was decided already', async () => {
  const edition = await openEdition('slack');
  world = edition.world;
  for (const title of ['Veillée', 'Goûter']) await propose(edition.gil, { title });
  const presses = [];
  for (const platform of both) {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/evenement file');
    await coordinator.choose('Accepter plusieurs', 'Veillée', 'Goûter');
    presses.push(pressing(coordinator, 'Accepter ces 2 propositions', 'Accepter les 2'));
  }
  await Promise.all(presses.map((press) => times(3, press)));
  await world.settle();
  expect(await statuses()).toEqual(['ACCEPTED', 'ACCEPTED']);
  const read = both.map((platform) =>
    world.coordinator[platform]
      .screen()
      .map(({ text }) => text)
      .join('\n'),
  );
  expect(read.filter((text) => text.includes('2 propositions sont acceptées'))).toHaveLength(1);
  expect(read.filter((text) => text.includes("Rien n'a été fait"))).toHaveLength(1);
});
