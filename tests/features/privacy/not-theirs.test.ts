import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doForged } from '../../../scripts/attack/forging/wire.ts';
import { regionById } from '../../../src/access/region/region-store.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { exportStore } from '../../../src/features/privacy/export-store.ts';
import { eraseMe, viewErasure } from '../../../src/features/privacy/operations.ts';
import type { Person } from '../../../src/playground/person.ts';
import { organiser } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

const BUTTON = 'Effacer pour toujours';

describe.each(platformsInTurn())('erasing, tried on %s by whom it does not concern', (platform) => {
  let world: World;
  let coordinator: Person;
  let marie: Person;
  let omar: Person;
  beforeAll(async () => {
    world = await startWorld();
    coordinator = world.coordinator[platform];
    // Who has no organisation is asked in the same words as everybody who has none.
    marie = world.person(platform, 'Marie Dupont');
    omar = world.person(platform, 'Omar Benali');
    for (const person of [marie, omar]) await person.command('/mois');
  });
  afterAll(() => world?.close());

  const accountOf = ({ user }: Person) =>
    world.database.prisma.identity.findFirst({ where: { externalId: user.id }, select: { personId: true } });
  const erasures = () => world.database.prisma.erasure.count();

  /** Opens the question whether erasing is meant. Returns the id of the button that confirms it. */
  async function asked(person: Person): Promise<string> {
    await person.command('/profil donnees');
    await person.press('Tout effacer');
    const controls = person.screen().flatMap((message) => message.controls);
    return controls.flatMap((one) => (one.kind === 'button' && one.label === BUTTON ? [one.id] : [])).at(-1) ?? '';
  }

  async function forge(person: Person, action: string): Promise<void> {
    await doForged(person.platform, person.user.id, person.place.channel, { kind: 'press', action });
    await world.settle();
  }

  it("somebody's confirmation, or one that is made up, erases neither them nor whoever presses it", async () => {
    const action = await asked(marie);
    const personId = (await accountOf(marie))?.personId ?? '';
    expect(action).toContain(personId);
    for (const person of [omar, coordinator]) {
      for (const forged of [action, `data-erased:${personId}`, 'data-erased:']) {
        await forge(person, forged);
      }
    }
    expect(await erasures()).toBe(0);
    for (const person of [marie, omar, coordinator]) expect(await accountOf(person)).not.toBeNull();
  });

  it('an old confirmation erases nobody who was erased with it and has come back as somebody new', async () => {
    const nora = world.person(platform, 'Nora Lenoir');
    await nora.command('/mois');
    const before = await accountOf(nora);
    const action = await asked(nora);
    await nora.press(BUTTON);
    expect(await accountOf(nora)).toBeNull();
    const ended = await erasures();

    await nora.command('/mois');
    const after = await accountOf(nora);
    expect(after).not.toBeNull();
    expect(after?.personId).not.toBe(before?.personId);

    await forge(nora, action);
    expect(await accountOf(nora)).toEqual(after);
    expect(await erasures()).toBe(ended);
  });

  it('nothing of it is reached from another region', async () => {
    const { prisma } = world.database;
    const now = world.clock.now();
    const theirs = (await accountOf(marie))?.personId ?? '';
    const { id } = await prisma.region.create({ data: { name: 'Bretagne', departments: ['35'], createdAt: now } });
    const region = await regionById(world.database, id);
    if (!region) throw new Error('no region');
    const actor = {
      ...{ personId: theirs, name: 'Marie Dupont', platform, externalId: marie.user.id, team: null },
      ...{ administrator: true, coordinator: true, delegateOf: [], organisations: [], requests: [] },
      ...{ separable: null, locale: 'fr' as const },
    };
    const from = <T>(work: (scope: Parameters<typeof eraseMe.run>[0]) => Promise<T>) =>
      inTransaction(world.database, (tx) => work({ tx, region, now, actor }));
    expect(await from((scope) => exportStore(scope).rowsOf(theirs, [marie.user.id]))).toEqual({});
    await expect(from((scope) => eraseMe.run(scope, {}))).rejects.toThrow('privacy.errors.gone');
    const paul = await organiser(world, platform, 'Paul Petit', 'Le Fournil');
    await asked(paul);
    await paul.press(BUTTON);
    const { id: erasure } = await prisma.erasure.findFirstOrThrow({ where: { endedAt: null } });
    await expect(from((scope) => viewErasure.run(scope, { erasure }))).rejects.toThrow('common.errors.notFound');
    expect(await accountOf(marie)).not.toBeNull();
  });
});
