import { expect } from 'vitest';
import { regionById } from '../../../src/access/region/region-store.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { INCOMPLETE_SHEETS } from '../../../src/features/events/due-kinds.ts';
import { schedule } from '../../../src/schedule/due.ts';
import type { World } from '../../support/world.ts';
import type { KnownList } from './known-list.ts';
import { clear, edition, events, jumbled, memberOf, organisations, personIdOf } from './rows.ts';

/** Stores events of the reader's organisation. */
async function someEvents(
  world: World,
  platform: 'slack' | 'discord',
  count: number,
  status: 'ACCEPTED' | 'PROPOSED' = 'ACCEPTED',
): Promise<readonly string[]> {
  await clear(world);
  const [host = ''] = (await organisations(world, ['Hôte'])).values();
  await memberOf(world, await personIdOf(world, world.coordinator[platform]), [host]);
  const titles = jumbled('Bal', count);
  await events(world, { editionId: await edition(world), titles, hosts: [host], status });
  return titles;
}

const accepted: KnownList['fill'] = (world, platform, count) => someEvents(world, platform, count);

export const eventLists: readonly KnownList[] = [
  {
    name: 'the events one sees',
    of: ['events'],
    placeholder: 'Événement',
    order: 'by the number that begins them',
    fill: accepted,
    open: (reader) => reader.command('/evenement voir'),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`. ${entry}\n`),
  },
  {
    // Those that a press reference may be about stand on the second page of its form, and are listed alike.
    name: 'the events one may change',
    of: ['my-events', 'cited-events'],
    placeholder: 'Événement',
    order: 'by the number that begins them',
    fill: accepted,
    open: (reader) => reader.command('/evenement modifier'),
    async expectChosen(_, reader, entry) {
      expect(reader.form().fields.map(({ value }) => value)).toContainEqual([entry]);
      await reader.platform.dismiss(reader.user.id);
    },
  },
  {
    name: 'the events one may propose again, with a date that was typed',
    of: ['past-events'],
    placeholder: 'Événement',
    order: 'by the number that begins them',
    fill: accepted,
    open: (reader) => reader.command('/evenement dupliquer', { date: 'samedi 21 novembre 2026 18h30' }),
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`${entry}\n`),
  },
  {
    name: 'the proposals that may be accepted at once',
    of: ['events-select'],
    placeholder: 'Accepter plusieurs propositions',
    order: 'by the number that begins them',
    fill: (world, platform, count) => someEvents(world, platform, count, 'PROPOSED'),
    open: (reader) => reader.command('/evenement file'),
    expectChosen: async (_, reader, entry) =>
      expect(reader.read()).toMatch(new RegExp(`Accepter cette proposition \\?[^]*${entry}`)),
  },
  {
    name: 'the proposals of one day and town of which two may become one event',
    of: ['merge-choose'],
    placeholder: 'Deux propositions à réunir',
    order: 'by the number that begins them',
    async fill(world, platform, count) {
      const titles = await someEvents(world, platform, count, 'PROPOSED');
      const [beside = ''] = (await organisations(world, ['Voisine'])).values();
      await world.database.prisma.event.updateMany({ where: { number: 1 }, data: { organisationId: beside } });
      return titles;
    },
    async open(reader) {
      await reader.command('/evenement file');
      await reader.press('Proposer une mise en commun');
    },
    expectChosen: async (_, reader) => expect(reader.read()).toContain('Choisissez-en deux'),
  },
  {
    name: 'the sheets that are still to be completed',
    of: ['event-open'],
    placeholder: 'Compléter une fiche',
    order: 'by the number that begins them',
    fill: accepted,
    async open(reader, world) {
      const { prisma } = world.database;
      await prisma.delivery.deleteMany();
      await prisma.dueItem.deleteMany();
      const { id: editionId, regionId } = await prisma.edition.findFirstOrThrow();
      const { id: host } = await prisma.organisation.findFirstOrThrow();
      const region = await regionById(world.database, regionId);
      if (!region) throw new Error('no region');
      const at = world.clock.now();
      await inTransaction(world.database, (tx) =>
        schedule(
          { tx, region, now: at },
          { kind: INCOMPLETE_SHEETS, subject: `${editionId}:${host}`, at, expires: null },
        ),
      );
      await world.runDue();
      reader.look();
    },
    expectChosen: async (_, reader, entry) => expect(reader.read()).toContain(`. ${entry}\n`),
  },
  {
    name: 'the themes of an edition',
    of: ['event-theme', 'themes'],
    placeholder: 'Choisir le thème',
    order: 'as the edition gives them',
    async fill(world, platform, count) {
      await someEvents(world, platform, 1);
      const { id: editionId, regionId } = await world.database.prisma.edition.findFirstOrThrow();
      const names = jumbled('Thème', count);
      const data = names.map((name, position) => ({ regionId, editionId, name, position })).toReversed();
      await world.database.prisma.theme.createMany({ data });
      return names;
    },
    async open(reader, world) {
      await world.database.prisma.event.updateMany({ data: { themeId: null } });
      await reader.command('/evenement completer', { evenement: '1' });
    },
    async expectChosen(world, _, entry) {
      const { themeId } = await world.database.prisma.event.findFirstOrThrow();
      expect((await world.database.prisma.theme.findFirstOrThrow({ where: { id: themeId ?? '' } })).name).toBe(entry);
    },
  },
];
