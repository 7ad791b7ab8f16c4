import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/open-database.ts';
import { silentLog } from '../../../src/log.ts';
import { testDatabaseLocation } from '../../support/database.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';
import { untilErased } from './erasing.ts';

const DAY_MS = 86_400_000;

describe.each(platformsInTurn())('what backups hold of somebody who is erased, told on %s', (platform) => {
  let world: World;
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-backups-'));
    const backups = { directory, days: 14, folders: [] };
    const database = await openDatabase({ ...(await testDatabaseLocation()), log: silentLog, backups });
    world = await startWorld({ at: '2026-09-15T09:00:00+02:00', database });
  });
  afterAll(async () => {
    await world?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is said before, with for how long, and afterwards with the day until which at most', async () => {
    const zoe = world.person(platform, 'Zoé Martin');
    await zoe.command('/structure creer', { nom: 'Le Goéland' });
    await zoe.command('/profil donnees');
    expect(plain(zoe.read())).toContain('Ce qui est effacé reste encore 14 jours dans les sauvegardes');
    await zoe.press('Tout effacer');
    expect(plain(zoe.read())).toContain('Ce qui est effacé reste encore 14 jours dans les sauvegardes');
    await zoe.press('Effacer pour toujours');
    await untilErased(world, 10);
    await zoe.press('Où en est-ce ?');
    expect(plain(zoe.read())).toContain('Tout est terminé');
    // An old one goes with the next one, two nights later at most.
    expect(plain(zoe.read())).toMatch(
      /Les sauvegardes gardent encore votre nom, jusqu'au jeudi 1er octobre 2026.* au plus tard/,
    );
    // That doesn't move on with the days.
    await world.goTo(new Date(world.clock.now().getTime() + 3 * DAY_MS));
    await zoe.press('Où en est-ce ?');
    expect(plain(zoe.read())).toContain("jusqu'au jeudi 1er octobre 2026");
  });
});
