import { expect } from 'vitest';
import type { KnownList } from './known.ts';
import { organisations } from './rows.ts';

export const organisationLists: readonly KnownList[] = [
  {
    name: 'the organisations one may join',
    placeholder: 'Structure',
    fill: (world, _, count) => organisations(world, count),
    open: (reader) => reader.command('/structure rejoindre'),
    async expectChosen(world, reader, entry) {
      expect(reader.read()).toContain(entry);
      const { organisation } = await world.database.prisma.membership.findFirstOrThrow({
        include: { organisation: true },
        orderBy: { id: 'desc' },
      });
      expect(organisation.name).toBe(entry);
    },
  },
  {
    name: 'the organisations whose members a coordinator looks at',
    placeholder: 'Structure',
    fill: (world, _, count) => organisations(world, count),
    open: (reader) => reader.command('/structure membres'),
    async expectChosen(_, reader, entry) {
      expect(reader.read()).toContain(`Membres de « ${entry} »`);
    },
  },
];
