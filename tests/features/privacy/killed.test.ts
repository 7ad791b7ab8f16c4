import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/open-database.ts';
import { silentLog } from '../../../src/log.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import type { Person } from '../../../src/playground/person.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../../support/database.ts';
import { presses, said } from '../../support/outages.ts';
import { endAll, inDatabase, startProcess } from '../../support/own-process.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { runScript } from '../../support/script-run.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';

const NAME = 'Marie Dupont';

describe.each(platformsInTurn())(
  'an erasure that was asked for on %s and is killed in the middle of its steps',
  (platform) => {
    let world: World;
    let location: DatabaseLocation;
    let marie: Person;
    // The other processes live by the real clock.
    const began = Date.now();
    beforeAll(async () => {
      location = await testDatabaseLocation();
      const database = await openDatabase({ ...location, log: silentLog });
      world = await startWorld({ at: new Date(began).toISOString(), database, protocolClock: manualClock() });
      marie = world.person(platform, NAME);
      await marie.command('/structure creer', { nom: 'Jardins partagés' });
      const coordinator = world.coordinator[platform];
      await coordinator.command('/equipe nommer', {
        personne: coordinator.mention(marie),
        role: 'delegate',
        departement: '80',
      });
      await world.runDue();
      expect(messagesNaming(world, [NAME])).not.toEqual([]);
      await marie.command('/profil donnees');
      await marie.press('Tout effacer');
      await marie.press('Effacer pour toujours');
      await world.bot().stop();
      await database.close();
    });
    afterAll(() => endAll(world));

    /** Does what is due so many seconds later in a process of its own, which is killed in the middle of this step. */
    async function goesOn(seconds: number, killedIn: number): Promise<number | null> {
      const at = new Date(began + seconds * 1_000).toISOString();
      const words = [JSON.stringify(location), at, String(killedIn)];
      return (await runScript(join(import.meta.dirname, 'killed.ts'), ...words).exit).code;
    }

    const state = () => inDatabase(location, ({ prisma }) => prisma.erasure.findFirstOrThrow());

    it('goes on, and ends', async () => {
      const before = await state();
      expect(await goesOn(1, 1)).toBeNull();
      expect(await state()).toEqual(before);
      expect(await goesOn(1, 0)).toBe(0);
      const searched = await state();
      expect(searched).toMatchObject({ endedAt: null, doing: { phase: 'waiting' } });
      // The work on the platforms waits, since no process sends.
      expect(await goesOn(60, 1)).toBeNull();
      expect(await state()).toEqual(searched);

      const bot = await startProcess(world, location);
      const looks = async () => {
        if (said(marie, 'Tout est terminé') === 0) await presses(marie, 'Où en est-ce ?');
        return said(marie, 'Tout est terminé');
      };
      await expect.poll(looks, { timeout: 170_000, interval: 3_000 }).toBeGreaterThan(0);
      await bot.kill();
      expect(said(world.coordinator[platform], 'Une personne déléguée (Somme (80)) a fait effacer ses données')).toBe(
        1,
      );
      expect(messagesNaming(world, [NAME])).toEqual([]);
      const left = await inDatabase(location, (database) => tablesNaming({ database }, [NAME]));
      // Who asks how far it is, is known anew.
      expect(left.filter((row) => !/^(Person|Identity|Conversation)/.test(row))).toEqual([]);
    }, 240_000);
  },
);
