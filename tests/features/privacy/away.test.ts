import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movedByHand } from '../../support/moved-by-hand.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';
import { untilErased } from './erasing.ts';

describe.each(platformsInTurn())('an erasure while %s takes nothing', (platform) => {
  let world: World;
  const clock = movedByHand();
  beforeAll(async () => {
    world = await startWorld({ protocolClock: clock });
  });
  afterAll(() => world?.close());

  it('says what is still to come, goes on after a restart, and ends once the platform is back, a day later', async () => {
    const coordinator = world.coordinator[platform];
    const marie = world.person(platform, 'Marie Dupont');
    await marie.command('/structure creer', { nom: 'Jardins partagés' });
    await coordinator.command('/equipe nommer', {
      personne: coordinator.mention(marie),
      role: 'delegate',
      departement: '80',
    });
    expect(messagesNaming(world, ['Marie']).length).toBeGreaterThan(0);
    const isUnavailable = { kind: 'status', status: 503, times: 10_000 } as const;
    world.slack.fault({ ...isUnavailable, method: /^chat\.(delete|update)$/ });
    const fault = world.discord.fault({ ...isUnavailable, path: /\/messages\/\d+$/ });

    await marie.command('/profil donnees');
    await marie.press('Tout effacer');
    await marie.press('Effacer pour toujours');
    await world.restartBot();
    // Steps that don't need the platform are done meanwhile, however many looks they take.
    const naming = () => tablesNaming(world, ['Marie Dupont']);
    for (let looks = 0; looks < 10 && (await naming()).length > 1; looks += 1) await world.runDue();
    expect(await naming()).toEqual([expect.stringMatching(/^Erasure/)]);
    expect(messagesNaming(world, ['Marie']).length).toBeGreaterThan(0);
    await marie.press('Où en est-ce ?');
    expect(marie.read()).toMatch(/Il reste à retirer ou à corriger : .* message.* sur (Slack|Discord)/);

    world.slack.clearFaults();
    fault.cancel();
    clock.skipTo(clock.now() + 86_400_000);
    // From here on the bot goes by the platforms' clock, on which what was put off has long been due.
    await world.restartBot(undefined, { limited: true });
    await world.goTo(new Date(world.clock.now().getTime() + 86_400_000));
    await untilErased(world, 10);
    await marie.press('Où en est-ce ?');
    expect(marie.read()).toContain('Tout est terminé');
    expect(messagesNaming(world, ['Marie'])).toEqual([]);
    expect(
      (await tablesNaming(world, ['Marie Dupont'])).filter((row) => !/^(Person|Identity|Conversation)/.test(row)),
    ).toEqual([]);
  });
});
