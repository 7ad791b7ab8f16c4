import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directory } from '../../../src/access/contacts/directory-store.ts';
import { regionById } from '../../../src/access/region/region-store.ts';
import { file, message, text } from '../../../src/chat/message.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { tellPerson } from '../../../src/delivery/outbox/index.ts';
import { storeFile } from '../../../src/files/store.ts';
import type { Person } from '../../../src/playground/person.ts';
import { type Copy, copyOf } from '../../support/copies.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

/** Asked to join while Bob coordinated, and afterwards. */
const [BEFORE, AFTER] = ['Dan Leroy', 'Eve Marchand'];

describe.each(platformsInTurn())('the copy of who coordinated once, asked on %s,', (platform) => {
  let world: World;
  let bob: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-14T18:00:00+02:00' });
    const anne = world.coordinator[platform];
    bob = world.person(platform, 'Bob');
    await anne.command('/equipe nommer', { personne: anne.mention(bob), role: 'Coordination' });
    const ana = world.person(platform, 'Ana');
    await ana.command('/structure creer', { nom: 'Les Jardins' });
    const dan = world.person(platform, BEFORE);
    await dan.command('/structure rejoindre', { structure: 'Les Jardins' });
    await world.runDue();
    await world.goTo('2026-09-14T22:30:00+02:00');
    await world.person(platform, AFTER).command('/structure rejoindre', { structure: 'Les Jardins' });
    await world.runDue();
    await anne.command('/equipe retirer', { personne: anne.mention(bob) });
    await anne.press('Retirer');
    ana.look();
    await ana.press('Confirmer');
    await world.runDue();
  });
  afterAll(() => world?.close());

  const archive = async () => {
    const files = await copyOf(bob);
    const { tables } = JSON.parse(files.get('donnees.json')?.toString() ?? '') as Copy;
    return { files, tables, all: [...files.values()].map((bytes) => bytes.toString()).join('\n') };
  };

  it('has the words of what was sent to them, and not of what waited, nor of what changed since', async () => {
    for (const [at, waiting] of [
      ['2026-09-14T22:40:00+02:00', ['PENDING', 'REFUSED']],
      ['2026-09-15T09:00:00+02:00', ['REFUSED']],
    ] as const) {
      await world.goTo(at);
      const rows = await world.database.prisma.delivery.findMany({ where: { platform } });
      const theirs = rows.filter(({ target }) => JSON.stringify(target).includes(bob.user.id));
      const unread = theirs.filter(({ status }) => status !== 'SENT');
      expect([...new Set(unread.map(({ status }) => status))].toSorted()).toEqual(waiting);
      expect(unread.every(({ body }) => body !== null)).toBe(true);
      const { tables, all } = await archive();
      for (const { id } of unread) {
        const given = tables.Delivery?.find((row) => row.id === id);
        expect(given).toBeDefined();
        expect(given).not.toHaveProperty('body');
      }
      expect(all).not.toContain(AFTER);
      expect(all).toContain(BEFORE);
    }
  });

  it('has the documents that they were sent, and none that never left', async () => {
    const { prisma } = world.database;
    const { personId } = await prisma.identity.findFirstOrThrow({ where: { externalId: bob.user.id } });
    const { id } = await prisma.region.findFirstOrThrow();
    const region = await regionById(world.database, id);
    if (region === null) throw new Error('no region');
    await inTransaction(world.database, async (tx) => {
      const scope = { tx, region, now: world.clock.now() };
      const made = (name: string, told: string) =>
        storeFile(scope, { name, type: 'text/markdown', bytes: Buffer.from(told), told }, personId);
      await made('bilan-jamais-parti.md', 'Le Fournil a répondu');
      const sent = await made('bilan-parti.md', 'Les Jardins ont répondu');
      const reader = await directory(scope).person(personId);
      if (reader === null) throw new Error('nobody');
      await tellPerson(scope, reader, {
        key: `sent:${sent.id}`,
        words: () => message(text('Voici'), file(sent)),
        consent: { asked: 'own-request' },
        readAs: 'themselves',
      });
    });
    await world.runDue();
    const { files, all } = await archive();
    expect([...files.keys()].filter((path) => path.includes('bilan-'))).toEqual([
      expect.stringContaining('bilan-parti.md'),
    ]);
    expect(all).toContain('Les Jardins ont répondu');
    expect(all).not.toContain('Le Fournil a répondu');
  });
});
