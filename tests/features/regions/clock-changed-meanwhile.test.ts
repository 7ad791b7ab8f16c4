import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { clientOf, type Tx } from '../../../src/database/transaction.ts';
import type { Person } from '../../../src/playground/person.ts';
import { runsOnServer } from '../../support/database.ts';
import { openEdition, write } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { whileChanging } from '../../support/while-changing.ts';
import type { World } from '../../support/world.ts';

const REFUSED = "L'heure de la région a changé entre-temps : rien n'est enregistré.";

// The embedded database does one transaction after the other.
describe.runIf(runsOnServer()).each(platformsInTurn())(
  'a time that is sent while the region gets another clock, on %s',
  (platform) => {
    let world: World;
    let coordinator: Person;
    let gil: Person;
    beforeEach(async () => {
      await world?.close();
      ({ world, coordinator, gil } = await openEdition(platform));
    });
    afterAll(() => world?.close());

    const overseas = (tx: Tx) => clientOf(tx).region.updateMany({ data: { timeZone: 'America/Guadeloupe' } });

    it('isn’t read by the former one: an event is refused and kept with its form, and then read by the new one', async () => {
      await write(gil, { title: 'Bal', when: 'samedi 14 novembre de 14h à 18h' });
      await whileChanging(world.database, overseas, () => gil.press('Proposer'));
      expect(gil.read()).toContain(REFUSED);
      expect(await world.database.prisma.event.count()).toBe(0);
      await gil.correct();
      await gil.fill({});
      await gil.press('Proposer');
      const { startsAt } = await world.database.prisma.occurrence.findFirstOrThrow();
      expect(startsAt.toISOString()).toBe('2026-11-14T18:00:00.000Z');
    });

    it('isn’t read by the former one: a meeting is refused', async () => {
      const given = { titre: 'Préparation', date: 'mardi 6 octobre de 14h à 16h', lieu: 'Amiens' };
      await coordinator.command('/reunion programmer', given);
      await whileChanging(world.database, overseas, () => coordinator.press('Annoncer la réunion'));
      expect(coordinator.read()).toContain(REFUSED);
      expect(await world.database.prisma.meeting.count()).toBe(0);
    });
  },
);
