import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { UploadedFile } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { bombs } from '../files/bombs.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { organiser, proposing, reads } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';
import { asked } from './answerable.ts';

let world: World;
let fetching: MockInstance<typeof fetch>;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
beforeEach(() => {
  // It only watches: fetching goes on as it would.
  fetching = vi.spyOn(globalThis, 'fetch');
});
afterEach(() => fetching.mockRestore());
afterAll(() => world?.close());

const fetched = () => fetching.mock.calls.filter(([address]) => String(address).includes('photo')).length;
const sent = (bytes: Buffer): readonly UploadedFile[] => [{ name: 'photo.png', type: 'image/png', bytes }];
/** The answers to the organisation's questions before the one for a photo. */
const before = {
  pressContacted: { kind: 'choice', option: 'no' },
  coverage: { kind: 'choice', option: 'no' },
  distribution: { kind: 'choices', options: ['mail'] },
  siteLink: { kind: 'choice', option: 'no' },
  logo: { kind: 'choice', option: 'yes' },
};

describe.each(platformsInTurn())('a picture that stops the bot, on %s', (platform) => {
  let ana: Person;
  let zoe: Person;
  let coordinator: Person;
  beforeAll(async () => {
    coordinator = world.coordinator[platform];
    zoe = world.person(platform, 'Zoé');
    ana = await organiser(world, platform, 'Ana');
    await proposing(ana, {});
    await ana.press('Proposer');
    await asked(world, ana);
  });

  describe.each(bombs)('%s', (_, bytes, type) => {
    const isPicture = type.test('image/png');

    it('typed to the bot by somebody who was asked nothing: is not fetched', async () => {
      await zoe.say('Regardez', undefined, sent(bytes));
      expect(fetched()).toBe(0);
    });

    it('typed with an answer to a question that wants no file: is not fetched, and the answer counts', async () => {
      await ana.say('peut-être', 'Avez-vous contacté la presse', sent(bytes));
      expect(reads(ana)).toContain("Je n'ai pas gardé « photo.png »");
      await ana.say('peut-être', undefined, sent(bytes));
      expect(fetched()).toBe(0);
    });

    it('in a form: is taken for what its first bytes say', async () => {
      await ana.press('Compléter la fiche');
      await ana.fill({ description: 'Entrée libre.', picture: sent(bytes) });
      expect(fetched()).toBe(1);
      if (!isPicture) expect(reads(ana)).toMatch(/n'est pas ce que dit son nom|n'est pas une image/);
    });

    it('in a kit: is kept as it came, and looked into by nobody', async () => {
      await coordinator.command('/kit publier');
      await coordinator.fill({
        files: [{ ...sent(bytes)[0], name: 'photo.bin', type: 'image/png', bytes }],
        note: 'Kit',
      });
      expect(reads(coordinator)).toContain('photo.bin');
      const { type: known } = await world.database.prisma.file.findFirstOrThrow({
        where: { name: 'photo.bin' },
        orderBy: { uploadedAt: 'desc' },
      });
      expect(bombs.some(([, , pattern]) => pattern.test(known))).toBe(true);
    });
  });

  it('sent where a photo is wanted: whatever is no picture is refused, and the next answer counts', async () => {
    const bea = await organiser(world, platform, 'Béa');
    await asked(world, bea, before);
    for (const [, bytes, type] of bombs) {
      if (type.test('image/png')) continue;
      await bea.say('', 'Photo bienvenue', sent(bytes));
      expect(reads(bea)).toMatch(/n'est pas ce que dit son nom|n'est pas une image/);
    }
    await bea.press('Passer', { in: 'Photo bienvenue' });
    expect(reads(bea)).toContain('Avez-vous relayé');
    await bea.say('oui');
    expect(reads(bea)).toContain('À combien de personnes');
  });

  it('in a form of somebody whose role has gone meanwhile: is not fetched', async () => {
    const [, bytes] = bombs[0] ?? [];
    await coordinator.command('/kit publier');
    const { personId } = await world.database.prisma.identity.findFirstOrThrow({
      where: { externalId: coordinator.user.id },
    });
    const roles = await world.database.prisma.teamRole.findMany({ where: { personId } });
    await world.database.prisma.teamRole.deleteMany({ where: { personId } });
    await coordinator.fill({ files: sent(bytes ?? Buffer.alloc(1)), note: 'Kit' });
    expect(fetched()).toBe(0);
    await world.database.prisma.teamRole.createMany({ data: roles });
  });
});
