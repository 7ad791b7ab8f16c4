import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { leavesPlatform, plain, returnsToPlatform } from '../../support/departures.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

async function named(by: Person, name: string, role = 'Coordination'): Promise<Person> {
  const person = world.person(by.platform.name as 'slack' | 'discord', name);
  await by.command('/equipe nommer', { personne: by.mention(person), role });
  return person;
}

async function coordinates(person: Person): Promise<boolean> {
  await person.command('/equipe voir');
  return person.sees('Nommer quelqu');
}

describe.each(platformsInTurn())('somebody whom the list of people on %s does not have', (platform) => {
  it('who has left, is removed from the team in its own list, and has no role when they come back', async () => {
    const coordinator = world.coordinator[platform];
    const marc = await named(coordinator, `Marc ${platform}`);
    await leavesPlatform(world, marc);
    const told = () => world.database.prisma.delivery.count({ where: { key: { startsWith: 'team-removed:' } } });
    const before = await told();
    await coordinator.command('/equipe voir');
    await coordinator.choose("Retirer quelqu'un", marc.name);
    const asked = plain(coordinator.read());
    expect(asked).toContain(`Retirer ${marc.name} de la coordination (CRESS) ?`);
    expect(asked).toContain('je ne peux donc pas la prévenir');
    expect(asked).not.toContain('je le lui dirai');
    await coordinator.press('Retirer');
    expect(plain(coordinator.read())).toContain(`${marc.name} ne fait plus partie de l'équipe`);
    expect(plain(coordinator.read())).toContain('Aucun message ne part');
    await returnsToPlatform(world, marc);
    expect(await told()).toBe(before);
    expect(await coordinates(marc)).toBe(false);
  });

  it('who is on the other platform only, is removed from here and told there', async () => {
    const coordinator = world.coordinator[platform];
    const nina = await named(world.coordinator[other[platform]], `Nina ${platform}`);
    await coordinator.command('/equipe voir');
    await coordinator.choose("Retirer quelqu'un", nina.name);
    expect(plain(coordinator.read())).toContain('je le lui dirai');
    await coordinator.press('Retirer');
    expect(plain(nina.look())).toContain("a mis fin à votre rôle dans l'équipe");
    expect(await coordinates(nina)).toBe(false);
  });

  it('is offered to coordinators only', async () => {
    const visitor = world.person(platform, `Violette ${platform}`);
    await visitor.command('/equipe voir');
    expect(visitor.screen().flatMap(({ controls }) => controls.map(({ kind }) => kind))).not.toContain('select');
  });

  it('is told of as unknown only where the platform says so', async () => {
    const coordinator = world.coordinator[platform];
    const zoe = world.person(platform, `Zoé ${platform}`);
    const names = () =>
      coordinator.command('/equipe nommer', { personne: coordinator.mention(zoe), role: 'Coordination' });
    const away = { kind: 'status', status: 503, times: 100 } as const;
    world.slack.fault({ ...away, method: 'users.info' });
    const onDiscord = world.discord.fault({ ...away, path: '/guilds/:guild/members/:user' });
    await names();
    expect(plain(coordinator.read())).toContain('ne répond pas en ce moment');
    expect(plain(coordinator.read())).not.toContain('Je ne trouve pas');
    world.slack.clearFaults();
    onDiscord.cancel();
    await names();
    expect(plain(coordinator.read())).toContain(`${zoe.name} est maintenant`);
  });
});

// Discord's own field lets nobody be named who isn't there.
it('who has left Slack is removed from the team by name, too', async () => {
  const coordinator = world.coordinator.slack;
  const odile = await named(coordinator, 'Odile');
  await leavesPlatform(world, odile);
  await coordinator.command('/equipe retirer', { personne: coordinator.mention(odile) });
  await coordinator.press('Retirer');
  expect(plain(coordinator.read())).toContain(`${odile.name} ne fait plus partie de l'équipe`);
  await returnsToPlatform(world, odile);
  expect(await coordinates(odile)).toBe(false);
});
