import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureSize } from '../../../src/pictures/size.ts';
import type { SeenBlock } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { plain } from '../../support/events.ts';
import { organiser } from '../../support/proposing.ts';
import { explainAll } from '../../support/publishing.ts';
import { startWorld, type World } from '../../support/world.ts';

const filesOf = (person: Person) => person.screen().flatMap(({ files }) => files);
const named = (person: Person, name: RegExp) => filesOf(person).filter((file) => name.test(file.name));
const said = (person: Person) =>
  person
    .screen()
    .map(({ text }) => text)
    .join('\n');
const altsIn = (blocks: readonly SeenBlock[]): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'card') return altsIn(block.blocks);
    return block.kind === 'image' ? [block.alt] : [];
  });
/** Returns what messages say, pictures included: Discord keeps the words of a picture with it, Slack's stand above. */
const inWords = (messages: readonly Person['news'][number][]) =>
  plain(asTyped(messages.flatMap(({ text, blocks }) => [text, ...altsIn(blocks)]).join(' ')));
const bytesAt = async (url: string | undefined) => Buffer.from(await (await fetch(url ?? '')).arrayBuffer());
const readDocx = async (bytes: Buffer) =>
  (await mammoth.extractRawText({ buffer: bytes })).value.replace(/[’]/g, "'").replace(/[\s\u00a0\u202f]+/g, ' ');

describe.each(['slack', 'discord'] as const)('the bilan, published on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  let bob: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    ana = await organiser(world, platform, 'Ana', { organisation: 'Le Moulin' });
    bob = await organiser(world, platform, 'Bob', { organisation: 'La Ruche' });
    for (const [person, titre] of [
      [ana, 'Portes ouvertes'],
      [ana, 'Atelier pain'],
      [bob, 'Fête des voisins'],
    ] as const) {
      await person.command('/evenement proposer', {
        titre,
        ...(titre === 'Fête des voisins'
          ? { date: '21 novembre de 14h à 18h', lieu: 'Salle des fêtes, Amiens' }
          : {
              date: titre === 'Atelier pain' ? '15 novembre de 14h à 18h' : '14 novembre de 14h à 18h',
              lieu: 'Salle des fêtes, Beauvais',
            }),
        phrase: 'Venez.',
        contact: 'Ana, 03 44 00 00 00',
      });
      await person.press('Proposer');
      await coordinator.press('Accepter');
    }
  });
  afterAll(() => world?.close());

  const aMinuteLater = () => world.clock.set(new Date(world.clock.now().getTime() + 60_000));

  it('leaves after a confirmation, to the channel and to each organiser with their own recap', async () => {
    // As a draft it can't be published, and nobody reads it.
    await ana.command('/bilan lire');
    expect(ana.read()).toContain("n'est pas encore publié");
    await coordinator.command('/bilan apercu');
    await expect(coordinator.press('Publier le bilan')).rejects.toThrow();

    // It leaves after a confirmation.
    await world.goTo('2026-12-05T09:00:00+01:00');
    await coordinator.command('/edition cloturer');
    await coordinator.press("Clore l'édition");
    await explainAll(coordinator);
    await coordinator.command('/bilan apercu');
    await coordinator.press('Publier le bilan');
    expect(coordinator.read()).toContain('Voici ce qui part, et où');
    expect(coordinator.read()).toContain('2 structures reçoivent chacune leur propre récapitulatif');
    expect(coordinator.read()).toContain("Le bilan paraît dans le salon d'annonces");
    expect(named(ana, /^bilan-/)).toEqual([]);
    await coordinator.press('Publier maintenant');
    expect(coordinator.read()).toContain('est mis en page');
    await world.runDue();
    await world.goTo(new Date(world.clock.now().getTime() + 60_000));
    expect(said(coordinator)).toContain('2 récapitulatifs sont mis en page');
    expect(said(bob)).toContain('Merci à toutes celles et ceux qui y ont pris part');

    const [pdf] = named(ana, /^recapitulatif-le-moulin-2026\.pdf$/);
    const [docx] = named(ana, /^recapitulatif-le-moulin-2026\.docx$/);
    expect((await bytesAt(pdf?.url)).subarray(0, 5).toString()).toBe('%PDF-');
    const recap = await readDocx(await bytesAt(docx?.url));
    expect(recap).toContain('Portes ouvertes');
    expect(recap).toContain('Atelier pain');
    expect(recap).not.toContain('Fête des voisins');
    expect(named(ana, /la-ruche/)).toEqual([]);
    expect(named(bob, /^recapitulatif-la-ruche-2026\.(pdf|docx)$/)).toHaveLength(2);

    await ana.command('/bilan lire');
    expect(ana.read()).toContain('Version 1, publiée le');
    expect(ana.news.flatMap(({ files }) => files).map(({ name }) => name)).toEqual(
      ['png', 'pdf', 'docx', 'html', 'csv', 'json'].map((extension) => `bilan-picardie-2026-v1.${extension}`),
    );
    // The picture stands there to be seen, with all that it shows in words; the channel has the same one.
    const words = 'Événements par département et par semaine. Oise (60) : 9 novembre 2 ; Somme (80) : 16 novembre 1';
    expect(inWords(ana.news)).toContain(words);
    expect(inWords(bob.screen())).toContain(words);
    const [picture] = named(ana, /^bilan-picardie-2026-v1\.png$/);
    expect(pictureSize(await bytesAt(picture?.url))).toMatchObject({ type: 'png', width: 1920 });

    // Everybody reads the published version, whatever has changed since.
    await coordinator.command('/chiffres saisir', { chiffre: 'Affiches', valeur: '800', annee: '2026' });
    aMinuteLater();
    await ana.command('/bilan lire');
    const [page] = ana.news.flatMap(({ files }) => files).filter(({ name }) => name.endsWith('.html'));
    expect((await bytesAt(page?.url)).toString()).not.toContain('800 affiches');

    // The coordinators see what another version changes.
    await explainAll(coordinator);
    await coordinator.command('/bilan document');
    await coordinator.command('/bilan versions');
    expect(coordinator.read()).toMatch(/Version 1, .* · publiée/);
    expect(coordinator.read()).toContain('Ce qui a changé depuis la version 1');
    expect(coordinator.read()).toContain('Affiches : non connu → 800 exemplaires');
    expect(coordinator.read()).toContain("Phrase nouvelle : « Le Mois s'est annoncé par 800 affiches. »");

    // Each organisation has its own recap again when it asks.
    aMinuteLater();
    await ana.command('/bilan lire');
    await ana.press('Mon récapitulatif : Le Moulin');
    expect(ana.read()).toContain('est mis en page');
    // Pressed again before it has come, it is laid out and sent once.
    const { prisma } = world.database;
    for (let again = 0; again < 2; again++) {
      aMinuteLater();
      await ana.press('Mon récapitulatif : Le Moulin');
      expect(ana.read()).toContain('est mis en page');
      expect(await prisma.dueItem.count({ where: { kind: 'bilan-recap', doneAt: null } })).toBe(1);
    }
    await world.runDue();
    expect(named(ana, /^recapitulatif-le-moulin-2026\.pdf$/)).toHaveLength(2);
    aMinuteLater();
    await ana.press('Mon récapitulatif : Le Moulin');
    await world.runDue();
    expect(named(ana, /^recapitulatif-le-moulin-2026\.pdf$/)).toHaveLength(3);
    // The documents that the coordinator asked for have come with the same drawing.
    expect(named(coordinator, /^bilan-picardie-2026-v2\.(png|pdf)$/).map(({ type }) => type)).toEqual([
      ...['image/png', 'application/pdf'],
    ]);
    expect(named(ana, /la-ruche/)).toEqual([]);

    // The next edition opens long before its own bilan: until then the last one that was published is read.
    aMinuteLater();
    await coordinator.command('/edition ouvrir', { annee: '2027' });
    await ana.command('/bilan lire');
    expect(ana.read()).toContain('Version 1, publiée le');
    await ana.command('/bilan lire', { annee: '2027' });
    expect(ana.read()).toContain("n'est pas encore publié");
  });
});
