import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { movedByHand } from '../../support/moved-by-hand.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { messagesNaming, tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function erase(person: Person): Promise<void> {
  await person.command('/profil donnees');
  await person.press('Tout effacer');
  await person.press('Effacer pour toujours');
}

describe.each(platformsInTurn())('two who stand in one message on %s, erased at once', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  it.each([
    ['whoever asked first', 0, 1],
    ['whoever was asked first', 1, 0],
  ] as const)('%s: nothing is left of either', async (_, first, second) => {
    const lou = world.person(platform, `Lou Lenoir ${first}`);
    const noa = world.person(platform, `Noa Morel ${first}`);
    await lou.command('/structure creer', { nom: `Terre ${first}` });
    await noa.command('/structure rejoindre', { structure: `Terre ${first}` });
    await lou.press('Confirmer');
    const needles = [lou.name, noa.name, lou.user.id, noa.user.id];
    expect(messagesNaming(world, [noa.name]).length).toBeGreaterThan(0);
    const both = [noa, lou] as const;
    for (const index of [first, second]) await erase(both[index]);
    for (let times = 0; times < 6; times += 1) await world.goTo(new Date(world.clock.now().getTime() + 10 * MINUTE));
    expect(await world.database.prisma.erasure.count({ where: { endedAt: null } })).toBe(0);
    expect(await tablesNaming(world, needles)).toEqual([]);
    expect(messagesNaming(world, needles)).toEqual([]);
  });
});

describe.each(platformsInTurn())('a private message on %s whose change waits when its reader is erased', (platform) => {
  let world: World;
  const clock = movedByHand();
  beforeAll(async () => {
    world = await startWorld({ protocolClock: clock });
  });
  afterAll(() => world?.close());

  it('is taken back, and not changed', async () => {
    const [lou, noa] = [world.person(platform, 'Lou Lenoir'), world.person(platform, 'Noa Morel')];
    await lou.command('/structure creer', { nom: 'Terre' });
    await noa.command('/structure rejoindre', { structure: 'Terre' });
    const asked = () => lou.screen().filter(({ author, text }) => author.bot && text.includes('Noa Morel demande'));
    expect(asked()).toHaveLength(1);
    const isUnavailable = { kind: 'status', status: 503, times: 10_000 } as const;
    world.slack.fault({ ...isUnavailable, method: /^chat\.(delete|update)$/ });
    const fault = world.discord.fault({ ...isUnavailable, path: /\/messages\/\d+$/ });
    // The document that is to be shown names them.
    await lou.press('Confirmer');
    await erase(lou);
    await world.runDue();
    world.slack.clearFaults();
    fault.cancel();
    clock.skipTo(clock.now() + DAY);
    await world.restartBot(undefined, { limited: true });
    await world.goTo(new Date(world.clock.now().getTime() + DAY));
    await world.goTo(new Date(world.clock.now().getTime() + 10 * MINUTE));
    expect(await world.database.prisma.erasure.count({ where: { endedAt: null } })).toBe(0);
    expect(asked()).toEqual([]);
  });
});
