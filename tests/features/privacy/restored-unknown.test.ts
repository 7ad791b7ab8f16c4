import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteErased } from '../../../src/database/backup/erased.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { silentLog } from '../../../src/log.ts';
import { eraseAgain } from '../../../src/maintenance/erase-again.ts';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { testDatabaseLocation } from '../../support/database.ts';
import { said, types } from '../../support/outages.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { copiesOf, type TiedWorld, tiedWorld } from '../../support/tied-world.ts';
import { tablesNaming } from '../../support/traces.ts';

const NAME = 'Marie Dupont';
const TYPED = 'le four est cassé';
const SAID = 'Le four est à qui veut';
const MINUTE = 60_000;

describe.each(platformsInTurn())(
  'a backup that is put back and is older than the first word of somebody erased on %s',
  (side) => {
    let tied: TiedWorld;
    let clock: ManualClock;
    let folder: string;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-unknown-'));
      const backups = { directory: folder, days: 3, folders: [] };
      const database = await openDatabase({ ...(await testDatabaseLocation()), log: silentLog, backups });
      clock = manualClock(Date.now() - 60 * MINUTE);
      tied = await tiedWorld({ protocolClock: clock, at: new Date(clock.now()).toISOString(), database });
    });
    afterEach(async () => {
      await tied?.world.close();
      rmSync(folder, { recursive: true, force: true });
    });

    function later(): void {
      clock.advance(MINUTE);
      tied.world.clock.set(new Date(clock.now()));
    }

    it('has nothing that they had said before be read back: they are known, and relayed, by what they say afterwards alone', async () => {
      const { world, people, other } = tied;
      const { prisma } = world.database;
      const marie = world.person(side, NAME);
      const isKnown = async () => (await prisma.identity.count({ where: { externalId: marie.user.id } })) > 0;
      const alone = { channel: tied.channel(side, channelNames.coordination), thread: null };
      const shared = { channel: tied.channel(side), thread: null };
      const region = await prisma.region.findFirstOrThrow();
      later();
      await world.restartBot(async () => {
        await types(marie, alone, `@Fil conducteur, ${TYPED}`);
        await types(marie, shared, SAID);
        world.slack.giveUpEvents();
        later();
        // Nothing but this line is left of the database that the backup replaced.
        const at = world.clock.now().toISOString();
        await noteErased(folder, { erasure: randomUUID(), region: region.id, at, people: ['0'.repeat(64)] });
        later();
        await eraseAgain(world.database, world.clock.now());
      });
      await world.settle();
      await world.runDue();
      expect(await isKnown()).toBe(false);
      expect(copiesOf(people[other[side]], SAID)).toEqual([]);
      expect(await tablesNaming(world, [NAME, TYPED, SAID, marie.user.id])).toEqual([]);

      later();
      await types(marie, shared, 'Me revoilà');
      await types(marie, alone, '@Fil conducteur, me revoilà');
      await world.settle();
      expect(copiesOf(people[other[side]], 'Me revoilà')).toHaveLength(1);
      expect(await isKnown()).toBe(true);
      expect(said(marie, 'me revoilà »')).toBe(1);
    });
  },
);
