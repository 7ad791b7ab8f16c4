import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { whilePrintingDies } from '../../support/failing-print.ts';
import { organiser } from '../../support/proposing.ts';
import { explainAndPublish } from '../../support/publishing.ts';
import { startWorld, type World } from '../../support/world.ts';

const said = (person: Person) =>
  person
    .screen()
    .map(({ text }) => text)
    .join('\n');
const files = (person: Person) =>
  person
    .screen()
    .flatMap((message) => message.files)
    .map(({ name }) => name);

describe.each(['slack', 'discord'] as const)(
  'a bilan that is published while nothing can be laid out, on %s',
  (platform) => {
    let world: World;
    let coordinator: Person;
    let ana: Person;
    beforeAll(async () => {
      world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
      coordinator = world.coordinator[platform];
      await coordinator.command('/edition ouvrir', { annee: '2026' });
      ana = await organiser(world, platform, 'Ana', { organisation: 'Le Moulin' });
      await ana.command('/evenement proposer', {
        ...{ titre: 'Portes ouvertes', date: '14 novembre de 14h à 18h', lieu: 'Salle des fêtes, Beauvais' },
        ...{ phrase: 'Venez.', contact: 'Ana, 03 44 00 00 00' },
      });
      await ana.press('Proposer');
      await coordinator.press('Accepter');
      await world.goTo('2026-12-05T09:00:00+01:00');
      await coordinator.command('/edition cloturer');
      await coordinator.press("Clore l'édition");
    });
    afterAll(() => world?.close());

    const later = (minutes: number) => world.goTo(new Date(world.clock.now().getTime() + minutes * 60_000));

    it('is laid out again a little later, then without these files, which can be added; who gets no recap is told of', async () => {
      await explainAndPublish(coordinator);
      // It is tried three times before it is said.
      expect(await whilePrintingDies(world, () => world.runDue())).toBeGreaterThan(0);
      expect(said(coordinator)).not.toContain('est publié.');
      await whilePrintingDies(world, () => later(3));
      expect(said(coordinator)).not.toContain('est publié.');
      await whilePrintingDies(world, () => later(3));
      expect(said(coordinator)).toContain("Le bilan de « Mois de l'ESS 2026 », version 1, est publié.");
      expect(said(ana)).toContain('Tous ses fichiers (page web, tableur) viennent');
      expect(said(coordinator)).toContain('1 récapitulatif est mis en page');
      expect(said(coordinator)).toContain('le bilan est publié sans eux');
      await whilePrintingDies(world, () => later(3));
      await whilePrintingDies(world, () => later(3));
      await whilePrintingDies(world, () => later(3));
      expect(said(coordinator)).toContain("Le récapitulatif de « Le Moulin » n'a pas pu être mis en page");
      expect(files(ana).filter((name) => name.startsWith('recapitulatif'))).toEqual([]);

      // Once it can be, both are to be had.
      await coordinator.press('Récapitulatif : Le Moulin');
      await world.runDue();
      expect(files(coordinator)).toContain('recapitulatif-le-moulin-2026.pdf');
      await coordinator.press('Ajouter PDF et Word');
      await world.runDue();
      expect(said(coordinator)).toContain('sont maintenant avec le bilan publié');
      await ana.command('/bilan lire');
      expect(files(ana)).toContain('bilan-picardie-2026-v1.pdf');
      expect(files(ana)).toContain('bilan-picardie-2026-v1.html');
      await coordinator.press('Ajouter PDF et Word');
      expect(coordinator.read()).toContain('sont déjà avec le bilan publié');
      // It was posted once.
      expect(said(ana).match(/Merci à toutes celles et ceux/g)).toHaveLength(1);

      // Where one process dies, all of it comes a little later.
      await coordinator.command('/chiffres saisir', { chiffre: 'Affiches', valeur: '800', annee: '2026' });
      await explainAndPublish(coordinator);
      await whilePrintingDies(world, () => world.runDue());
      await later(3);
      expect(said(coordinator)).toContain("Le bilan de « Mois de l'ESS 2026 », version 2, est publié.");
      await whilePrintingDies(world, () => later(3));
      await later(3);
      expect(files(ana)).toContain('recapitulatif-le-moulin-2026.pdf');
      await ana.command('/bilan lire');
      expect(files(ana)).toContain('bilan-picardie-2026-v2.pdf');
      expect(said(ana)).toContain('Tous ses fichiers (PDF, Word, page web, tableur) viennent');
      await coordinator.press('Ajouter PDF et Word');
      expect(coordinator.read()).toContain('La version 2 a été publiée depuis');
    });

    it('is neither posted nor sent any more once a later version is published', async () => {
      await coordinator.command('/chiffres saisir', { chiffre: 'Affiches', valeur: '900', annee: '2026' });
      await explainAndPublish(coordinator);
      expect(await whilePrintingDies(world, () => world.runDue())).toBeGreaterThan(0);
      await coordinator.command('/chiffres saisir', { chiffre: 'Affiches', valeur: '1000', annee: '2026' });
      await explainAndPublish(coordinator);
      await world.runDue();
      expect(said(coordinator)).toContain('version 4, est publié.');
      await later(3);
      await later(3);
      expect(said(coordinator)).not.toContain('version 3, est publié.');
      expect(said(ana).match(/Merci à toutes celles et ceux/g)).toHaveLength(3);
      // It has its files all the same.
      const third = await world.database.prisma.reportPublication.findFirstOrThrow({ where: { version: 3 } });
      const stored = await world.database.prisma.file.findMany({ where: { id: { in: third.fileIds } } });
      expect(stored.map(({ name }) => name)).toContain('bilan-picardie-2026-v3.pdf');
    });
  },
);
