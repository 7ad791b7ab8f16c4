import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { explainAll, explainAndPublish } from '../../support/publishing.ts';
import { quotesIdea, worldWithSurvey } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

const IDEA = 'Une fanfare à Laon';

describe.each(['slack', 'discord'] as const)('a bilan that was published on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let olive: Person;
  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
    coordinator = world.coordinator[platform];
    olive = await quotesIdea(world, platform, IDEA);
    await coordinator.command('/questionnaire fermer');
    await coordinator.press('Clore');
    await explainAll(coordinator);
  });
  afterAll(() => world?.close());

  const aMinuteLater = () => world.goTo(new Date(world.clock.now().getTime() + 60_000));
  /** Documents of another day are other files. */
  const aDayLater = () => world.clock.set(new Date(world.clock.now().getTime() + 24 * 60 * 60_000));

  async function publish(): Promise<void> {
    await explainAndPublish(coordinator);
    await world.runDue();
    await aMinuteLater();
  }
  async function askToPublish(): Promise<string> {
    await coordinator.command('/bilan apercu');
    await coordinator.press('Publier le bilan');
    return plain(coordinator.read());
  }
  async function sendToOlive(): Promise<string> {
    const { personId } = await world.database.prisma.identity.findFirstOrThrow({
      where: { externalId: olive.user.id },
    });
    await coordinator.command('/bilan relecture');
    await coordinator.press('Choisir qui le relit');
    await coordinator.fill({ people: [personId] });
    return plain(coordinator.read());
  }
  async function readPage(): Promise<string> {
    await aMinuteLater();
    await olive.command('/bilan lire');
    await world.settle();
    const [page] = olive.news.flatMap(({ files }) => files).filter(({ name }) => name.endsWith('.html'));
    return plain(`${page?.name} ${await (await fetch(page?.url ?? '')).text()}`);
  }
  const write = (texte: string) => coordinator.command('/bilan rediger', { chapitre: 'Communication', texte });

  it('is published again once anything that is read in it has changed, as another version', async () => {
    // A note on what isn't there any more is none of what is published.
    await coordinator.command('/chiffres saisir', {
      ...{ chiffre: 'Budget : une ligne, par financeur', valeur: '6 350', detail: 'Région' },
    });
    await coordinator.command('/chiffres saisir', { chiffre: 'budget', valeur: '8 000' });
    await coordinator.command('/bilan apercu');
    expect(plain(coordinator.read())).toMatch(/1\. .*les lignes font 6.350/);
    await coordinator.press('Expliquer n° 1');
    await coordinator.fill({ note: 'Bruno ne répond jamais.' });
    await coordinator.command('/chiffres saisir', { chiffre: 'budget', valeur: '6 350' });
    await write('Une campagne de Mme Dupon.');
    await coordinator.command('/bilan document');
    // It was made once with our sentence, and is published with theirs.
    await coordinator.command('/bilan rediger', { chapitre: 'Événements' });
    await coordinator.press('Modifier la phrase 1');
    await coordinator.fill({ text: 'Une seule porte, grande ouverte.' });
    await publish();
    expect(await readPage()).toContain('Une campagne de Mme Dupon.');
    const { prisma } = world.database;
    const { fileIds } = await prisma.reportPublication.findFirstOrThrow();
    const files = await prisma.file.findMany({ where: { id: { in: fileIds } } });
    const read = files.filter(({ name }) => /\.(html|csv|json)$/.test(name));
    expect(read).toHaveLength(3);
    for (const { bytes, name } of read) {
      expect(Buffer.from(bytes ?? []).toString(), name).toContain('Mme Dupon');
      expect(Buffer.from(bytes ?? []).toString(), name).not.toContain('Bruno');
    }

    expect(await askToPublish()).toContain(
      "La version 1 est déjà publiée, et rien de ce qui s'y lit n'a changé depuis",
    );
    aDayLater();
    expect(await askToPublish()).toContain('La version 1 est déjà publiée');
    expect(await sendToOlive()).toContain('La version 1 est déjà publiée');
    // Another release lays out and words otherwise, and an earlier one kept no print; nobody has changed anything.
    const published = await prisma.reportPublication.findFirstOrThrow();
    const { given, ...outline } = published.outline as { given?: string; subtitle?: string };
    const keep = (kept: object) => prisma.reportPublication.updateMany({ data: { outline: kept } });
    await keep({ ...outline, given, subtitle: 'Autrement dit' });
    expect(await askToPublish()).toContain('La version 1 est déjà publiée');
    await keep({ ...outline, subtitle: 'Autrement dit' });
    expect(await askToPublish()).toContain('La version 1 est déjà publiée');
    await write('Une campagne de Mme Durand.');
    expect(await askToPublish()).toContain('version 2 ? Voici ce qui part, et où');
    await write('Une campagne de Mme Dupon.');
    await keep({ ...outline, given });

    // A name was wrong: the figures are the same.
    await write('Une campagne de Mme Dupont.');
    expect(await sendToOlive()).not.toContain('déjà publiée');
    expect(await askToPublish()).toContain('version 2 ? Voici ce qui part, et où');
    expect(coordinator.read()).toContain('La version 1 est déjà publiée : celle-ci la remplace');
    expect(await readPage()).toContain('Une campagne de Mme Dupon.');
    await publish();
    expect(await readPage()).toMatch(/-v2\.html .*Une campagne de Mme Dupont\./s);
    expect(await askToPublish()).toContain('La version 2 est déjà publiée');

    // What an organisation said is taken out of what everybody reads.
    expect(await readPage()).toContain(IDEA);
    await coordinator.command('/bilan rediger', { chapitre: 'Bonnes idées' });
    await coordinator.choose('Retirer du bilan', 'Les Jardins A');
    expect(plain(coordinator.read())).toContain('publiez-en une nouvelle version, depuis /bilan apercu');
    await publish();
    expect(await readPage()).toContain('-v3.html');
    expect(await readPage()).not.toContain(IDEA);

    await coordinator.command('/bilan versions');
    const versions = plain(coordinator.read());
    expect(versions).toMatch(/Version 3, .* · publiée/);
    expect(versions).toContain("Depuis la version 2, ni chiffre ni phrase n'a changé, mais autre chose");
    expect(versions).toContain("Depuis la version 1, ni chiffre ni phrase n'a changé, mais autre chose");
    expect(versions).not.toContain('Une seule porte');
    // A version is what was published, and what is in it stays.
    const stored = await prisma.reportPublication.findMany({ orderBy: { version: 'asc' } });
    expect(stored.map(({ version }) => version)).toEqual([1, 2, 3]);
    const [first] = await prisma.report.findMany({ orderBy: { version: 'asc' } });
    expect(JSON.stringify(first?.sentences)).toContain('Une seule porte');

    // What was written in a chapter can be taken out of it.
    await coordinator.command('/bilan rediger', { chapitre: 'Communication' });
    await coordinator.press('Retirer ce texte');
    expect(plain(coordinator.read())).toContain(
      'votre texte est retiré du bilan. Le voici, si vous voulez le reprendre',
    );
    expect(plain(coordinator.read())).toContain('Une campagne de Mme Dupont.');
    await coordinator.press('Revenir au chapitre');
    expect(coordinator.read()).toContain("Vous n'avez rien écrit dans ce chapitre");
    await publish();
    expect(await readPage()).toContain('-v4.html');
    expect(await readPage()).not.toContain('Mme Dupont');
  }, 180_000);

  it('is read again before it is published again, once somebody was erased from it', async () => {
    await coordinator.command('/bilan rediger', { chapitre: 'Bonnes idées' });
    await coordinator.choose('Remettre', 'Les Jardins A');
    await publish();
    await olive.command('/profil donnees');
    await olive.press('Tout effacer');
    await olive.press('Effacer pour toujours');
    for (let minutes = 0; minutes < 10; minutes += 1) await aMinuteLater();
    await coordinator.command('/bilan versions');
    const versions = plain(coordinator.read());
    expect(versions).toMatch(/Version 5, [^·]*\d{4}\s+Ce|Version 5, /);
    expect(versions).not.toMatch(/Version 5, [^\n]* · publiée/);
    await explainAll(coordinator);
    await coordinator.command('/bilan relecture');
    await coordinator.press('Choisir qui le relit');
    const colleague = world.coordinator[platform === 'slack' ? 'discord' : 'slack'];
    const { personId } = await world.database.prisma.identity.findFirstOrThrow({
      where: { externalId: colleague.user.id },
    });
    await coordinator.fill({ people: [personId] });
    expect(plain(coordinator.read())).not.toContain('déjà publiée');
    expect(await askToPublish()).toContain('version 5 ? Voici ce qui part, et où');
    expect(coordinator.read()).not.toContain('La version 5 est déjà publiée');
  }, 180_000);
});
