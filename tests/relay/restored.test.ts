import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { asTyped } from '../../src/texts/typography.ts';
import { at } from '../support/bot-process.ts';
import { type DatabaseLocation, testDatabaseLocation } from '../support/database.ts';
import { maintain } from '../support/maintenance.ts';
import { types } from '../support/outages.ts';
import { endAll, startProcess } from '../support/own-process.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { copiesOf, type TiedWorld, tiedWorld } from '../support/tied-world.ts';

const [BEFORE, MEANWHILE, AFTER] = ['Le four est à qui veut', 'Qui vient mardi ?', 'Mardi, oui'];

describe.each(platformsInTurn())('a backup that is put back, with tied channels, said on %s', (side) => {
  let tied: TiedWorld;
  let location: DatabaseLocation;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-tied-'));
    location = await testDatabaseLocation();
    const database = await openDatabase({ ...location, log: silentLog });
    tied = await tiedWorld({ at: new Date().toISOString(), database });
    await tied.world.bot().stop();
    await database.close();
  });
  afterEach(async () => {
    await endAll(tied?.world);
    rmSync(folder, { recursive: true, force: true });
  });

  const says = (words: string) => types(tied.people[side], { channel: tied.channel(side), thread: null }, words);
  const copied = (words: string) => copiesOf(tied.people[tied.other[side]], words).length;
  const arrives = (words: string) => expect.poll(() => copied(words), { timeout: 60_000 }).toBe(1);

  it('copies nothing once more that had passed since, and what is said afterwards passes', async () => {
    const variables = { ...at(location), BACKUP_DIR: folder };
    const first = await startProcess(tied.world, location, { BACKUP_DAYS: '0' });
    await says(BEFORE);
    await arrives(BEFORE);
    expect((await maintain('backup', variables)).code).toBe(0);
    await says(MEANWHILE);
    await arrives(MEANWHILE);
    first.stop();
    await first.ended;

    const [file = ''] = readdirSync(folder);
    const restored = await maintain('restore', variables, join(folder, file), '--force');
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(asTyped(restored.stdout)).toMatch(
      /^Dans les salons reliés, ce qui s'est dit jusqu'à maintenant .* n'est pas recopié/m,
    );

    const second = await startProcess(tied.world, location, { BACKUP_DAYS: '0' });
    await says(AFTER);
    await arrives(AFTER);
    second.stop();
    await second.ended;
    expect([BEFORE, MEANWHILE, AFTER].map(copied)).toEqual([1, 1, 1]);
  }, 240_000);
});
