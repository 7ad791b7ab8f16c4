import { afterEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { departures, later, leavesPlatform, returnsToPlatform } from '../../support/departures.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const WRONG = "Ce code n'est pas le bon, ou ne vaut plus";
const WAITS = "D'ici là, rien n'est relié";
const FOUND = 'Le code est bon';

let world: World;
afterEach(() => world?.close());

/** Asks for a code with this button of the set-up. */
async function codeOf(person: Person, label: string): Promise<string> {
  await person.command('/installer', { region: 'Picardie' });
  await person.press(label);
  const [code] = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(person.read()) ?? [];
  expect(code).toBeDefined();
  return code ?? '';
}

describe.each(departures)('a code, while people come and go on $platform: $way', ({ platform, hearsOfMembers }) => {
  async function begin() {
    world = await startWorld({ region: false, hearsOfMembers });
    const first = world.coordinator[platform];
    const [second, member] = [world.person(platform, 'Sacha'), world.person(platform, 'Ana')];
    await first.command('/installer', { region: 'Picardie' });
    await first.command('/equipe nommer', { personne: first.mention(second), role: 'Coordination' });
    await member.command('/mois');
    return { first, second, member, there: world.coordinator[other[platform]] };
  }

  const joinCode = (person: Person) =>
    codeOf(person, `Relier aussi votre ${platform === 'slack' ? 'Discord' : 'Slack'}`);

  async function leaves(person: Person): Promise<void> {
    await person.say('menu');
    await person.press('Tout le reste');
    await leavesPlatform(world, person);
    if (hearsOfMembers) return;
    // A server that doesn't tell is asked when they press something.
    later(world);
    await person.press('Structure');
    expect(person.read()).toContain('Vous ne faites plus partie');
  }

  async function returns(person: Person): Promise<void> {
    await returnsToPlatform(world, person);
    if (hearsOfMembers) return;
    later(world);
    await person.command('/mois');
  }

  test('of somebody else holds no more once a coordinator has left, nor one of theirs', async () => {
    const { first, second, there } = await begin();
    for (const asks of [first, second]) {
      const code = await joinCode(asks);
      await leaves(second);
      expect(await world.database.prisma.installCode.count()).toBe(0);
      await returns(second);
      await there.command('/installer', { region: code });
      expect(there.read()).toContain(WRONG);
    }
  });

  test('holds no more once a coordinator has come back', async () => {
    const { first, second, there } = await begin();
    await leaves(second);
    const code = await joinCode(first);
    await returns(second);
    await there.command('/installer', { region: code });
    expect(there.read()).toContain(WRONG);
  });

  test('still holds when somebody leaves who isn’t of the team', async () => {
    const { first, member, there } = await begin();
    const code = await joinCode(first);
    await leaves(member);
    await there.command('/installer', { region: code });
    expect(there.read()).toContain(WAITS);
  });
});

describe.each(platformsInTurn())('a code for another region, asked for on %s', (platform) => {
  /** Has Noé coordinate, with an account on the other platform too. */
  async function begin() {
    world = await startWorld();
    const coordinator = world.coordinator[platform];
    const [here, there] = [world.person(platform, 'Noé'), world.person(other[platform], 'Noé bis')];
    await coordinator.command('/equipe nommer', { personne: coordinator.mention(here), role: 'Coordination' });
    return { coordinator, here, there, stranger: strangerElsewhere() };
  }

  /** Somebody who administers a server where the bot belongs to no region. */
  function strangerElsewhere(): Person {
    const guild = world.discord.addGuild({ name: 'ESS Bretagne' });
    const stranger = world.person('discord', 'Gwenn');
    guild.join(stranger.user.id, { administrator: true });
    stranger.place = { channel: guild.addChannel({ name: 'accueil' }).id, thread: null };
    return stranger;
  }

  async function join(here: Person, there: Person): Promise<void> {
    await here.command('/profil lier');
    const code = /\b[2-9A-Z]{8}\b/.exec(here.read())?.[0] ?? '';
    await there.command('/profil lier', { code });
    await there.press('Réunir');
    await here.press("C'est bien moi");
  }

  test('holds no more once accounts are joined, nor once they are separated; the next one does', async () => {
    const { coordinator, here, there, stranger } = await begin();
    const changes = [
      () => join(here, there),
      async () => {
        await here.command('/profil voir');
        await here.press('Séparer mes comptes');
        await here.press('Séparer');
      },
    ];
    for (const change of changes) {
      const code = await codeOf(coordinator, 'Inviter une autre région');
      await change();
      await stranger.command('/installer', { region: code });
      expect(stranger.read()).toContain(WRONG);
    }
    await stranger.command('/installer', { region: await codeOf(coordinator, 'Inviter une autre région') });
    expect(stranger.read()).toContain(FOUND);
  });
});
