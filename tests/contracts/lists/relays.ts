import { expect } from 'vitest';
import type { World } from '../../support/world.ts';
import type { KnownList } from './known-list.ts';
import { clear, dictionary, personIdOf, regionId } from './rows.ts';

/** Stores so many relays, in an order that no language has, each with one channel. */
export async function someRelays(
  world: World,
  count: number,
  channelOf = (index: number): string => `C0PAYS${index}`,
): Promise<readonly string[]> {
  await clear(world);
  const { prisma } = world.database;
  const region = await regionId(world);
  const at = world.clock.now();
  const tiedById = await personIdOf(world, world.coordinator.slack);
  const names = dictionary('Fanfare', count);
  for (const [index, name] of names.toReversed().entries()) {
    const { id } = await prisma.relay.create({ data: { regionId: region, name, tiedById, tiedAt: at } });
    const tied = { regionId: region, relayId: id, since: '0', tiedAt: at };
    await prisma.relayChannel.create({ data: { ...tied, platform: 'slack', team: 'T1', channel: channelOf(index) } });
  }
  return names;
}

/** A region ties so many channels at most. */
const counts = [24, 25, 26, 45];

export const relayLists: readonly KnownList[] = [
  {
    name: 'the relays to which a channel is added',
    of: ['relays'],
    placeholder: 'Passerelle à agrandir',
    counts,
    fill: (world, _, count) => someRelays(world, count),
    open: (reader) => reader.command('/passerelle lier'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(entry),
  },
  {
    name: 'the relays of which one is cut',
    of: ['relay-ties'],
    placeholder: 'Que faut-il couper ?',
    counts,
    fill: (world, _, count) => someRelays(world, count),
    open: (reader) => reader.command('/passerelle couper'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`passerelle « ${entry} » ?`),
  },
];
