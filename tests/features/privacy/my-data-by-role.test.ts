import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { giveDataContact } from '../../support/data-contact.ts';
import { openEdition, organiser, plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('what is kept of somebody, read on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    ({ world, coordinator } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  const page = async (reader: Person) => {
    await reader.command('/profil donnees');
    return plain(reader.read());
  };
  /** Returns the purposes that the page names, one a line. */
  const purposes = (read: string) =>
    read.split('\n').flatMap((line) => /^\W*((?:Pour|Les) [^(:]*)/.exec(line)?.[1] ?? []);

  it('names each purpose once, with the term of each part of it, to whoever reads it', async () => {
    const ana = await organiser(world, platform, 'Ana Ruiz', 'Le Pignon');
    const luc = world.person(platform, 'Luc Martin');
    const visitor = world.person(platform, 'Violette');
    await visitor.command('/mois');
    await coordinator.command('/equipe nommer', {
      ...{ personne: coordinator.mention(luc), role: 'delegate', departement: '80' },
    });
    for (const reader of [ana, luc, visitor, coordinator]) {
      const read = await page(reader);
      expect(purposes(read)).not.toEqual([]);
      expect(purposes(read)).toEqual([...new Set(purposes(read))]);
      expect(read).not.toContain('celle de la région');
    }
    expect(await page(visitor)).not.toContain('vos structures (ce qui');
    expect(await page(ana)).toContain(
      'pour les membres de vos structures (ce qui les concerne) et la coordination (CRESS)',
    );
  });

  it('tells documents that the bot made apart from files that were given', async () => {
    await coordinator.command('/equipe registre');
    await world.runDue();
    const read = await page(coordinator);
    expect(read).toContain("Les documents que j'ai faits à votre demande");
    expect(read).not.toContain('Les fichiers que vous avez donnés');
  });

  it('sends a coordinator to nobody but themselves as long as no contact is given', async () => {
    const { prisma } = world.database;
    await prisma.dataSettings.updateMany({ data: { contact: null } });
    expect(await page(coordinator)).toContain("Vous n'avez pas encore indiqué de contact");
    expect(await page(coordinator)).toContain('les autres personnes de la coordination (CRESS)');
    expect(await page(coordinator)).not.toContain('écrivez à la coordination');
    expect(await page(coordinator)).not.toContain('demandez à la coordination');
    const zoe = world.person(platform, 'Zoé');
    expect(await page(zoe)).toContain('écrivez à la coordination');
    await giveDataContact(coordinator);
    for (const reader of [coordinator, zoe]) expect(await page(reader)).toContain('donnees@cress.example');
  });
});
