import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { openEdition } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { flat, readDocx, readPdf } from '../../support/printed.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('the register of processing, asked for on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  beforeAll(async () => {
    ({ world, coordinator } = await openEdition(platform));
  });
  afterAll(() => world?.close());

  /** Returns the texts of the last register that came, by the ending of its files. */
  async function register() {
    await world.runDue();
    const files = coordinator.screen().flatMap((shown) => shown.files);
    const read = async (ending: string) => {
      const found = files.findLast(({ name }) => name.endsWith(ending));
      if (!found) throw new Error(`no ${ending} among ${files.map(({ name }) => name).join(', ')}`);
      return new Uint8Array(await (await fetch(found.url)).arrayBuffer());
    };
    const [pdf, docx, markdown] = [await read('.pdf'), await read('.docx'), await read('.md')];
    const typed = flat(Buffer.from(markdown).toString('utf8')).replaceAll('\\', '');
    return { pdf: (await readPdf(pdf)).text, docx: await readDocx(docx), markdown: typed };
  }

  it('comes as PDF, for Word and as Markdown with what this region has set, and says first that the contact is missing', async () => {
    await coordinator.command('/equipe registre');
    expect(coordinator.read()).toContain('il arrive en message privé');
    expect(coordinator.read()).toContain("Il y manque à qui chacun s'adresse");
    const lacking = await register();
    for (const text of Object.values(lacking))
      expect(text).toContain("Le contact pour les données n'est pas encore indiqué");
    await coordinator.press('Indiquer le contact');
    await coordinator.fill({ chamber: 'CRESS Hauts-de-France', contact: 'donnees@cress.example' });
    await coordinator.command('/equipe conservation', {
      ...{ messages: '45', corrections: '365', fichiers: '365', salons: '100', editions: '1095' },
      ...{ formulaires: '20', recus: '9' },
    });
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await coordinator.command('/equipe registre');
    expect(coordinator.read()).not.toContain('Il y manque');
    const told = await register();
    for (const text of Object.values(told)) {
      expect(text).toContain('CRESS Hauts-de-France');
      expect(text).toContain('donnees@cress.example');
      expect(text).not.toContain("n'est pas encore indiqué");
      expect(text).toContain('nom, langue, heures calmes');
      expect(text).toContain('45 jours');
      for (const set of ['100 jours', '20 jours', '9 jours']) expect(text).toContain(set);
      expect(text).toContain('3 ans');
      expect(text).not.toContain('90 jours, ');
      expect(text).toContain('consentement, donné réponse par réponse');
      for (const column of ['personId', 'answeredById', 'JournalEntry']) expect(text).not.toContain(column);
    }
  });

  it('names only the platforms to which the region is tied', async () => {
    const { installation } = world.database.prisma;
    const [kept, gone] = platform === 'slack' ? ['Slack', 'Discord'] : ['Discord', 'Slack'];
    await installation.deleteMany({ where: { platform: other[platform] } });
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await coordinator.command('/equipe registre');
    const { markdown } = await register();
    expect(markdown).toContain(`${kept} : transporte les messages`);
    expect(markdown).toContain(`${kept} est le service d'une société des États-Unis`);
    expect(markdown).not.toContain(`${gone} : transporte`);
    expect(markdown).not.toContain(`${gone} est le service`);
  });

  it('is for coordinators alone', async () => {
    const ada = world.person(platform, 'Ada');
    await ada.command('/equipe registre');
    await world.runDue();
    expect(ada.screen().flatMap((shown) => shown.files)).toEqual([]);
  });
});
