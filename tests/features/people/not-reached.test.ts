import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regionById } from '../../../src/access/store.ts';
import { message, text } from '../../../src/chat/message.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { send } from '../../../src/delivery/outbox.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

describe.each(['slack', 'discord'] as const)('somebody whose private messages are closed, on %s', (platform) => {
  it('is named to the coordinators once, not what was meant for them', async () => {
    const person = world.person(platform, `Fermée ${platform}`, { acceptsDirectMessages: false });
    await person.command('/mois');
    const region = await regionById(world.database, (await world.database.prisma.region.findFirstOrThrow()).id);
    if (!region) throw new Error('no region');
    const target = { kind: 'private', platform, users: [person.user.id], title: 'Fil', parent: null } as const;
    for (const name of ['un', 'deux']) {
      await inTransaction(world.database, (tx) =>
        send(
          { tx, region, now: world.clock.now() },
          { key: `${platform}-${name}`, target, message: message(text('Secret')) },
        ),
      );
    }
    await world.settle();
    await world.runDue();
    const told = world.coordinator[platform].screen().filter((one) => one.text.includes(`Fermée ${platform}`));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain("Je n'ai pas pu écrire à");
    expect(told[0]?.text).not.toContain('Secret');
  });
});
