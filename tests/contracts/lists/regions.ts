import { expect } from 'vitest';
import type { KnownList } from './known-list.ts';
import { clear, dictionary, regionId } from './rows.ts';

export const regionLists: readonly KnownList[] = [
  {
    name: 'the regions somebody takes part in, in a direct message',
    of: ['in-region'],
    placeholder: 'Choisir la région',
    // Everything that Slack sends names its workspace, so nobody is asked for the region.
    on: ['discord'],
    async fill(world, _, count) {
      const { prisma } = world.database;
      const others = { region: { departments: { equals: ['35'] } } };
      await prisma.conversation.deleteMany();
      await prisma.identity.deleteMany({ where: others });
      await prisma.person.deleteMany({ where: others });
      await prisma.region.deleteMany({ where: others.region });
      await clear(world);
      const names = dictionary('Fédération', count);
      const at = world.clock.now();
      const [here = '', ...elsewhere] = names.toReversed();
      await prisma.region.update({ where: { id: await regionId(world) }, data: { name: here } });
      const { id: externalId } = world.coordinator.discord.user;
      for (const name of elsewhere) {
        const region = await prisma.region.create({ data: { name, departments: ['35'], createdAt: at } });
        const of = { regionId: region.id, name: 'Driss' };
        const person = await prisma.person.create({ data: { ...of, lastPlatform: 'discord', createdAt: at } });
        const identity = { ...of, personId: person.id, platform: 'discord' as const, externalId };
        await prisma.identity.create({ data: identity });
      }
      return names;
    },
    async open(reader, { database }) {
      await database.prisma.conversation.deleteMany();
      await reader.say('Bonjour');
    },
    async expectChosen(world, _, entry) {
      const chosen = await world.database.prisma.conversation.findFirstOrThrow({
        where: { about: { startsWith: 'region:discord:' } },
        select: { region: { select: { name: true } } },
      });
      expect(chosen.region.name).toBe(entry);
    },
  },
];
