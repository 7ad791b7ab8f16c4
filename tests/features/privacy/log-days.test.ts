import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/open-database.ts';
import { createLog } from '../../../src/log.ts';
import { testDatabaseLocation } from '../../support/database.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { flat } from '../../support/printed.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('for how long whoever runs the bot keeps its log, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    const log = createLog({ level: 'silent', keptDays: 45 });
    const database = await openDatabase({ ...(await testDatabaseLocation()), log });
    world = await startWorld({ database, log });
  });
  afterAll(() => world?.close());

  it('is told to everybody with the other terms, and stands in the register, where it is no longer to be completed', async () => {
    const zoe = world.person(platform, 'Zoé');
    await zoe.command('/profil donnees');
    expect(plain(zoe.read())).toContain(
      'Mon journal technique, des identifiants sans nom ni texte, est gardé 45 jours.',
    );

    const coordinator = world.coordinator[platform];
    await coordinator.command('/equipe registre');
    await world.runDue();
    const file = coordinator
      .screen()
      .flatMap(({ files }) => files)
      .find(({ name }) => name.endsWith('.md'));
    const register = flat(await (await fetch(file?.url ?? '')).text());
    expect(register).toMatch(
      /journal technique \(des identifiants, sans nom ni texte\), chez qui héberge le bot \| 45 jours/,
    );
    expect(register).not.toContain('Combien de temps qui héberge le bot garde son journal technique');
  });
});
