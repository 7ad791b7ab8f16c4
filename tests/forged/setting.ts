import { type HeldForm, holdForms } from '../../scripts/attack/forging/forms.ts';
import { makeWrong, type WrongPerson, wrongs } from '../../scripts/attack/forging/people.ts';
import { type Planted, plant } from '../../scripts/attack/forging/plant.ts';
import { composeRegistry } from '../../src/composition.ts';
import type { Person } from '../../src/playground/person.ts';
import type { World } from '../support/world.ts';

const ELSEWHERE = 'a coordinator of another region';

export const registry = composeRegistry();

/** A region with something to hide, its people, and those who press what isn't theirs. */
export interface Setting {
  readonly planted: Planted;
  /** Another region, with the same in other words. */
  readonly other: Planted;
  /** The people who may do everything, one on each platform. */
  readonly owners: readonly Person[];
  readonly wrong: readonly WrongPerson[];
  readonly held: ReadonlyMap<string, readonly HeldForm[]>;
}

export async function setUp(world: World): Promise<Setting> {
  const { database, discord } = world;
  const { prisma } = database;
  const now = world.clock.now();
  const owners = [world.coordinator.slack, world.coordinator.discord];
  const personIdOf = async ({ user }: Person) =>
    (await prisma.identity.findFirstOrThrow({ where: { externalId: user.id } })).personId;
  const { id: regionId } = await prisma.region.findFirstOrThrow();
  // Who may do everything makes the nation's bilan as well.
  await world.restartBot(undefined, { nationals: owners });
  const planted = await plant(database, {
    regionId,
    word: 'Aubépine',
    now,
    owners: await Promise.all(owners.map(personIdOf)),
  });

  const wrong: WrongPerson[] = [];
  for (const platform of ['slack', 'discord'] as const) {
    for (const what of wrongs) {
      const { user, place } = world.person(platform, `${what}, ${platform}`);
      wrong.push(await makeWrong(database, planted, { platform, user, channel: place.channel }, what, now));
    }
  }

  // Another region: on Discord with a server of its own, in which its coordinator presses; on Slack they are in ours.
  const there = await prisma.region.create({ data: { name: 'Bretagne', departments: ['35'], createdAt: now } });
  const guild = discord.addGuild({ name: 'ESS Bretagne' });
  const gwenn = discord.addUser({ name: 'Gwenn' });
  guild.join(gwenn.id);
  const channel = guild.addChannel({ name: 'general' }).id;
  const gaelle = world.person('slack', 'Gaëlle');
  const inOurs = await makeWrong(
    database,
    planted,
    { platform: 'slack', user: gaelle.user, channel: gaelle.place.channel },
    'a stranger',
    now,
  );
  wrong.push({ ...inOurs, what: ELSEWHERE });
  for (const [on, user, team] of [
    ['slack', gaelle.user, 'T0ELSEWHERE'],
    ['discord', gwenn, guild.id],
  ] as const) {
    const { name, id: externalId } = user;
    const { id: personId } = await prisma.person.create({
      data: {
        ...{ regionId: there.id, name, lastPlatform: on, createdAt: now },
        identities: { create: [{ regionId: there.id, platform: on, externalId, name }] },
        roles: { create: [{ regionId: there.id, role: 'COORDINATOR', grantedAt: now }] },
      },
    });
    await prisma.installation.create({ data: { regionId: there.id, platform: on, team, installedAt: now } });
    if (on === 'slack') continue;
    wrong.push({ what: ELSEWHERE, platform: 'discord', user: externalId, channel, personId, isHere: false });
  }
  const owner = await prisma.person.create({
    data: { regionId: there.id, name: 'Gwenaëlle', lastPlatform: 'slack', createdAt: now },
  });
  const other = await plant(database, { regionId: there.id, word: 'Genêt', now, owners: [owner.id] });

  const held = new Map<string, readonly HeldForm[]>();
  for (const one of wrong) {
    const own = one.isHere ? regionId : there.id;
    held.set(one.personId, await holdForms(database, registry.actions, planted, one, own, now));
  }
  await world.settle();
  return { planted, other, owners, wrong, held };
}
